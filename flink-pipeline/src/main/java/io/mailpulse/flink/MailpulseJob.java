package io.mailpulse.flink;

import io.mailpulse.connectors.job.FlinkConfigStore;
import io.mailpulse.connectors.kafka.TopicCheck;
import io.mailpulse.connectors.kafka.TopicCheckException;
import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.settings.ConfigArguments;
import io.mailpulse.settings.ConfigException;
import java.util.Optional;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The streaming job: {@code --config FILE [--set KEY=VALUE]...}. */
public final class MailpulseJob {

  private static final int FAILURE = 1;
  private static final int USAGE = 2;

  private MailpulseJob() {}

  /**
   * Submits the job; exits with 2 after all mistakes of a wrong configuration, 1 without topics.
   */
  public static void main(String[] args) throws Exception {
    try {
      Optional<PipelineConfig> config = configuration(args);
      if (config.isPresent()) {
        requireTopics(config.get());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        define(env, config.get());
        env.execute(config.get().job().name());
      }
    } catch (ConfigException e) {
      System.err.println(e.getMessage());
      System.exit(USAGE);
    } catch (TopicCheckException e) {
      System.err.println(e.getMessage());
      System.exit(FAILURE);
    }
  }

  /** What the arguments ask for; empty if it was help. */
  static Optional<PipelineConfig> configuration(String... args) {
    return ConfigArguments.parse("mailpulse-stream", System.out, args)
        .map(arguments -> PipelineConfig.read(arguments.values(new FlinkConfigStore())));
  }

  /**
   * Makes sure that the broker has the topics of the configured stages.
   *
   * @throws TopicCheckException if not
   */
  public static void requireTopics(PipelineConfig config) {
    TopicCheck.require(config.kafka(), Connectors.topics(config.stage()));
  }

  /** Defines the job in an environment, with the connectors that its configuration names. */
  public static void define(StreamExecutionEnvironment env, PipelineConfig config) {
    config.job().apply(env, MailpulseJob.class.getClassLoader());
    MailPipeline.wire(env, config, Connectors.of(config));
  }
}
