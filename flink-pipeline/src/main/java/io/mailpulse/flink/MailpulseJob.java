package io.mailpulse.flink;

import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.settings.ConfigException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The streaming job: {@code --config FILE [key=value ...]}. */
public final class MailpulseJob {

  private static final int USAGE = 2;

  private MailpulseJob() {}

  /** Submits the job; exits with 2 after all mistakes of a wrong configuration. */
  public static void main(String[] args) throws Exception {
    try {
      PipelineConfig config = JobArguments.read(args);
      StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
      define(env, config);
      env.execute(config.job().name());
    } catch (ConfigException e) {
      System.err.println(e.getMessage());
      System.exit(USAGE);
    }
  }

  /** Defines the job in an environment, with the connectors that its configuration names. */
  public static void define(StreamExecutionEnvironment env, PipelineConfig config) {
    config.job().apply(env, MailpulseJob.class.getClassLoader());
    MailPipeline.wire(env, config, Connectors.of(config));
  }
}
