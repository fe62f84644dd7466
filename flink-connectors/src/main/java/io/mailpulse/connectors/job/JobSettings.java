package io.mailpulse.connectors.job;

import static io.mailpulse.settings.Option.of;
import static io.mailpulse.settings.Option.required;

import io.mailpulse.settings.ConfigValues;
import io.mailpulse.settings.Option;
import io.mailpulse.settings.OptionType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What holds for every run of a job, in tests as in production.
 *
 * @param name name of the job in the web UI and in metrics
 * @param parallelism of every operator
 * @param checkpointInterval time between checkpoints
 * @param checkpointPath folder of checkpoints
 */
public record JobSettings(
    String name, int parallelism, Duration checkpointInterval, URI checkpointPath) {

  // Of RocksDBConfigurableOptions, which a cluster has and this module does not need.
  private static final ConfigOption<Boolean> BLOOM_FILTER =
      ConfigOptions.key("state.backend.rocksdb.use-bloom-filter").booleanType().defaultValue(false);

  private static final Option<String> NAME =
      of(
          "job.name",
          OptionType.text(),
          "mailpulse",
          "Name of the job in the web UI and in metrics.");
  private static final Option<Integer> PARALLELISM =
      of("job.parallelism", OptionType.integer(1, 1024), "1", "Parallelism of every operator.");
  private static final Option<Duration> INTERVAL =
      of(
          "checkpoints.interval",
          OptionType.duration(Duration.ofMillis(100), Duration.ofHours(1)),
          "30 s",
          "Time between checkpoints; also how fresh Delta tables are.");
  private static final Option<URI> PATH =
      required(
          "checkpoints.path",
          OptionType.uri(),
          "Folder of checkpoints, on storage that outlives the job.");

  /** Options of the job itself. */
  public static final List<Option<?>> JOB = List.of(NAME, PARALLELISM);

  /** Options of its checkpoints. */
  public static final List<Option<?>> CHECKPOINTS = List.of(INTERVAL, PATH);

  /** Reads the settings. */
  public static JobSettings read(ConfigValues values) {
    return new JobSettings(
        values.get(NAME), values.get(PARALLELISM), values.get(INTERVAL), values.get(PATH));
  }

  /** Applies the settings; the class loader is that of the job's own classes. */
  public void apply(StreamExecutionEnvironment env, ClassLoader classes) {
    var settings = new Configuration();
    // No Kryo in state or on edges, and no operator whose state a savepoint cannot find.
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(PipelineOptions.NAME, name);
    settings.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    // Most keys are new: without a filter each one is looked for in every file of the state.
    settings.set(BLOOM_FILTER, true);
    settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpointPath.toString());
    settings.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
    settings.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    settings.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofMillis(50));
    // The Delta sink commits what lies before a barrier: barriers must not overtake records.
    settings.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
    env.configure(settings, classes);
    env.setParallelism(parallelism);
  }
}
