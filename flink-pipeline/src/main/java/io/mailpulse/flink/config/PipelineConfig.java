package io.mailpulse.flink.config;

import io.mailpulse.connectors.elasticsearch.SearchSettings;
import io.mailpulse.connectors.job.JobSettings;
import io.mailpulse.connectors.kafka.KafkaSettings;
import io.mailpulse.mail.config.ReadingSettings;
import io.mailpulse.model.ScorerSettings;
import io.mailpulse.settings.ConfigException;
import io.mailpulse.settings.ConfigValues;
import io.mailpulse.settings.StorageSettings;
import io.mailpulse.settings.tenant.Tenants;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A checked configuration of the job. What each value means stands in {@code
 * docs/configuration.md}, which is generated from the options that these records are read from.
 */
public record PipelineConfig(
    JobSettings job,
    Stage stage,
    KafkaSettings kafka,
    Tenants tenants,
    ReadingSettings reading,
    ScorerSettings model,
    Scoring score,
    Later later,
    Events events,
    Duration dedupeTtl,
    Threads threads,
    Alerts alerts,
    Windows windows,
    StorageSettings storage,
    Optional<SearchSettings> search) {

  /**
   * Reads a configuration file.
   *
   * @param fileName its name: {@code .yaml} and {@code .yml} are YAML, all others key=value lines
   * @param text its content
   * @param overrides further values by key, which win over the file's
   * @throws ConfigException with every mistake there is
   */
  public static PipelineConfig parse(String fileName, String text, Map<String, String> overrides) {
    return read(ConfigValues.parse(fileName, text, overrides));
  }

  /**
   * Reads a configuration from values by dotted key.
   *
   * @throws ConfigException with every mistake there is
   */
  public static PipelineConfig of(Map<String, String> values) {
    return read(ConfigValues.of(values));
  }

  /**
   * Reads a configuration.
   *
   * @throws ConfigException with every mistake there is
   */
  public static PipelineConfig read(ConfigValues values) {
    return ConfigReader.read(values);
  }

  /** The page that documents every option, in Markdown. */
  public static String documentation() {
    return StreamPage.markdown();
  }

  /** Which stages a job runs. */
  public enum Stage {
    ALL,
    INGEST,
    SENTIMENT
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

  /** What becomes of mails while the model gives no score. */
  public record Later(
      WhenDown whenDown, Duration firstDelay, Duration maxDelay, int capacity, Duration alertWait)
      implements Serializable {

    /** The same, but for what a mail becomes. */
    public Later withWhenDown(WhenDown other) {
      return new Later(other, firstDelay, maxDelay, capacity, alertWait);
    }
  }

  /** What a mail becomes that the model gives no score for. */
  public enum WhenDown {
    /** A pending record now, and a correction once the model answers. */
    PENDING,
    /** A dead letter. */
    DEAD_LETTER
  }

  /** How event time moves. */
  public record Events(
      Duration outOfOrderness,
      Duration idleness,
      Duration maxAhead,
      Duration maxBehind,
      Duration maxDrift)
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
}
