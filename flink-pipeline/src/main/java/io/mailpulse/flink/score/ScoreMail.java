package io.mailpulse.flink.score;

import io.mailpulse.flink.config.PipelineConfig.Later;
import io.mailpulse.flink.config.PipelineConfig.WhenDown;
import io.mailpulse.flink.record.JobLetters;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.flink.score.MicroBatcher.Company;
import io.mailpulse.flink.score.ScoreFailure.Blame;
import io.mailpulse.model.MailScoring;
import io.mailpulse.model.Score;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.UnknownReason;
import io.mailpulse.schema.failure.Stage;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Scores what the sender wrote, and attached files where the tenant wants it, in batches, off the
 * task's thread.
 *
 * <p>In: mails. Out: for each its score; while the model gives none, a record that says so and the
 * mail to be asked for later; a dead letter for a text that fails alone. A full queue is
 * backpressure. State: none but Flink's own of mails in flight. Clears when: each is answered.
 */
public final class ScoreMail extends RichAsyncFunction<EmailRaw, ScoreOutcome> {

  private static final long serialVersionUID = 1L;

  private final ModelUse use;
  private final WhenDown whenDown;
  private final LaterSchedule schedule;
  private final Clock clock;

  private transient OpenModel open;
  private transient LatelyAnswered lately;

  /** An operator that scores with a model; the clock stamps {@code processed_at}. */
  public ScoreMail(ModelUse use, Later later, Clock clock) {
    this.use = use;
    this.whenDown = later.whenDown();
    this.schedule = LaterSchedule.of(later);
    this.clock = clock;
  }

  @Override
  public void open(OpenContext context) {
    open = new OpenModel(use, getRuntimeContext().getMetricGroup());
    lately = new LatelyAnswered();
  }

  @Override
  public void asyncInvoke(EmailRaw mail, ResultFuture<ScoreOutcome> result) {
    CompletableFuture<Score> score =
        lately
            .of(mail)
            .map(CompletableFuture::completedFuture)
            .orElseGet(() -> open.ask(mail, Company.ANY));
    Handover.of(score.handle((made, failure) -> outcome(mail, made, failure)), result);
  }

  private ScoreOutcome outcome(EmailRaw mail, Score score, Throwable failure) {
    if (failure instanceof ScoreFailure scoreFailure) {
      return unscored(mail, scoreFailure);
    }
    if (failure != null) {
      throw new CompletionException(failure);
    }
    lately.note(mail, score);
    return ScoreOutcome.scored(
        new ScoredMail(mail, MailScoring.sentimentOf(mail, score, clock.instant())));
  }

  private ScoreOutcome unscored(EmailRaw mail, ScoreFailure failure) {
    Instant now = clock.instant();
    if (failure.blame() == Blame.TEXT || whenDown == WhenDown.DEAD_LETTER) {
      return ScoreOutcome.failed(
          JobLetters.of(Stage.SCORE, failure.kind(), failure.getMessage())
              .about(mail)
              .attempts(failure.attempts())
              .build(now));
    }
    return ScoreOutcome.waits(
        new ScoredMail(mail, open.unscored(mail, UnknownReason.PENDING, now)),
        schedule.begin(mail, open.version(), failure, now));
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
    }
  }
}
