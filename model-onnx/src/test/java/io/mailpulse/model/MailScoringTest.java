package io.mailpulse.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.schema.AttachmentUse;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.RedactedMail;
import io.mailpulse.schema.ScorerTier;
import io.mailpulse.schema.Segment;
import io.mailpulse.schema.SentimentLabel;
import io.mailpulse.schema.ThreadHeaders;
import io.mailpulse.schema.UnknownReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MailScoringTest {

  private static final Instant RECEIVED = Instant.parse("2026-03-01T08:00:00Z");

  @Test
  void onlyAuthoredRunsAreScoredInTheirOrder() {
    Text text =
        MailScoring.textOf(
            RedactedMail.of(
                mail(
                    "Hello\n> asked\nanswer\n-- \nAnn",
                    new Segment("authored", 0, 6, null),
                    new Segment("quoted", 6, 14, null),
                    new Segment("authored", 14, 21, null),
                    new Segment("signature", 21, 28, null))));

    assertThat(text.text().toString()).isEqualTo("Hello\nanswer");
    assertThat(text.language()).isEqualTo("en");
    assertThat(text.tenantId()).isEqualTo("acme");
  }

  @Test
  void aMailOfNothingButQuotesHasNoText() {
    assertThat(
            MailScoring.textOf(RedactedMail.of(mail("> all\n", new Segment("quoted", 0, 6, null))))
                .text()
                .length())
        .isZero();
  }

  @Test
  void attachedFilesAreScoredBelowTheLetterForATenantThatWantsIt() {
    EmailRaw mail =
        mail(
            "See the note.\nThe lamp is broken.",
            new Segment("authored", 0, 14, null),
            new Segment("attachment", 14, 33, null));
    RedactedMail redacted = RedactedMail.of(mail);

    assertThat(MailScoring.textOf(redacted, AttachmentUse.READ).text().toString())
        .isEqualTo("See the note.");
    assertThat(MailScoring.textOf(redacted, AttachmentUse.SCORED).text().toString())
        .isEqualTo("See the note.\nThe lamp is broken.");
  }

  @Test
  void aMailOfNothingButAFileIsInTheFilesLanguage() {
    EmailRaw mail = mail("Die Lampe ist kaputt.", new Segment("attachment", 0, 21, "de"));
    mail.setLanguage("unknown");
    RedactedMail redacted = RedactedMail.of(mail);

    assertThat(MailScoring.textOf(redacted, AttachmentUse.SCORED).language()).isEqualTo("de");
    assertThat(MailScoring.textOf(redacted, AttachmentUse.READ).language()).isEqualTo("unknown");
  }

  @Test
  void aMailWithoutAScoreIsUnderTheLanguageThatItsScoreWouldBeUnder() {
    EmailRaw mail = mail("Die Lampe ist kaputt.", new Segment("attachment", 0, 21, "de"));
    mail.setLanguage("unknown");

    for (AttachmentUse use : AttachmentUse.values()) {
      RedactedMail redacted = RedactedMail.of(mail);
      assertThat(
              MailScoring.unscoredOf(redacted, use, UnknownReason.PENDING, "m@1", RECEIVED)
                  .getLanguage())
          .isEqualTo(MailScoring.textOf(redacted, use).language());
    }
  }

  @Test
  void aKindOfSegmentThatIsNotKnownIsPassedOver() {
    EmailRaw mail =
        mail("Hello. Later.", new Segment("authored", 0, 6, null), new Segment("new", 6, 13, null));

    assertThat(MailScoring.textOf(RedactedMail.of(mail), AttachmentUse.SCORED).text().toString())
        .isEqualTo("Hello.");
  }

  @Test
  void theRecordCarriesTheMailAndTheWholeScore() {
    EmailRaw mail = mail("Bad.", new Segment("authored", 0, 4, null));
    var score =
        new Score(
            "en",
            SentimentLabel.NEGATIVE,
            -0.8,
            0.9,
            Map.of("negative", 0.9, "neutral", 0.0, "positive", 0.1),
            Map.of("anger", 0.7),
            Map.of("urgency", 0.2),
            List.of(new Score.AspectScore("delivery", SentimentLabel.NEGATIVE, -0.8)),
            List.of(new Score.EvidenceSpan(0, 4, -0.8)),
            Optional.empty(),
            "m@2",
            ScorerTier.FAST,
            "1",
            "ab");

    EmailSentiment sentiment = MailScoring.sentimentOf(mail, score, RECEIVED.plusSeconds(5));

    assertThat(sentiment.getEmailId()).isEqualTo(mail.getEmailId());
    assertThat(sentiment.getThreadId()).isEqualTo(mail.getThreadId());
    assertThat(sentiment.getCreatedAt()).isEqualTo(RECEIVED);
    assertThat(sentiment.getProcessedAt()).isEqualTo(RECEIVED.plusSeconds(5));
    assertThat(sentiment.getLabel()).isEqualTo("negative");
    assertThat(sentiment.getAspects().get(0).getSentiment()).isEqualTo("negative");
    assertThat(sentiment.getEvidence().get(0).getEnd()).isEqualTo(4);
    assertThat(sentiment.getHeads()).containsEntry("urgency", 0.2);
    assertThat(sentiment.getTextSha256()).isEqualTo("ab");
    assertThat(sentiment.getUnknownReason()).isNull();
  }

  @Test
  void anAbstentionKeepsItsReason() {
    var score =
        new Score(
            "unknown",
            SentimentLabel.UNKNOWN,
            0,
            0,
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            Optional.of(UnknownReason.TOO_SHORT),
            "m@2",
            ScorerTier.NONE,
            "1",
            "ab");

    EmailSentiment sentiment =
        MailScoring.sentimentOf(mail("ok", new Segment("authored", 0, 2, null)), score, RECEIVED);

    assertThat(sentiment.getLabel()).isEqualTo("unknown");
    assertThat(sentiment.getUnknownReason()).isEqualTo("too-short");
  }

  private static EmailRaw mail(String body, Segment... segments) {
    return EmailRaw.newBuilder()
        .setEmailId("e1")
        .setTenantId("acme")
        .setThreadId("t1")
        .setTimestamp(RECEIVED)
        .setFrom("")
        .setSubject("")
        .setBodyText(body)
        .setSegments(List.of(segments))
        .setLanguage("en")
        .setHeaders(new ThreadHeaders(null, List.of()))
        .setHash("h")
        .setPiiRedacted(true)
        .setDedupeKey("mid:1")
        .setSource("1.eml")
        .build();
  }
}
