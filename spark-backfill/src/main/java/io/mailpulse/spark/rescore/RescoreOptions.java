package io.mailpulse.spark.rescore;

import static io.mailpulse.settings.Option.of;
import static io.mailpulse.settings.Option.optional;

import io.mailpulse.mail.MailSettings;
import io.mailpulse.mail.config.MailOptions;
import io.mailpulse.mail.config.ReadingSettings;
import io.mailpulse.model.ScorerSettings;
import io.mailpulse.model.config.ModelOptions;
import io.mailpulse.schema.id.TenantId;
import io.mailpulse.settings.ConfigValues;
import io.mailpulse.settings.Option;
import io.mailpulse.settings.OptionType;
import io.mailpulse.settings.StorageSettings;
import io.mailpulse.settings.tenant.TenantOptions;
import io.mailpulse.spark.rescore.RescoreSettings.Promotion;
import io.mailpulse.spark.warehouse.DayRange;
import java.net.URI;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The options of the rescore job: what to rescore, and how the stream reads and scores. */
final class RescoreOptions {

  private static final Option<List<String>> TENANTS =
      optional(
          "rescore.tenants",
          new OptionType<>("list of tenants", RescoreOptions::tenants),
          "Tenants to rescore; without it all that the landing holds.");
  private static final Option<LocalDate> FROM =
      optional("rescore.from", OptionType.day(), "First day of the landing to rescore, in UTC.");
  private static final Option<LocalDate> TO =
      optional("rescore.to", OptionType.day(), "Last day of the landing to rescore, in UTC.");
  private static final Option<Boolean> PROMOTE =
      of(
          "rescore.promote",
          OptionType.flag(),
          "false",
          "true: from now on the view current_sentiment prefers this model version.");

  /** Every option, in the order of the documentation. */
  static final List<Option<?>> ALL =
      Stream.<List<Option<?>>>of(
              List.of(TENANTS, FROM, TO, PROMOTE),
              StorageSettings.PLACES,
              TenantOptions.ALL,
              MailOptions.ALL,
              ModelOptions.ALL,
              StorageSettings.FILE_SYSTEM)
          .<Option<?>>flatMap(List::stream)
          .toList();

  private RescoreOptions() {}

  /** Reads the settings; keys of pseudonyms are looked for here, on the driver. */
  static RescoreSettings read(ConfigValues values) {
    Set<String> tenants = new LinkedHashSet<>(values.find(TENANTS).orElse(List.of()));
    LocalDate from = values.find(FROM).orElse(DayRange.ALL.from());
    LocalDate to = values.find(TO).orElse(DayRange.ALL.to());
    if (to.isBefore(from)) {
      values.mistake(TO, "is before " + FROM.key());
    }
    Promotion promotion = values.get(PROMOTE) ? Promotion.PROMOTE : Promotion.NONE;
    StorageSettings storage = StorageSettings.read(values);
    TenantOptions.read(values); // what it says is not this job's, what is wrong in it is
    MailSettings mail = mail(values);
    ScorerSettings scorer = ModelOptions.read(values);
    return new RescoreSettings(
        path(storage.warehouse()),
        path(storage.landing()),
        tenants,
        new DayRange(from, to),
        promotion,
        mail,
        scorer);
  }

  private static MailSettings mail(ConfigValues values) {
    ReadingSettings reading = MailOptions.read(values);
    MailOptions.noteMissingSecrets(reading, values);
    return values.mistakes().isEmpty() ? reading.resolve() : MailSettings.defaults();
  }

  private static List<String> tenants(String text) {
    List<String> tenants = OptionType.list().parser().apply(text);
    try {
      tenants.forEach(TenantId::require);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "expected ids of tenants, each 1 to 64 characters of [A-Za-z0-9._-]", e);
    }
    return tenants;
  }

  /** Without a slash at its end, as names of tables are joined to it. */
  private static String path(URI place) {
    String path = String.valueOf(place);
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
