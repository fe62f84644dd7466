package io.mailpulse.flink.record;

import io.mailpulse.schema.failure.Artifact;
import io.mailpulse.schema.failure.DeadLetterBuilder;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.schema.failure.Stage;

/** Starts the dead letters of this job's operators. */
public final class JobLetters {

  private static final Artifact JOB = Artifact.of("flink-pipeline", JobLetters.class);

  private JobLetters() {}

  /**
   * Starts a letter.
   *
   * @param message problem, cause and remedy, without text or addresses of the mail
   */
  public static DeadLetterBuilder of(Stage stage, FailureKind kind, String message) {
    return DeadLetterBuilder.of(JOB, stage, kind, message);
  }
}
