package io.mailpulse.flink.score;

import io.mailpulse.flink.config.PipelineConfig.Scoring;
import io.mailpulse.flink.score.ScoreFailure.Blame;
import io.mailpulse.model.Score;
import io.mailpulse.model.Scorer;
import io.mailpulse.model.Text;
import io.mailpulse.model.runtime.ScoringException;
import io.mailpulse.schema.UnknownReason;
import io.mailpulse.schema.failure.FailureKind;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One batch at the model, with retries, on the calling thread. */
final class BatchCall {

  private final Scorer scorer;
  private final Scoring settings;

  BatchCall(Scorer scorer, Scoring settings) {
    this.scorer = scorer;
    this.settings = settings;
  }

  /**
   * What became of a batch: exactly one is set.
   *
   * @param scores one per text, or null
   * @param failure the model's or, unless the batch has other texts, the text's; or null
   * @param error what is to end the task, or null
   */
  record Reply(List<Score> scores, ScoreFailure failure, Error error) {}

  Reply of(List<Text> texts) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        List<Score> scores = scorer.score(texts);
        if (scores.size() != texts.size()) {
          throw new IllegalStateException(
              "the scorer answered " + scores.size() + " of " + texts.size() + " texts");
        }
        return new Reply(scores, null, null);
      } catch (ScoringException e) {
        if (attempt == settings.attempts()) {
          return new Reply(null, modelFailed(attempt), null);
        }
        TimeUnit.NANOSECONDS.sleep(settings.backoff().toNanos() << Math.min(attempt - 1, 10));
      } catch (RuntimeException | StackOverflowError e) {
        return new Reply(null, textFailed(e), null);
      } catch (Error e) {
        return new Reply(null, null, e);
      }
    }
  }

  /** Whether the model had a part in a score: an empty text, for one, is unknown without it. */
  static boolean wasAsked(Score score) {
    return score.unknownReason().map(reason -> reason == UnknownReason.LOW_CONFIDENCE).orElse(true);
  }

  /**
   * Whether the model answers a text at its first attempt, or fails for the text's own sake.
   *
   * @throws Error what is to end the task
   */
  boolean answersOnce(Text text) {
    try {
      scorer.score(List.of(text));
      return true;
    } catch (ScoringException e) {
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      return true;
    }
  }

  private static ScoreFailure modelFailed(int attempts) {
    return new ScoreFailure(
        FailureKind.SCORING_FAILED,
        Blame.MODEL,
        "the model failed " + attempts + " times; mend it",
        attempts);
  }

  private static ScoreFailure textFailed(Throwable e) {
    return new ScoreFailure(
        FailureKind.SCORING_FAILED,
        Blame.TEXT,
        e.getClass().getName() + " for this text alone; report it",
        1);
  }
}
