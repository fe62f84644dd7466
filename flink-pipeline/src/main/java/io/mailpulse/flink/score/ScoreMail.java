package io.mailpulse.flink.score;

import io.mailpulse.flink.config.PipelineConfig.Scoring;
import io.mailpulse.flink.record.JobLetters;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.model.MailScoring;
import io.mailpulse.model.Score;
import io.mailpulse.model.Scorer;
import io.mailpulse.model.Text;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.RedactedMail;
import io.mailpulse.schema.failure.Stage;
import java.time.Clock;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Scores what the sender wrote, and attached files where the tenant wants it, in batches, off the
 * task's thread.
 *
 * <p>In: mails. Out: for each either its score or a dead letter. A full queue is backpressure.
 * State: none but Flink's own of mails in flight. Clears when: each is answered.
 */
public final class ScoreMail extends RichAsyncFunction<EmailRaw, ScoreOutcome> {

  private static final long serialVersionUID = 1L;

  private final ScoringModel model;
  private final Scoring settings;
  private final AttachmentUses attachments;
  private final Clock clock;

  private transient Scorer scorer;
  private transient MicroBatcher batcher;

  /** An operator that scores with a model; the clock stamps {@code processed_at}. */
  public ScoreMail(ScoringModel model, Scoring settings, AttachmentUses attachments, Clock clock) {
    this.model = model;
    this.settings = settings;
    this.attachments = attachments;
    this.clock = clock;
  }

  @Override
  public void open(OpenContext context) {
    scorer = model.open();
    batcher = new MicroBatcher(scorer, settings);
    MetricGroup metrics = getRuntimeContext().getMetricGroup().addGroup("mailpulse");
    metrics.gauge("score.queued", (Gauge<Integer>) batcher::queued);
    metrics.gauge("score.stuck-threads", (Gauge<Integer>) batcher::stuck);
    metrics.gauge("score.model-down", (Gauge<Integer>) () -> batcher.isDown() ? 1 : 0);
  }

  @Override
  public void asyncInvoke(EmailRaw mail, ResultFuture<ScoreOutcome> result) {
    Text text = MailScoring.textOf(RedactedMail.of(mail), attachments.of(mail.getTenantId()));
    batcher.submit(text).whenComplete((score, failure) -> complete(mail, score, failure, result));
  }

  private void complete(
      EmailRaw mail, Score score, Throwable failure, ResultFuture<ScoreOutcome> result) {
    if (failure == null) {
      result.complete(List.of(scored(mail, score)));
    } else if (failure instanceof ScoreFailure scoreFailure) {
      result.complete(List.of(failed(mail, scoreFailure)));
    } else {
      result.completeExceptionally(failure);
    }
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
      batcher.closeWith(scorer);
    } else if (scorer != null) {
      scorer.close();
    }
  }
}
