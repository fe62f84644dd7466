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
import java.util.List;
import java.util.Optional;
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
    Optional<Score> known = lately.of(mail);
    if (known.isPresent()) {
      complete(mail, known.get(), null, result);
      return;
    }
    open.ask(mail, Company.ANY)
        .whenComplete((score, failure) -> complete(mail, score, failure, result));
  }

  private void complete(
      EmailRaw mail, Score score, Throwable failure, ResultFuture<ScoreOutcome> result) {
    if (failure == null) {
      lately.note(mail, score);
      var scored = new ScoredMail(mail, MailScoring.sentimentOf(mail, score, clock.instant()));
      result.complete(List.of(ScoreOutcome.scored(scored)));
    } else if (failure instanceof ScoreFailure scoreFailure) {
      result.complete(List.of(unscored(mail, scoreFailure)));
    } else {
      result.completeExceptionally(failure);
    }
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
    String version = open.version();
    return ScoreOutcome.waits(
        new ScoredMail(mail, MailScoring.unscoredOf(mail, UnknownReason.PENDING, version, now)),
        schedule.begin(mail, version, failure, now));
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
    }
  }
}
