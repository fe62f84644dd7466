package io.mailpulse.flink.score;

import io.mailpulse.flink.config.PipelineConfig.Scoring;
import io.mailpulse.flink.record.JobLetters;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.model.MailScoring;
import io.mailpulse.model.Score;
import io.mailpulse.model.Scorer;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.RedactedMail;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.schema.failure.Stage;
import java.time.Clock;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Scores what the sender wrote, in batches, off the task's thread.
 *
 * <p>In: mails. Out: for each either its score or a dead letter, also on timeout. State: none but
 * Flink's own of mails in flight. Clears when: each is answered.
 */
public final class ScoreMail extends RichAsyncFunction<EmailRaw, ScoreOutcome> {

  private static final long serialVersionUID = 1L;

  private final ScoringModel model;
  private final Scoring settings;
  private final Clock clock;

  private transient Scorer scorer;
  private transient MicroBatcher batcher;
  private transient Map<EmailRaw, CompletableFuture<Score>> inFlight;

  /** An operator that scores with a model; the clock stamps {@code processed_at}. */
  public ScoreMail(ScoringModel model, Scoring settings, Clock clock) {
    this.model = model;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void open(OpenContext context) {
    scorer = model.open();
    batcher = new MicroBatcher(scorer, settings);
    inFlight = Collections.synchronizedMap(new IdentityHashMap<>());
    getRuntimeContext()
        .getMetricGroup()
        .addGroup("mailpulse")
        .gauge("score.queued", (Gauge<Integer>) batcher::queued);
  }

  @Override
  public void asyncInvoke(EmailRaw mail, ResultFuture<ScoreOutcome> result) {
    CompletableFuture<Score> answer = batcher.submit(MailScoring.textOf(RedactedMail.of(mail)));
    inFlight.put(mail, answer);
    answer.whenComplete(
        (score, failure) -> {
          inFlight.remove(mail, answer);
          complete(mail, score, failure, result);
        });
  }

  private void complete(
      EmailRaw mail, Score score, Throwable failure, ResultFuture<ScoreOutcome> result) {
    if (failure == null) {
      result.complete(List.of(scored(mail, score)));
    } else if (failure instanceof ScoreFailure scoreFailure) {
      result.complete(List.of(failed(mail, scoreFailure)));
    } else if (!(failure instanceof CancellationException)) {
      result.completeExceptionally(failure);
    }
  }

  @Override
  public void timeout(EmailRaw mail, ResultFuture<ScoreOutcome> result) {
    CompletableFuture<Score> answer = inFlight.get(mail);
    if (answer != null) {
      answer.cancel(false);
    }
    result.complete(
        List.of(
            failed(
                mail,
                new ScoreFailure(
                    FailureKind.SCORING_TIMEOUT,
                    "no score within " + settings.timeout() + "; see score.timeout, then replay",
                    1))));
  }

  private ScoreOutcome scored(EmailRaw mail, Score score) {
    return new ScoreOutcome(
        new ScoredMail(mail, MailScoring.sentimentOf(mail, score, clock.instant())), null);
  }

  private ScoreOutcome failed(EmailRaw mail, ScoreFailure failure) {
    return new ScoreOutcome(
        null,
        JobLetters.of(Stage.SCORE, failure.kind(), failure.getMessage())
            .about(mail)
            .attempts(failure.attempts())
            .build(clock.instant()));
  }

  @Override
  public void close() {
    if (batcher != null) {
      batcher.close();
    }
    if (scorer != null) {
      scorer.close();
    }
  }
}
