package io.mailpulse.flink.score;

import io.mailpulse.flink.score.MicroBatcher.Company;
import io.mailpulse.model.MailScoring;
import io.mailpulse.model.Score;
import io.mailpulse.model.Scorer;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.RedactedMail;
import io.mailpulse.schema.UnknownReason;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** The model of one task: opened with it, asked in batches, closed with it. */
final class OpenModel implements AutoCloseable {

  private final AttachmentUses attachments;
  private final Scorer scorer;
  private final MicroBatcher batcher;

  /**
   * Opens a model.
   *
   * @param metrics of the operator
   */
  OpenModel(ModelUse use, MetricGroup metrics) {
    attachments = use.attachments();
    scorer = use.model().open();
    batcher = new MicroBatcher(scorer, use.settings());
    MetricGroup own = metrics.addGroup("mailpulse");
    own.gauge("score.queued", (Gauge<Integer>) batcher::queued);
    own.gauge("score.stuck-threads", (Gauge<Integer>) batcher::stuck);
    own.gauge("score.model-down", (Gauge<Integer>) () -> batcher.isDown() ? 1 : 0);
  }

  /** The score of a mail, or a {@link ScoreFailure}. */
  CompletableFuture<Score> ask(EmailRaw mail, Company company) {
    return batcher.submit(
        MailScoring.textOf(RedactedMail.of(mail), attachments.of(mail.getTenantId())), company);
  }

  /** The record of a mail that has no score, under the language that a score would be under. */
  EmailSentiment unscored(EmailRaw mail, UnknownReason reason, Instant processedAt) {
    return MailScoring.unscoredOf(
        RedactedMail.of(mail),
        attachments.of(mail.getTenantId()),
        reason,
        scorer.modelVersion(),
        processedAt);
  }

  /** Whether the model answers a text like one that it answered before. */
  CompletableFuture<Boolean> answersOthers() {
    return batcher.answersOthers();
  }

  String version() {
    return scorer.modelVersion();
  }

  @Override
  public void close() {
    batcher.closeWith(scorer);
  }
}
