package io.mailpulse.flink.config;

import static io.mailpulse.settings.Option.of;

import io.mailpulse.connectors.elasticsearch.SearchSettings;
import io.mailpulse.connectors.job.JobSettings;
import io.mailpulse.connectors.kafka.KafkaOptions;
import io.mailpulse.flink.config.PipelineConfig.ReplyHeaders;
import io.mailpulse.flink.config.PipelineConfig.Stage;
import io.mailpulse.flink.config.PipelineConfig.WhenDown;
import io.mailpulse.mail.config.MailOptions;
import io.mailpulse.model.config.ModelOptions;
import io.mailpulse.settings.Option;
import io.mailpulse.settings.OptionType;
import io.mailpulse.settings.StorageSettings;
import io.mailpulse.settings.tenant.TenantOptions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The options of the mail job, and with those of what it is made of every option there is. */
final class Options {

  private static final Duration MS = Duration.ofMillis(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration YEARS = Duration.ofDays(36_500);

  static final Option<Stage> JOB_STAGE =
      of(
          "job.stage",
          OptionType.choice(Stage.class),
          "all",
          "Which stages this job runs: both, or one of two jobs that scale apart and meet on"
              + " emails.raw.v1.");

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
          "Longest time from when a thread takes a batch to the model until it is scored, retries"
              + " included; then its mails are dead letters scoring-timeout. The time before, in"
              + " which mails wait for a thread, does not count: too many mails are backpressure.");
  static final Option<Integer> SCORE_ATTEMPTS =
      of(
          "score.attempts",
          OptionType.integer(1, 20),
          "3",
          "How often a batch is tried when the model itself fails; then its mails are pending"
              + " (score.later).");
  static final Option<Duration> SCORE_BACKOFF =
      of(
          "score.backoff",
          OptionType.duration(Duration.ZERO, HOUR),
          "200 ms",
          "Pause before the second attempt; doubles with each further one.");

  static final Option<WhenDown> LATER_WHEN_DOWN =
      of(
          "score.later.when-down",
          OptionType.choice(WhenDown.class),
          "pending",
          "What a mail becomes while the model is down, slow or overloaded. pending: it is stored"
              + " with the label unknown, waits on emails.pending.v1 and is corrected once the"
              + " model answers. dead-letter: it is a dead letter, to be replayed.");
  static final Option<Duration> LATER_FIRST_DELAY =
      of(
          "score.later.first-delay",
          OptionType.duration(MS, HOUR),
          "10 s",
          "Time after which the model is asked again for a pending mail; doubles with each round.");
  static final Option<Duration> LATER_MAX_DELAY =
      of(
          "score.later.max-delay",
          OptionType.duration(MS, DAY),
          "10 min",
          "Longest time between two rounds of a pending mail, a quarter more at most.");
  static final Option<Integer> LATER_CAPACITY =
      of(
          "score.later.capacity",
          OptionType.integer(1, 100_000),
          "32",
          "Most pending mails per task that the model is asked for at once.");
  static final Option<Duration> LATER_ALERT_WAIT =
      of(
          "score.later.alert-wait",
          OptionType.duration(Duration.ZERO, YEARS),
          "24 h",
          "Longest time that alerts of a thread wait for an older mail of it that is pending, in"
              + " processing time.");

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
  static final Option<Duration> EVENTS_BEHIND =
      of(
          "events.max-behind",
          OptionType.duration(MS, YEARS),
          "1 d",
          "How old a mail may be when it reaches the broker and still move event time. An older one"
              + " comes out of an archive or from a broken clock: it is scored and counted, but a"
              + " partition that has no other mail is idle.");
  static final Option<Duration> EVENTS_DRIFT =
      of(
          "events.max-drift",
          OptionType.duration(Duration.ZERO, YEARS),
          "1 h",
          "How far live partitions may run apart in event time, as after a downtime, before those"
              + " ahead wait for those behind, which bounds state; 0 s lets them run.");

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
          "Event time that a closed window is kept for late mails; what one adds that comes later"
              + " is published by itself, as an addendum.");
  static final Option<Duration> WINDOW_DELAY =
      of(
          "windows.max-delay",
          OptionType.duration(MS, DAY),
          "1 min",
          "Processing time after which a changed window is published, closed or not: late mails are"
              + " gathered into one refresh, and a quiet stream still shows its last window.");

  private static final List<Option<?>> OWN =
      List.of(
          SCORE_BATCH,
          SCORE_LINGER,
          SCORE_THREADS,
          SCORE_CAPACITY,
          SCORE_TIMEOUT,
          SCORE_ATTEMPTS,
          SCORE_BACKOFF,
          LATER_WHEN_DOWN,
          LATER_FIRST_DELAY,
          LATER_MAX_DELAY,
          LATER_CAPACITY,
          LATER_ALERT_WAIT,
          EVENTS_DISORDER,
          EVENTS_IDLENESS,
          EVENTS_AHEAD,
          EVENTS_BEHIND,
          EVENTS_DRIFT,
          DEDUPE_TTL,
          THREADS_RETENTION,
          THREADS_REPLY_HEADERS,
          ALERT_CONFIDENCE,
          ALERT_RATE,
          ALERT_DELAY,
          WINDOW_SIZE,
          WINDOW_RETENTION,
          WINDOW_DELAY);

  /** In the order of the documentation. */
  static final List<Option<?>> ALL =
      Stream.<List<Option<?>>>of(
              JobSettings.JOB,
              List.of(JOB_STAGE),
              KafkaOptions.ALL,
              TenantOptions.ALL,
              MailOptions.ALL,
              ModelOptions.ALL,
              OWN,
              JobSettings.CHECKPOINTS,
              StorageSettings.PLACES,
              SearchSettings.OPTIONS,
              StorageSettings.FILE_SYSTEM)
          .<Option<?>>flatMap(List::stream)
          .toList();

  private Options() {}
}
