package io.mailpulse.spark.rescore;

import io.mailpulse.mail.MailSettings;
import io.mailpulse.model.ScorerSettings;
import io.mailpulse.spark.warehouse.DayRange;
import java.util.Set;

/**
 * Settings of a rescore run.
 *
 * @param warehouse root of the Delta tables, without a trailing slash
 * @param landing root of the raw landing, the folder that holds {@code raw/}
 * @param tenants tenants to rescore; empty for all that the landing holds
 * @param days days of the landing to rescore
 * @param promotion whether the model version is believed from now on
 * @param mail how mail is read: as the stream reads it, or ids and texts differ
 * @param scorer the model to rescore with
 */
record RescoreSettings(
    String warehouse,
    String landing,
    Set<String> tenants,
    DayRange days,
    Promotion promotion,
    MailSettings mail,
    ScorerSettings scorer) {

  /** Whether a model version is believed once history is rescored with it. */
  enum Promotion {
    /** Rescored scores lie beside the live ones and change no view. */
    NONE,
    /** From now on the view {@code current_sentiment} prefers them. */
    PROMOTE
  }
}
