package io.mailpulse.flink;

import io.mailpulse.flink.balance.Balance;
import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.flink.read.ConfiguredReading;
import io.mailpulse.flink.score.ConfiguredModel;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MimeMail;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs the real graph over generated mails and throws the results away: for measurements. */
public final class PipelineRun {

  private PipelineRun() {}

  /**
   * Runs to the end.
   *
   * @param env where to run
   * @param config stages, model and state; its broker and stores are not touched
   * @param mails the mail of each index
   * @param count how many
   * @return what became of them
   */
  public static Balance over(
      StreamExecutionEnvironment env,
      PipelineConfig config,
      GeneratorFunction<Long, MimeMail> mails,
      long count)
      throws Exception {
    config.job().apply(env, PipelineRun.class.getClassLoader());
    MailPipeline.wire(env, config, ports(config, mails, count));
    return Balance.of(env.execute().getAllAccumulatorResults());
  }

  private static Ports ports(
      PipelineConfig config, GeneratorFunction<Long, MimeMail> mails, long count) {
    Source<EmailRaw, ?, ?> none =
        new DataGeneratorSource<>(
            index -> {
              throw new IllegalStateException("this run ingests by itself");
            },
            0,
            new AvroTypeInfo<>(EmailRaw.class));
    return new Ports(
        new Ports.Ingest(
            new DataGeneratorSource<>(mails, count, new AvroTypeInfo<>(MimeMail.class)),
            new ConfiguredReading(config.reading())),
        new Ports.Sentiment(none, new ConfiguredModel(config.model())));
  }
}
