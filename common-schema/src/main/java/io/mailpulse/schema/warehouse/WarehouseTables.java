package io.mailpulse.schema.warehouse;

import static io.mailpulse.schema.warehouse.Column.optional;
import static io.mailpulse.schema.warehouse.Column.required;
import static io.mailpulse.schema.warehouse.ColumnType.BOOLEAN;
import static io.mailpulse.schema.warehouse.ColumnType.DATE;
import static io.mailpulse.schema.warehouse.ColumnType.DOUBLE;
import static io.mailpulse.schema.warehouse.ColumnType.INT;
import static io.mailpulse.schema.warehouse.ColumnType.LONG;
import static io.mailpulse.schema.warehouse.ColumnType.STRING;
import static io.mailpulse.schema.warehouse.ColumnType.TIMESTAMP;

import java.util.ArrayList;
import java.util.List;

/** The tables of the warehouse. Each has one writer; views join what several writers know. */
public final class WarehouseTables {

  private static final List<String> BY_TENANT_AND_DAY = List.of("tenant_id", "dt");
  private static final List<String> BY_MODEL_TENANT_AND_DAY =
      List.of("model_version", "tenant_id", "dt");

  /** One row per mail: what is known of it without a model. */
  public static final TableDefinition DIM_EMAIL =
      new TableDefinition(
          "dim_email",
          "One mail, parsed, redacted and threaded. Written by the stream. Key: email_id.",
          List.of(
              required("email_id", STRING, "UUIDv5 of tenant and dedupe key."),
              required("thread_id", STRING, "Thread of the mail."),
              required("tenant_id", STRING, "Tenant that owns the mail."),
              required("dt", DATE, "Day of the event time, UTC."),
              required("first_seen_dt", DATE, "Day on which the mail was received, UTC."),
              required("received_at", TIMESTAMP, "Event time: when the mail was received."),
              optional("sent_at", TIMESTAMP, "Date header, as the sender claims it."),
              optional("message_id", STRING, "Message-ID without angle brackets."),
              required("subject", STRING, "Redacted subject; empty if the mail has none."),
              required("from_address", STRING, "Sender under the tenant's address policy."),
              required("from_domain", STRING, "Domain of the sender; empty if unknown."),
              required("recipients", INT, "Addresses in To and Cc."),
              required("language", STRING, "ISO 639-1 code, or unknown."),
              required("language_confidence", DOUBLE, "Confidence of the language, 0 to 1."),
              required("mail_kind", STRING, "person, bulk, auto_reply and so on."),
              required("thread_evidence", STRING, "What decided thread_id."),
              required("thread_confidence", DOUBLE, "How sure the thread is, 0 to 1."),
              optional("parent_email_id", STRING, "Mail that this one was attached to."),
              required("body_sha256", STRING, "SHA-256 of the redacted body, hexadecimal."),
              required("size_bytes", LONG, "Size of the raw MIME in bytes."),
              required("attachments", INT, "Number of attachments."),
              required("redactions", INT, "Personal values that were replaced."),
              optional("raw_ref", STRING, "Place in the raw landing, relative to the root."),
              required("parser_version", STRING, "Version of the parser.")),
          BY_TENANT_AND_DAY);

  /** One row per mail and live model version. */
  public static final TableDefinition FACT_SENTIMENT =
      new TableDefinition(
          "fact_sentiment",
          "The score of one mail as the stream gave it. Written by the stream. Key: email_id,"
              + " model_version; a mail that had to wait for the model has a row with"
              + " unknown_reason pending and a later one with its score, and the row with the"
              + " latest processed_at holds, see the view current_sentiment.",
          concat(
              scoreColumns(),
              optional(
                  "thread_neg_rate_24h",
                  DOUBLE,
                  "Negative share of the thread's last 24 h, 0 to 1."),
              required(
                  "thread_volume_24h", INT, "Scored person mails of the thread in those 24 h.")),
          BY_TENANT_AND_DAY);

  /** One row per mail and model version that history was rescored with. */
  public static final TableDefinition FACT_SENTIMENT_RESCORED =
      new TableDefinition(
          "fact_sentiment_rescored",
          "The score of one mail as the rescore job gave it. Written by that job. Key: email_id,"
              + " model_version.",
          concat(
              scoreColumns(),
              required("ingest_dt", DATE, "Day of the raw landing that the mail was read from."),
              required("raw_ref", STRING, "Place in the raw landing, relative to the root.")),
          BY_MODEL_TENANT_AND_DAY);

  /** One row per file that the rescore job could not turn into scores. */
  public static final TableDefinition RESCORE_DEAD_LETTERS =
      new TableDefinition(
          "rescore_dead_letters",
          "A file of the raw landing that could not be rescored. Written by the rescore job. Key:"
              + " model_version, raw_ref.",
          List.of(
              required("model_version", STRING, "name@version that was being rescored with."),
              required("tenant_id", STRING, "Tenant of the raw landing's folder."),
              required("ingest_dt", DATE, "Day of the raw landing's folder."),
              required("raw_ref", STRING, "Place in the raw landing, relative to the root."),
              required("stage", STRING, "Stage that gave up."),
              required("kind", STRING, "Typed failure."),
              optional("limit_name", STRING, "Limit that was breached."),
              optional("limit_value", LONG, "What the limit allows."),
              optional("actual_value", LONG, "What was found."),
              required("message", STRING, "Problem, cause and remedy; never text of the mail."),
              required("payload_sha256", STRING, "SHA-256 of the file as it lies, hexadecimal."),
              required("payload_bytes", LONG, "Size of the file as it lies, in bytes."),
              required("processed_at", TIMESTAMP, "When the job gave up.")),
          List.of("model_version", "tenant_id"));

  /** One row per decision that a model version is to be believed from now on. */
  public static final TableDefinition MODEL_PROMOTIONS =
      new TableDefinition(
          "model_promotions",
          "A decision that a model version is believed over those promoted before it. Append only,"
              + " written by the rescore job. Key: tenant_id, model_version, promoted_at.",
          List.of(
              required("tenant_id", STRING, "Tenant that the decision is for."),
              required("model_version", STRING, "name@version that is believed from now on."),
              required("promoted_at", TIMESTAMP, "When it was decided; the latest one holds.")),
          List.of());

  /** One row per change of a thread's day, as the stream saw it. */
  public static final TableDefinition THREAD_DAY_SNAPSHOTS =
      new TableDefinition(
          "thread_day_snapshots",
          "Mood of one thread on one day, once for each time that the stream refreshed it: the row"
              + " with the greatest volume holds, and of those the one with the latest"
              + " processed_at, see the view thread_day_latest. Append only, written by the stream."
              + " Key: thread_id, dt, processed_at.",
          List.of(
              required("thread_id", STRING, "Thread."),
              required("tenant_id", STRING, "Tenant that owns the thread."),
              required("dt", DATE, "Day of the event time, UTC."),
              required(
                  "model_version",
                  STRING,
                  "name@version of the bundle behind the first score of the day."),
              optional("avg_polarity", DOUBLE, "Mean polarity of scored; null if scored is 0."),
              optional("neg_rate", DOUBLE, "Negative share of scored; null if scored is 0."),
              required("volume", LONG, "Mails, unknown ones and machine mail included."),
              required("scored", LONG, "Person mails with a label other than unknown."),
              required("first_seen", TIMESTAMP, "Event time of the day's first mail."),
              required("last_seen", TIMESTAMP, "Event time of the day's last mail."),
              required("processed_at", TIMESTAMP, "When the row was made.")),
          BY_TENANT_AND_DAY);

  /** One row per thread and day: a function of {@code current_sentiment}. */
  public static final TableDefinition AGG_THREAD_DAILY =
      new TableDefinition(
          "agg_thread_daily",
          "Mood of one thread on one day. Computed from current_sentiment and dim_email by the"
              + " aggregate step of the Spark job, a whole day at a time. Key: thread_id, dt.",
          List.of(
              required("thread_id", STRING, "Thread."),
              required("tenant_id", STRING, "Tenant that owns the thread."),
              required("dt", DATE, "Day of the event time, UTC."),
              optional("avg_polarity", DOUBLE, "Mean polarity of scored; null if scored is 0."),
              optional("neg_rate", DOUBLE, "Negative share of scored; null if scored is 0."),
              required("volume", LONG, "Mails, unknown ones and machine mail included."),
              required("scored", LONG, "Person mails with a label other than unknown."),
              required("unknown", LONG, "Mails without a label."),
              required("first_seen", TIMESTAMP, "Event time of the day's first mail."),
              required("last_seen", TIMESTAMP, "Event time of the day's last mail."),
              required("refreshed_at", TIMESTAMP, "When the row was computed.")),
          BY_TENANT_AND_DAY);

  /** All tables. */
  public static final List<TableDefinition> ALL =
      List.of(
          DIM_EMAIL,
          FACT_SENTIMENT,
          FACT_SENTIMENT_RESCORED,
          RESCORE_DEAD_LETTERS,
          MODEL_PROMOTIONS,
          THREAD_DAY_SNAPSHOTS,
          AGG_THREAD_DAILY);

  private WarehouseTables() {}

  private static List<Column> scoreColumns() {
    return List.of(
        required("email_id", STRING, "Mail that was scored."),
        required("thread_id", STRING, "Thread of the mail."),
        required("tenant_id", STRING, "Tenant that owns the mail."),
        required("model_version", STRING, "name@version of the bundle."),
        required("dt", DATE, "Day of the event time, UTC."),
        required("created_at", TIMESTAMP, "Event time of the mail."),
        required("label", STRING, "negative, neutral, positive or unknown."),
        required("polarity", DOUBLE, "p(positive) - p(negative), -1 to 1; 0 when unknown."),
        required("confidence", DOUBLE, "Largest probability, 0 to 1; 0 when unknown."),
        optional("p_negative", DOUBLE, "Probability of negative; null when unknown."),
        optional("p_neutral", DOUBLE, "Probability of neutral; null when unknown."),
        optional("p_positive", DOUBLE, "Probability of positive; null when unknown."),
        optional("anger", DOUBLE, "Probability of the emotion; null when not scored."),
        optional("disgust", DOUBLE, "Probability of the emotion; null when not scored."),
        optional("fear", DOUBLE, "Probability of the emotion; null when not scored."),
        optional("joy", DOUBLE, "Probability of the emotion; null when not scored."),
        optional("sadness", DOUBLE, "Probability of the emotion; null when not scored."),
        optional("surprise", DOUBLE, "Probability of the emotion; null when not scored."),
        required("aspects", STRING, "JSON array of {aspect, sentiment, score}."),
        required("language", STRING, "ISO 639-1 code, or unknown."),
        required("mail_kind", STRING, "Only person counts in moods."),
        optional(
            "unknown_reason",
            STRING,
            "Why the label is unknown; pending: a later row of the mail replaces this one."),
        required("scorer_tier", STRING, "Tier that answered."),
        required("normaliser_version", STRING, "Version of the text normaliser."),
        optional("text_sha256", STRING, "SHA-256 of the normalised text, hexadecimal."),
        required("in_mood", BOOLEAN, "True for person mails with a label: what rates count."),
        required("processed_at", TIMESTAMP, "When the score was made."));
  }

  private static List<Column> concat(List<Column> first, Column... more) {
    var all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return all;
  }
}
