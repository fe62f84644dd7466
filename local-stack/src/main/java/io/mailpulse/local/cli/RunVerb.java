package io.mailpulse.local.cli;

import io.mailpulse.connectors.job.FlinkConfigStore;
import io.mailpulse.flink.MailpulseJob;
import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.local.LocalStackException;
import io.mailpulse.local.service.FlinkCluster;
import io.mailpulse.settings.ConfigArguments;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "run",
    description = {
      "Run the job on a Flink cluster of this machine, against the services that a configuration"
          + " names.",
      "Ends when the job does. On Ctrl-C the job stops after a last checkpoint, and the savepoint's"
          + " place is printed."
    },
    mixinStandardHelpOptions = true)
final class RunVerb implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(RunVerb.class);

  private final Console console;

  @Mixin private ConfigArguments arguments;

  @Option(
      names = "--from",
      paramLabel = "SAVEPOINT",
      description = "Go on where a stopped run ended: the place that it printed, or a checkpoint.")
  private String from;

  RunVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    PipelineConfig config = PipelineConfig.read(arguments.values(new FlinkConfigStore()));
    Optional<String> savepoint = Optional.ofNullable(from).map(FlinkCluster::requireSavepoint);
    MailpulseJob.requireTopics(config);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
    MailpulseJob.define(env, config);
    try (var flink = FlinkCluster.start(config.job().parallelism())) {
      JobID job = flink.submit(env, savepoint);
      console.err().println("job " + job + ", web UI " + flink.webUi());
      var stop = new Thread(() -> stop(flink, job, config), "stop-job");
      Runtime.getRuntime().addShutdownHook(stop);
      JobStatus status = flink.awaitEnd(job);
      forget(stop);
      if (status == JobStatus.FINISHED) {
        return 0;
      }
      throw new LocalStackException("the job ended as " + status, flink.failure(job));
    }
  }

  /** An ended job has nothing left to stop, and its cluster is about to close. */
  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is going down, and the hook is what ended the job.
      LOG.debug("stopped by the shutdown hook", e);
    }
  }

  private void stop(FlinkCluster flink, JobID job, PipelineConfig config) {
    if (!flink.status(job).isGloballyTerminalState()) {
      URI savepoints = URI.create(config.job().checkpointPath() + "/savepoints");
      String savepoint = flink.stop(job, savepoints);
      console.err().println("stopped with savepoint " + savepoint + "; go on with --from");
    }
  }
}
