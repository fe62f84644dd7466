package io.mailpulse.flink;

import io.mailpulse.flink.config.PipelineConfig;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What holds for every run of the job, in tests as in production. */
final class JobSettings {

  private JobSettings() {}

  static void apply(StreamExecutionEnvironment env, PipelineConfig config) {
    var settings = new Configuration();
    // No Kryo in state or on edges, and no operator whose state a savepoint cannot find.
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(PipelineOptions.NAME, config.job().name());
    settings.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, config.checkpoints().path().toString());
    settings.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, config.checkpoints().interval());
    settings.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    settings.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofMillis(50));
    // The Delta sink commits what lies before a barrier: barriers must not overtake records.
    settings.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
    env.configure(settings, MailPipeline.class.getClassLoader());
    env.setParallelism(config.job().parallelism());
  }
}
