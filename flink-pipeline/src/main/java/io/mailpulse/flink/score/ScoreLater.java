package io.mailpulse.flink.score;

import io.mailpulse.flink.config.PipelineConfig.Later;
import io.mailpulse.flink.record.JobLetters;
import io.mailpulse.flink.record.Replaced;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.flink.score.MicroBatcher.Company;
import io.mailpulse.flink.score.ScoreFailure.Blame;
import io.mailpulse.model.MailScoring;
import io.mailpulse.model.Score;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.PendingMail;
import io.mailpulse.schema.UnknownReason;
import io.mailpulse.schema.failure.Stage;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Asks the model again for mails that it gave no score for.
 *
 * <p>In: pending mails whose time has come. Out: for each a correction with its score; or the mail
 * to be asked for once more; or, for a text that the model fails on while it answers others, a
 * correction that says so and a dead letter. Nothing waits here for a model that is down. State:
 * none but Flink's own of mails in flight. Clears when: each is answered.
 */
public final class ScoreLater extends RichAsyncFunction<PendingMail, ScoreOutcome> {

  /** Failures of a text, asked for alone, after which it is held against texts that succeed. */
  static final int SUSPECT_ATTEMPTS = 5;

  private static final long serialVersionUID = 1L;

  private final ModelUse use;
  private final LaterSchedule schedule;
  private final Clock clock;

  private transient OpenModel open;

  /** An operator that scores with a model; the clock stamps {@code processed_at}. */
  public ScoreLater(ModelUse use, Later later, Clock clock) {
    this.use = use;
    this.schedule = LaterSchedule.of(later);
    this.clock = clock;
  }

  @Override
  public void open(OpenContext context) {
    open = new OpenModel(use, getRuntimeContext().getMetricGroup());
  }

  @Override
  public void asyncInvoke(PendingMail mail, ResultFuture<ScoreOutcome> result) {
    // After its second failure a text goes alone: it may be what its batches failed on.
    Company company = mail.getAttempts() < 2 ? Company.ANY : Company.NONE;
    Handover.of(
        open.ask(mail.getMail(), company)
            .handle((score, failure) -> outcome(mail, score, failure))
            .thenCompose(outcome -> outcome),
        result);
  }

  private CompletableFuture<ScoreOutcome> outcome(
      PendingMail mail, Score score, Throwable failure) {
    if (failure instanceof ScoreFailure scoreFailure) {
      return unscored(mail, scoreFailure);
    }
    if (failure != null) {
      return CompletableFuture.failedFuture(failure);
    }
    EmailSentiment sentiment = MailScoring.sentimentOf(mail.getMail(), score, later(mail));
    return CompletableFuture.completedFuture(ScoreOutcome.scored(correction(mail, sentiment)));
  }

  private CompletableFuture<ScoreOutcome> unscored(PendingMail mail, ScoreFailure failure) {
    if (failure.blame() == Blame.TEXT) {
      return CompletableFuture.completedFuture(givenUp(mail, failure));
    }
    if (mail.getAttempts() + 1 >= SUSPECT_ATTEMPTS && failure.attempts() > 0) {
      return open.answersOthers()
          .thenApply(answers -> answers ? givenUp(mail, failure) : again(mail, failure));
    }
    return CompletableFuture.completedFuture(again(mail, failure));
  }

  private ScoreOutcome again(PendingMail mail, ScoreFailure failure) {
    return ScoreOutcome.waitsOn(schedule.again(mail, failure, clock.instant()));
  }

  private ScoreOutcome givenUp(PendingMail mail, ScoreFailure failure) {
    Instant now = later(mail);
    EmailSentiment sentiment = open.unscored(mail.getMail(), UnknownReason.FAILED, now);
    return ScoreOutcome.givenUp(
        correction(mail, sentiment),
        JobLetters.of(
                Stage.SCORE,
                failure.kind(),
                "the model answers others and fails on this text alone; report it")
            .about(mail.getMail())
            .attempts(mail.getAttempts() + 1)
            .build(now));
  }

  private static ScoredMail correction(PendingMail mail, EmailSentiment sentiment) {
    return new ScoredMail(
        mail.getMail(), sentiment, new Replaced(mail.getModelVersion(), mail.getFirstFailedAt()));
  }

  /** Now, but after the record that is corrected: a clock may have been set back. */
  private Instant later(PendingMail mail) {
    Instant now = clock.instant();
    Instant soonest = mail.getFirstFailedAt().plusMillis(1);
    return now.isBefore(soonest) ? soonest : now;
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
    }
  }
}
