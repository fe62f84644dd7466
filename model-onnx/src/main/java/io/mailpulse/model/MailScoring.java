package io.mailpulse.model;

import io.mailpulse.model.text.Normaliser;
import io.mailpulse.schema.Aspect;
import io.mailpulse.schema.AttachmentUse;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.Evidence;
import io.mailpulse.schema.RedactedMail;
import io.mailpulse.schema.ScorerTier;
import io.mailpulse.schema.Segment;
import io.mailpulse.schema.SegmentKind;
import io.mailpulse.schema.SentimentLabel;
import io.mailpulse.schema.UnknownReason;
import java.time.Instant;

/**
 * From a mail record to the text that is scored, and from its score to the sentiment record. Both
 * engines go through here, so that the same mail gives the same record in each.
 */
public final class MailScoring {

  private static final String AUTHORED = SegmentKind.AUTHORED.wireName();
  private static final String ATTACHMENT = SegmentKind.ATTACHMENT.wireName();
  private static final String UNKNOWN_LANGUAGE = "unknown";

  private MailScoring() {}

  /**
   * What is scored of a mail: its authored segments, in order, each on lines of its own, trimmed.
   *
   * @param redacted the mail
   * @return text under the mail's language and tenant; empty if the sender wrote nothing
   */
  public static Text textOf(RedactedMail redacted) {
    return textOf(redacted, AttachmentUse.READ);
  }

  /**
   * What is scored of a mail of a tenant that may want the text of its attachments scored too.
   *
   * @param redacted the mail
   * @param use what the tenant wants of the text of attached files: scored puts it below what the
   *     sender wrote
   * @return text under the mail's language and tenant, or the files' language if the mail has none
   */
  public static Text textOf(RedactedMail redacted, AttachmentUse use) {
    EmailRaw mail = redacted.email();
    String language = mail.getLanguage();
    var scored = new StringBuilder();
    for (Segment segment : mail.getSegments()) {
      boolean attached = ATTACHMENT.equals(segment.getKind()) && use == AttachmentUse.SCORED;
      if (AUTHORED.equals(segment.getKind()) || attached) {
        if (scored.length() > 0 && scored.charAt(scored.length() - 1) != '\n') {
          scored.append('\n');
        }
        scored.append(mail.getBodyText(), segment.getStart(), segment.getEnd());
        boolean names = attached && segment.getLanguage() != null;
        language = names && language.equals(UNKNOWN_LANGUAGE) ? segment.getLanguage() : language;
      }
    }
    return new Text(redacted.text(scored.toString().strip()), language, mail.getTenantId());
  }

  /**
   * The sentiment record of a mail, without what only a thread's window knows.
   *
   * @param mail the mail that was scored
   * @param score what the scorer said of {@link #textOf}
   * @param processedAt when the score was made
   */
  public static EmailSentiment sentimentOf(EmailRaw mail, Score score, Instant processedAt) {
    return EmailSentiment.newBuilder()
        .setEmailId(mail.getEmailId())
        .setTenantId(mail.getTenantId())
        .setThreadId(mail.getThreadId())
        .setCreatedAt(mail.getTimestamp())
        .setMailKind(mail.getMailKind())
        .setModelVersion(score.modelVersion())
        .setLanguage(score.language())
        .setLabel(score.label().wireName())
        .setPolarity(score.polarity())
        .setConfidence(score.confidence())
        .setProbabilities(score.probabilities())
        .setEmotion(score.emotion())
        .setHeads(score.heads())
        .setAspects(
            score.aspects().stream()
                .map(a -> new Aspect(a.aspect(), a.sentiment().wireName(), a.score()))
                .toList())
        .setEvidence(
            score.evidence().stream()
                .map(e -> new Evidence(e.start(), e.end(), e.polarity()))
                .toList())
        .setUnknownReason(score.unknownReason().map(UnknownReason::wireName).orElse(null))
        .setScorerTier(score.tier().wireName())
        .setNormaliserVersion(score.normaliserVersion())
        .setTextSha256(score.textSha256())
        .setProcessedAt(processedAt)
        .build();
  }

  /**
   * The sentiment record of a mail that has no score for a reason that is not in its text.
   *
   * @param redacted the mail
   * @param use what the tenant wants of the text of attached files: the record is under the
   *     language that a score would be under, or the two would count in different windows
   * @param reason why
   * @param modelVersion {@code name@version} of the bundle that gave none
   * @param processedAt when that was
   */
  public static EmailSentiment unscoredOf(
      RedactedMail redacted,
      AttachmentUse use,
      UnknownReason reason,
      String modelVersion,
      Instant processedAt) {
    EmailRaw mail = redacted.email();
    return EmailSentiment.newBuilder()
        .setEmailId(mail.getEmailId())
        .setTenantId(mail.getTenantId())
        .setThreadId(mail.getThreadId())
        .setCreatedAt(mail.getTimestamp())
        .setMailKind(mail.getMailKind())
        .setModelVersion(modelVersion)
        .setLanguage(textOf(redacted, use).language())
        .setLabel(SentimentLabel.UNKNOWN.wireName())
        .setPolarity(0)
        .setConfidence(0)
        .setUnknownReason(reason.wireName())
        .setScorerTier(ScorerTier.NONE.wireName())
        .setNormaliserVersion(Normaliser.VERSION)
        .setProcessedAt(processedAt)
        .build();
  }
}
