package io.mailpulse.spark;

import java.util.stream.Stream;

/** The rescore job under the name by which clusters start it: {@link JobMain} with its name. */
public final class RescoreJob {

  private RescoreJob() {}

  /** Runs the job and ends the process with its exit code. */
  public static void main(String[] args) {
    JobMain.main(Stream.concat(Stream.of("rescore"), Stream.of(args)).toArray(String[]::new));
  }
}
