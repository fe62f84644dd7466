package io.mailpulse.local.cli;

import io.mailpulse.local.LocalStackException;
import io.mailpulse.local.spark.SparkCommand;
import java.io.IOException;
import java.util.List;

/** A batch job in a JVM of its own, with this one's streams: the engines share no class path. */
final class BatchRun {

  private static final String MAIN = "io.mailpulse.spark.JobMain";

  private BatchRun() {}

  /**
   * Runs to the end.
   *
   * @param arguments name of the job, then its own; the job's main knows which jobs there are
   * @return the exit code
   */
  static int of(List<String> arguments) throws IOException {
    List<String> command =
        SparkCommand.in(Repository.root()).of(MAIN, arguments.toArray(String[]::new));
    Process job = new ProcessBuilder(command).inheritIO().start();
    var atExit = new Thread(job::destroy, "stop-spark");
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      return job.waitFor();
    } catch (InterruptedException e) {
      job.destroy();
      Thread.currentThread().interrupt();
      throw new LocalStackException("interrupted while the Spark job ran", e);
    }
  }
}
