package io.mailpulse.connectors.kafka;

import static io.mailpulse.settings.Option.of;
import static io.mailpulse.settings.Option.optional;
import static io.mailpulse.settings.Option.required;

import io.mailpulse.connectors.kafka.KafkaSettings.Bound;
import io.mailpulse.connectors.kafka.KafkaSettings.Delivery;
import io.mailpulse.connectors.kafka.KafkaSettings.Offsets;
import io.mailpulse.connectors.kafka.KafkaSettings.ValueFormat;
import io.mailpulse.settings.ConfigValues;
import io.mailpulse.settings.Option;
import io.mailpulse.settings.OptionType;
import io.mailpulse.settings.SecretRef;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The options of the broker. */
public final class KafkaOptions {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private static final Option<String> BOOTSTRAP =
      required(
          "kafka.bootstrap-servers",
          OptionType.brokers(),
          "Brokers as host:port, comma separated.");
  private static final Option<String> PREFIX =
      optional(
          "kafka.topic-prefix",
          OptionType.text(),
          "Put before every topic name, for several installations on one cluster.");
  private static final Option<String> GROUP =
      of("kafka.group-id", OptionType.text(), "mailpulse", "Consumer group of the source.");
  private static final Option<Offsets> OFFSETS =
      of(
          "kafka.starting-offsets",
          OptionType.choice(Offsets.class),
          "committed",
          "Where to start without a checkpoint: the group's committed offsets (else the earliest),"
              + " the earliest or the latest. emails.pending.v1, which the job writes for itself,"
              + " is always taken up at the committed offsets.");
  private static final Option<Bound> BOUND =
      of(
          "kafka.stop-at",
          OptionType.choice(Bound.class),
          "never",
          "latest ends the job at the offsets that were the latest when it started.");
  private static final Option<ValueFormat> FORMAT =
      of(
          "kafka.value-format",
          OptionType.choice(ValueFormat.class),
          "json",
          "How records are written and read. avro is the Confluent wire format when a schema"
              + " registry is set, bare Avro otherwise.");
  private static final Option<URI> REGISTRY =
      optional(
          "kafka.schema-registry-url",
          OptionType.uri("http", "https"),
          "Schema registry of the avro format. Subjects are named after topics: `<topic>-value`.");
  private static final Option<SecretRef> CREDENTIALS =
      optional(
          "kafka.schema-registry-credentials",
          OptionType.secret(),
          "User and password of the schema registry as USER:PASSWORD: env:NAME, file:PATH or"
              + " aws-secret:NAME. Read where the job runs, never stored with it.");
  private static final Option<Delivery> DELIVERY =
      of(
          "kafka.delivery",
          OptionType.choice(Delivery.class),
          "at-least-once",
          "exactly-once writes in transactions that commit with checkpoints: readers wait for the"
              + " checkpoint. at-least-once is fast, and a repeat carries the same ids. Either way"
              + " a job reads committed records only, unless kafka.properties.isolation.level says"
              + " otherwise.");
  private static final Option<Duration> TRANSACTION_TIMEOUT =
      of(
          "kafka.transaction-timeout",
          OptionType.duration(SECOND, HOUR),
          "15 min",
          "Longest time between two checkpoints under exactly-once; at most the broker's"
              + " transaction.max.timeout.ms.");
  private static final Option<String> PROPERTY =
      optional(
          "kafka.properties.*",
          OptionType.textWithSecrets(),
          "Any property of the Kafka clients, such as security.protocol; secrets as"
              + " ${secret:env:NAME}, ${secret:file:PATH}, ${secret:aws-secret:NAME}, also within a"
              + " text such as that of sasl.jaas.config. Read where a client is made. A name that"
              + " no client knows, or a value that one refuses, is a mistake.");

  /** Every option, in the order of the documentation. */
  public static final List<Option<?>> ALL =
      List.of(
          BOOTSTRAP,
          PREFIX,
          GROUP,
          OFFSETS,
          BOUND,
          FORMAT,
          REGISTRY,
          CREDENTIALS,
          DELIVERY,
          TRANSACTION_TIMEOUT,
          PROPERTY);

  private KafkaOptions() {}

  /**
   * Reads the settings.
   *
   * @param checkpointInterval time between commits of transactions
   */
  public static KafkaSettings read(ConfigValues values, Duration checkpointInterval) {
    var kafka =
        new KafkaSettings(
            values.get(BOOTSTRAP),
            values.find(PREFIX).orElse(""),
            values.get(GROUP),
            values.get(OFFSETS),
            values.get(BOUND),
            values.get(FORMAT),
            values.find(REGISTRY),
            values.find(CREDENTIALS),
            values.get(DELIVERY),
            values.get(TRANSACTION_TIMEOUT),
            values.all(PROPERTY));
    if (kafka.schemaRegistry().isPresent() && kafka.valueFormat() == ValueFormat.JSON) {
      values.mistake(REGISTRY, "is only used with kafka.value-format: avro");
    }
    if (kafka.registryCredentials().isPresent() && kafka.schemaRegistry().isEmpty()) {
      values.mistake(CREDENTIALS, "is only used with kafka.schema-registry-url");
    }
    if (kafka.delivery() == Delivery.EXACTLY_ONCE
        && kafka.transactionTimeout().compareTo(checkpointInterval) <= 0) {
      values.mistake(
          TRANSACTION_TIMEOUT,
          "expected more than checkpoints.interval, or every transaction expires before it"
              + " commits");
    }
    ClientProperties.check(values, PROPERTY, kafka.properties());
    return kafka;
  }
}
