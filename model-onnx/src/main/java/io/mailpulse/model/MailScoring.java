package io.mailpulse.model;

import io.mailpulse.schema.Aspect;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.Evidence;
import io.mailpulse.schema.RedactedMail;
import io.mailpulse.schema.Segment;
import io.mailpulse.schema.SegmentKind;
import io.mailpulse.schema.UnknownReason;
import java.time.Instant;

/**
 * From a mail record to the text that is scored, and from its score to the sentiment record. Both
 * engines go through here, so that the same mail gives the same record in each.
 */
public final class MailScoring {

  private static final String AUTHORED = SegmentKind.AUTHORED.wireName();

  private MailScoring() {}

  /**
   * What is scored of a mail: its authored segments, in order, each on lines of its own, trimmed.
   *
   * @param redacted the mail
   * @return text under the mail's language and tenant; empty if the sender wrote nothing
   */
  public static Text textOf(RedactedMail redacted) {
    EmailRaw mail = redacted.email();
    String body = mail.getBodyText();
    var authored = new StringBuilder();
    for (Segment segment : mail.getSegments()) {
      if (AUTHORED.equals(segment.getKind())) {
        if (authored.length() > 0 && authored.charAt(authored.length() - 1) != '\n') {
          authored.append('\n');
        }
        authored.append(body, segment.getStart(), segment.getEnd());
      }
    }
    return new Text(
        redacted.text(authored.toString().strip()), mail.getLanguage(), mail.getTenantId());
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
}
