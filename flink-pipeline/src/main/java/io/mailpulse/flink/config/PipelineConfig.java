package io.mailpulse.flink.config;

import io.mailpulse.model.ScorerSettings;
import io.mailpulse.settings.ConfigException;
import io.mailpulse.settings.SecretRef;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A checked configuration of the job. What each value means stands in {@code
 * docs/configuration.md}, which is generated from the options that these records are read from.
 */
public record PipelineConfig(
    Job job,
    Kafka kafka,
    Map<String, Tenant> tenants,
    Read read,
    ScorerSettings model,
    Scoring score,
    Events events,
    Duration dedupeTtl,
    Threads threads,
    Alerts alerts,
    Windows windows,
    Checkpoints checkpoints,
    URI warehouse,
    URI landing,
    Optional<Search> search,
    Map<String, String> hadoop) {

  /** The tenant whose settings hold for all that are not named. */
  public static final String DEFAULT_TENANT = "default";

  /**
   * Reads a configuration file.
   *
   * @param fileName its name: {@code .yaml} and {@code .yml} are YAML, all others key=value lines
   * @param text its content
   * @param overrides further values by key, which win over the file's
   * @throws ConfigException with every mistake there is
   */
  public static PipelineConfig parse(String fileName, String text, Map<String, String> overrides) {
    return ConfigReader.read(fileName, text, overrides);
  }

  /**
   * Reads a configuration from values by dotted key.
   *
   * @throws ConfigException with every mistake there is
   */
  public static PipelineConfig of(Map<String, String> values) {
    return ConfigReader.read("", "", values);
  }

  /** The page that documents every option, in Markdown. */
  public static String documentation() {
    return OptionsPage.markdown();
  }

  /** What runs, under which name and how wide. */
  public record Job(String name, Stage stage, int parallelism) {}

  /** Which stages a job runs. */
  public enum Stage {
    ALL,
    INGEST,
    SENTIMENT
  }

  /** The broker. */
  public record Kafka(
      String bootstrapServers,
      String topicPrefix,
      String groupId,
      Offsets startingOffsets,
      Bound stopAt,
      ValueFormat valueFormat,
      Optional<URI> schemaRegistry,
      Delivery delivery,
      Duration transactionTimeout,
      Map<String, String> properties) {

    /** Name of a topic in this installation. */
    public String topic(String name) {
      return topicPrefix + name;
    }
  }

  /** Where reading starts without a checkpoint. */
  public enum Offsets {
    COMMITTED,
    EARLIEST,
    LATEST
  }

  /** Where reading ends. */
  public enum Bound {
    NEVER,
    LATEST
  }

  /** How records are written to topics. */
  public enum ValueFormat {
    JSON,
    AVRO
  }

  /** Delivery guarantee of the Kafka sinks. */
  public enum Delivery {
    AT_LEAST_ONCE,
    EXACTLY_ONCE
  }

  /** What a tenant may choose; an empty language set means all. */
  public record Tenant(Addresses addresses, SecretRef pseudonymKey, Set<String> languages)
      implements Serializable {}

  /** What happens to local parts of addresses. */
  public enum Addresses {
    PSEUDONYM,
    KEEP
  }

  /** How mails are read. */
  public record Read(LimitsPreset limits) {}

  /** Presets of the parser's limits. */
  public enum LimitsPreset {
    STRICT,
    DEFAULT,
    LENIENT
  }

  /** How mails go to the model. */
  public record Scoring(
      int maxBatch,
      Duration linger,
      int threads,
      int capacity,
      Duration timeout,
      int attempts,
      Duration backoff)
      implements Serializable {}

  /** How event time moves. */
  public record Events(Duration outOfOrderness, Duration idleness, Duration maxAhead)
      implements Serializable {}

  /** How long threads are remembered, and when a mail without reply headers joins one. */
  public record Threads(Duration retention, ReplyHeaders replyHeaders) implements Serializable {}

  /** Whether replies carry reply headers where the mail comes from. */
  public enum ReplyHeaders {
    USUAL,
    MIXED,
    MISSING
  }

  /** When a thread turns. */
  public record Alerts(double minConfidence, double negRate, Duration maxDelay)
      implements Serializable {}

  /** How mood is aggregated. */
  public record Windows(Duration size, Duration retention, Duration maxDelay)
      implements Serializable {}

  /** The search cluster; the key is read where the job is submitted. */
  public record Search(URI url, Optional<SecretRef> apiKey, Indices indices) {}

  /** How mails spread over indices. */
  public enum Indices {
    PER_TENANT,
    PER_TENANT_AND_MONTH
  }

  /** How state is made durable. */
  public record Checkpoints(Duration interval, URI path) {}
}
