package io.mailpulse.local.service;

import io.mailpulse.local.LocalStackException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster in this JVM, with its web UI. */
public final class FlinkCluster implements AutoCloseable {

  private static final int USUAL_PORT = 8081;

  /** The file that makes a folder a savepoint. */
  private static final String METADATA = "_metadata";

  private final MiniCluster cluster;
  private final URI webUi;

  private FlinkCluster(MiniCluster cluster, URI webUi) {
    this.cluster = cluster;
    this.webUi = webUi;
  }

  /**
   * Starts a cluster.
   *
   * @param slots how many subtasks of an operator can run at once
   * @throws LocalStackException if it does not start
   */
  public static FlinkCluster start(int slots) {
    var configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
    configuration.set(RestOptions.BIND_PORT, FreePorts.range(USUAL_PORT));
    configuration.set(WebOptions.SUBMIT_ENABLE, false);
    // Hadoop's exit hook holds on to the job's class loader, which is this process's own anyway.
    configuration.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
    configuration.set(JobManagerOptions.PORT, 0);
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(1));
    var cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
    try {
      cluster.start();
      return new FlinkCluster(cluster, cluster.getRestAddress().get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("interrupted while the Flink cluster started", e);
    } catch (Exception e) {
      cluster.closeAsync();
      throw new LocalStackException(
          "the Flink cluster did not start (" + e.getMessage() + "): see its log", e);
    }
  }

  /** Submits a job that starts without state. */
  public JobID submit(StreamExecutionEnvironment job) {
    return submit(job, Optional.empty());
  }

  /**
   * Submits a job.
   *
   * @param savepoint where its state is, if it goes on with that of another run
   */
  public JobID submit(StreamExecutionEnvironment job, Optional<String> savepoint) {
    JobGraph graph = job.getStreamGraph().getJobGraph();
    savepoint.map(SavepointRestoreSettings::forPath).ifPresent(graph::setSavepointRestoreSettings);
    return await(cluster.submitJob(graph), "the job was not accepted").getJobID();
  }

  /**
   * The place of a savepoint, if there is one.
   *
   * @throws LocalStackException if there is none
   */
  public static String requireSavepoint(String place) {
    try {
      var folder = new Path(place);
      boolean isThere = folder.getFileSystem().exists(new Path(folder, METADATA));
      if (!isThere && !folder.getName().equals(METADATA)) {
        throw new LocalStackException(
            "there is no savepoint at "
                + place
                + " (no "
                + METADATA
                + " in it): give the place that the stopped run printed");
      }
      return place;
    } catch (IOException | IllegalArgumentException e) {
      throw new LocalStackException(
          "the savepoint at " + place + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** State of a job. */
  public JobStatus status(JobID job) {
    return await(cluster.getJobStatus(job), "the job's state is not known");
  }

  /** Waits until a job ends, however it does. */
  public JobStatus awaitEnd(JobID job) {
    await(cluster.requestJobResult(job), "the job's result is not known");
    return status(job);
  }

  /** Why a job that is no longer running stopped; null if it finished. */
  public Throwable failure(JobID job) {
    return await(cluster.requestJobResult(job), "the job's result is not known")
        .getSerializedThrowable()
        .map(e -> e.deserializeError(FlinkCluster.class.getClassLoader()))
        .orElse(null);
  }

  /** What the operators of a finished job counted, by accumulator name. */
  public Map<String, Object> accumulators(JobID job) {
    try {
      return await(cluster.requestJobResult(job), "the job's result is not known")
          .toJobExecutionResult(FlinkCluster.class.getClassLoader())
          .getAllAccumulatorResults();
    } catch (JobExecutionException | IOException | ClassNotFoundException e) {
      throw new LocalStackException("the job's counters cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Ends a job after a last checkpoint, on which its sinks commit.
   *
   * @param folder where the savepoint goes
   * @return its location
   */
  public String stop(JobID job, URI folder) {
    return await(
        cluster.stopWithSavepoint(job, folder.toString(), false, SavepointFormatType.CANONICAL),
        "the job did not stop");
  }

  /** Where the web UI is. */
  public URI webUi() {
    return webUi;
  }

  @Override
  public void close() {
    await(cluster.closeAsync(), "the Flink cluster did not stop");
  }

  private static <T> T await(CompletableFuture<T> future, String problem) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException(problem + ": interrupted", e);
    } catch (ExecutionException e) {
      throw new LocalStackException(problem + ": " + e.getCause(), e);
    }
  }
}
