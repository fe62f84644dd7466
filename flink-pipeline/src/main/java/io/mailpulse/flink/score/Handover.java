package io.mailpulse.flink.score;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.flink.streaming.api.functions.async.ResultFuture;

/**
 * Hands the outcome of a mail from the threads that score to Flink. What goes wrong before ends the
 * task: a mail that nobody answers would hold the stream and its checkpoints for ever.
 */
final class Handover {

  private Handover() {}

  /** Completes a result with an outcome, or with what kept it from being made. */
  static void of(CompletableFuture<ScoreOutcome> outcome, ResultFuture<ScoreOutcome> result) {
    outcome.whenComplete(
        (made, failure) -> {
          if (failure == null) {
            result.complete(List.of(made));
          } else {
            result.completeExceptionally(cause(failure));
          }
        });
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
