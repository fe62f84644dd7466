package io.mailpulse.flink.config;

import static io.mailpulse.settings.Option.of;
import static io.mailpulse.settings.Option.optional;
import static io.mailpulse.settings.Option.required;

import io.mailpulse.flink.config.PipelineConfig.Addresses;
import io.mailpulse.flink.config.PipelineConfig.Bound;
import io.mailpulse.flink.config.PipelineConfig.Delivery;
import io.mailpulse.flink.config.PipelineConfig.Indices;
import io.mailpulse.flink.config.PipelineConfig.LimitsPreset;
import io.mailpulse.flink.config.PipelineConfig.Offsets;
import io.mailpulse.flink.config.PipelineConfig.ReplyHeaders;
import io.mailpulse.flink.config.PipelineConfig.Stage;
import io.mailpulse.flink.config.PipelineConfig.ValueFormat;
import io.mailpulse.mail.redact.RedactorSettings;
import io.mailpulse.model.config.ModelOption;
import io.mailpulse.model.config.ModelOptions;
import io.mailpulse.settings.Option;
import io.mailpulse.settings.OptionType;
import io.mailpulse.settings.SecretRef;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every option there is, in the order of the documentation. */
final class Options {

  private static final Duration MS = Duration.ofMillis(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration YEARS = Duration.ofDays(36_500);

  static final Option<String> JOB_NAME =
      of(
          "job.name",
          OptionType.text(),
          "mailpulse",
          "Name of the job in the web UI and in metrics.");
  static final Option<Stage> JOB_STAGE =
      of(
          "job.stage",
          OptionType.choice(Stage.class),
          "all",
          "Which stages this job runs: both, or one of two jobs that scale apart and meet on"
              + " emails.raw.v1.");
  static final Option<Integer> JOB_PARALLELISM =
      of("job.parallelism", OptionType.integer(1, 1024), "1", "Parallelism of every operator.");

  static final Option<String> KAFKA_BOOTSTRAP =
      required(
          "kafka.bootstrap-servers",
          OptionType.brokers(),
          "Brokers as host:port, comma separated.");
  static final Option<String> KAFKA_PREFIX =
      optional(
          "kafka.topic-prefix",
          OptionType.text(),
          "Put before every topic name, for several installations on one cluster.");
  static final Option<String> KAFKA_GROUP =
      of("kafka.group-id", OptionType.text(), "mailpulse", "Consumer group of the source.");
  static final Option<Offsets> KAFKA_OFFSETS =
      of(
          "kafka.starting-offsets",
          OptionType.choice(Offsets.class),
          "committed",
          "Where to start without a checkpoint: the group's committed offsets (else the earliest),"
              + " the earliest or the latest.");
  static final Option<Bound> KAFKA_BOUND =
      of(
          "kafka.stop-at",
          OptionType.choice(Bound.class),
          "never",
          "latest ends the job at the offsets that were the latest when it started.");
  static final Option<ValueFormat> KAFKA_FORMAT =
      of(
          "kafka.value-format",
          OptionType.choice(ValueFormat.class),
          "json",
          "How records are written and read. avro is the Confluent wire format when a schema"
              + " registry is set, bare Avro otherwise.");
  static final Option<URI> KAFKA_REGISTRY =
      optional(
          "kafka.schema-registry-url",
          OptionType.uri("http", "https"),
          "Schema registry of the avro format. Subjects are named after topics: `<topic>-value`.");
  static final Option<Delivery> KAFKA_DELIVERY =
      of(
          "kafka.delivery",
          OptionType.choice(Delivery.class),
          "at-least-once",
          "exactly-once writes in transactions that commit with checkpoints: readers wait for the"
              + " checkpoint. at-least-once is fast, and a repeat carries the same ids.");
  static final Option<Duration> KAFKA_TRANSACTION_TIMEOUT =
      of(
          "kafka.transaction-timeout",
          OptionType.duration(SECOND, HOUR),
          "15 min",
          "Longest time between two checkpoints under exactly-once; at most the broker's"
              + " transaction.max.timeout.ms.");
  static final Option<String> KAFKA_PROPERTY =
      optional(
          "kafka.properties.*",
          OptionType.text(),
          "Any property of the Kafka clients, such as security.protocol.");

  static final Option<Addresses> TENANT_ADDRESSES =
      of(
          "tenants.*.addresses",
          OptionType.choice(Addresses.class),
          "pseudonym",
          "Whether local parts of addresses become keyed pseudonyms or stay. Tenant default holds"
              + " for all that are not named.");
  static final Option<SecretRef> TENANT_KEY =
      required(
          "tenants.*.pseudonym-key",
          OptionType.key(RedactorSettings.FEWEST_KEY_BYTES),
          "Key of the tenant's pseudonyms: env:NAME, file:PATH or, for demos, literal:VALUE; at"
              + " least 16 bytes. Read where the job runs, never stored with it.");
  static final Option<List<String>> TENANT_LANGUAGES =
      optional(
          "tenants.*.languages",
          OptionType.list(),
          "ISO 639-1 codes of the languages that the tenant writes; empty for all.");

  static final Option<LimitsPreset> READ_LIMITS =
      of(
          "read.limits",
          OptionType.choice(LimitsPreset.class),
          "default",
          "Preset of the parser's named limits on size, parts, depth and header bytes.");

  /** Defined once for both engines; {@link ModelOptions#read} reads their values. */
  static final List<Option<String>> MODEL =
      ModelOptions.ALL.stream().map(Options::ofModel).toList();

  static final Option<Integer> SCORE_BATCH =
      of(
          "score.max-batch",
          OptionType.integer(1, 1024),
          "16",
          "Most mails that go to the model at once.");
  static final Option<Duration> SCORE_LINGER =
      of(
          "score.linger",
          OptionType.duration(Duration.ZERO, SECOND),
          "5 ms",
          "Longest time that a mail waits for a batch to fill.");
  static final Option<Integer> SCORE_THREADS =
      of("score.threads", OptionType.integer(1, 64), "1", "Threads per task that call the model.");
  static final Option<Integer> SCORE_CAPACITY =
      of(
          "score.capacity",
          OptionType.integer(1, 100_000),
          "256",
          "Most mails in flight per task; beyond it the stream waits.");
  static final Option<Duration> SCORE_TIMEOUT =
      of(
          "score.timeout",
          OptionType.duration(MS, HOUR),
          "60 s",
          "Longest time from a mail's arrival at the model to its score, retries included; then it"
              + " is a dead letter scoring-timeout.");
  static final Option<Integer> SCORE_ATTEMPTS =
      of(
          "score.attempts",
          OptionType.integer(1, 20),
          "3",
          "How often a batch is tried when the model itself fails; then its mails are dead letters"
              + " scoring-failed.");
  static final Option<Duration> SCORE_BACKOFF =
      of(
          "score.backoff",
          OptionType.duration(Duration.ZERO, HOUR),
          "200 ms",
          "Pause before the second attempt; doubles with each further one.");

  static final Option<Duration> EVENTS_DISORDER =
      of(
          "events.out-of-orderness",
          OptionType.duration(Duration.ZERO, YEARS),
          "1 min",
          "How far mails may arrive out of the order of their event time before they count as late."
              + " A late mail is still scored and counted; only alerts and windows have moved on.");
  static final Option<Duration> EVENTS_IDLENESS =
      of(
          "events.idleness",
          OptionType.duration(MS, DAY),
          "30 s",
          "Silence after which a partition no longer holds back event time.");
  static final Option<Duration> EVENTS_AHEAD =
      of(
          "events.max-ahead",
          OptionType.duration(Duration.ZERO, YEARS),
          "5 min",
          "How far a mail's own time may run ahead of its arrival at the broker before it no longer"
              + " moves event time: a date in the future must not make all others late.");

  static final Option<Duration> DEDUPE_TTL =
      of(
          "dedupe.ttl",
          OptionType.duration(SECOND, YEARS),
          "30 d",
          "How long an email_id is remembered after it was last seen, in processing time.");

  static final Option<Duration> THREADS_RETENTION =
      of(
          "threads.retention",
          OptionType.duration(DAY, YEARS),
          "90 d",
          "Event time after which a silent thread's totals are forgotten, and processing time after"
              + " which a subject that no mail had is. The 24 h of negativity are kept for 24 h.");
  static final Option<ReplyHeaders> THREADS_REPLY_HEADERS =
      of(
          "threads.reply-headers",
          OptionType.choice(ReplyHeaders.class),
          "mixed",
          "Whether replies carry References or In-Reply-To where the mail comes from. A mail"
              + " without them joins a thread of its base subject: under mixed if it looks like a"
              + " reply and people or quoted text agree, under missing on less, under usual almost"
              + " never.");

  static final Option<Double> ALERT_CONFIDENCE =
      of(
          "alerts.min-confidence",
          OptionType.fraction(),
          "0.9",
          "A mail turns a thread only if its negative label is at least this confident.");
  static final Option<Double> ALERT_RATE =
      of(
          "alerts.neg-rate",
          OptionType.fraction(),
          "0.5",
          "A thread turns when its negativity of 24 h exceeds this, and may turn again once it has"
              + " fallen back to it.");
  static final Option<Duration> ALERT_DELAY =
      of(
          "alerts.max-delay",
          OptionType.duration(MS, DAY),
          "2 min",
          "Alerts follow event time, so that disorder does not raise false ones; a mail is judged"
              + " after this processing time at the latest, even if event time stands still.");

  static final Option<Duration> WINDOW_SIZE =
      of(
          "windows.size",
          OptionType.duration(SECOND, DAY),
          "60 s",
          "Length of the mood windows per tenant and language.");
  static final Option<Duration> WINDOW_RETENTION =
      of(
          "windows.retention",
          OptionType.duration(Duration.ZERO, YEARS),
          "24 h",
          "Event time that a closed window is kept for late mails; one that comes later starts the"
              + " window anew.");
  static final Option<Duration> WINDOW_DELAY =
      of(
          "windows.max-delay",
          OptionType.duration(MS, DAY),
          "1 min",
          "Processing time after which a changed window is published, closed or not: late mails are"
              + " gathered into one refresh, and a quiet stream still shows its last window.");

  static final Option<Duration> CHECKPOINT_INTERVAL =
      of(
          "checkpoints.interval",
          OptionType.duration(Duration.ofMillis(100), HOUR),
          "30 s",
          "Time between checkpoints; also how fresh Delta tables are.");
  static final Option<URI> CHECKPOINT_PATH =
      required(
          "checkpoints.path",
          OptionType.uri(),
          "Folder of checkpoints, on storage that outlives the job.");

  static final Option<URI> WAREHOUSE_PATH =
      required(
          "warehouse.path",
          OptionType.uri(),
          "Root of the Delta tables and, below raw/, of the raw landing.");
  static final Option<URI> LANDING_PATH =
      optional(
          "landing.path",
          OptionType.uri(),
          "Root of the raw landing if it is not the warehouse: raw mail is not redacted and may"
              + " need stricter access.");

  static final Option<URI> SEARCH_URL =
      optional(
          "search.url",
          OptionType.uri("http", "https"),
          "Elasticsearch; without it the job writes no search index.");

  static final Option<SecretRef> SEARCH_KEY =
      optional(
          "search.api-key",
          OptionType.secret(),
          "API key of the search cluster. Read where the job is submitted.");
  static final Option<Indices> SEARCH_INDICES =
      of(
          "search.indices",
          OptionType.choice(Indices.class),
          "per-tenant",
          "One index per tenant, or one per tenant and month of event time.");

  static final Option<String> HADOOP_PROPERTY =
      optional(
          "hadoop.*",
          OptionType.text(),
          "Any Hadoop setting of the Delta tables' file system, such as the S3 log store.");

  private static final List<Option<?>> BEFORE_THE_MODEL =
      List.of(
          JOB_NAME,
          JOB_STAGE,
          JOB_PARALLELISM,
          KAFKA_BOOTSTRAP,
          KAFKA_PREFIX,
          KAFKA_GROUP,
          KAFKA_OFFSETS,
          KAFKA_BOUND,
          KAFKA_FORMAT,
          KAFKA_REGISTRY,
          KAFKA_DELIVERY,
          KAFKA_TRANSACTION_TIMEOUT,
          KAFKA_PROPERTY,
          TENANT_ADDRESSES,
          TENANT_KEY,
          TENANT_LANGUAGES,
          READ_LIMITS);

  private static final List<Option<?>> AFTER_THE_MODEL =
      List.of(
          SCORE_BATCH,
          SCORE_LINGER,
          SCORE_THREADS,
          SCORE_CAPACITY,
          SCORE_TIMEOUT,
          SCORE_ATTEMPTS,
          SCORE_BACKOFF,
          EVENTS_DISORDER,
          EVENTS_IDLENESS,
          EVENTS_AHEAD,
          DEDUPE_TTL,
          THREADS_RETENTION,
          THREADS_REPLY_HEADERS,
          ALERT_CONFIDENCE,
          ALERT_RATE,
          ALERT_DELAY,
          WINDOW_SIZE,
          WINDOW_RETENTION,
          WINDOW_DELAY,
          CHECKPOINT_INTERVAL,
          CHECKPOINT_PATH,
          WAREHOUSE_PATH,
          LANDING_PATH,
          SEARCH_URL,
          SEARCH_KEY,
          SEARCH_INDICES,
          HADOOP_PROPERTY);

  static final List<Option<?>> ALL =
      Stream.of(BEFORE_THE_MODEL, MODEL, AFTER_THE_MODEL).<Option<?>>flatMap(List::stream).toList();

  private Options() {}

  private static Option<String> ofModel(ModelOption option) {
    var type = new OptionType<>(option.type(), Function.<String>identity());
    return of(option.key(), type, option.defaultText(), option.description());
  }
}
