package io.mailpulse.local.sink;

import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.schema.Aspect;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.Segment;
import io.mailpulse.schema.ThreadHeaders;
import io.mailpulse.schema.id.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Scored mails for sinks: one tenant, one thread, negative from the second half on. */
final class ScoredMails {

  static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");
  static final String TENANT = "acme";

  private ScoredMails() {}

  static ScoredMail of(int number, int outOf) {
    boolean negative = number >= outOf / 2;
    String body = "Mail number " + number + " – schöne Grüße 你好\n";
    String id = Ids.email(TENANT, "mid:" + number);
    String thread = Ids.thread(TENANT, "t");
    EmailRaw mail =
        EmailRaw.newBuilder()
            .setEmailId(id)
            .setTenantId(TENANT)
            .setThreadId(thread)
            .setTimestamp(MORNING.plusSeconds(7_200L * number))
            .setFrom("someone@example.org")
            .setSubject("Order " + number)
            .setBodyText(body)
            .setSegments(List.of(new Segment("authored", 0, body.length(), null)))
            .setLanguage("en")
            .setHeaders(new ThreadHeaders(null, List.of()))
            .setHash(Ids.sha256(body))
            .setPiiRedacted(true)
            .setDedupeKey("mid:" + number)
            .setSource(number + ".eml")
            .build();
    EmailSentiment score =
        EmailSentiment.newBuilder()
            .setEmailId(id)
            .setTenantId(TENANT)
            .setThreadId(thread)
            .setModelVersion("fake@1")
            .setPolarity(negative ? -0.9 : 0.8)
            .setLabel(negative ? "negative" : "positive")
            .setConfidence(0.9)
            .setEmotion(Map.of("anger", negative ? 0.8 : 0.1))
            .setAspects(List.of(new Aspect("delivery", "negative", -0.9)))
            .setCreatedAt(mail.getTimestamp())
            .setLanguage("en")
            .setScorerTier("fast")
            .setNormaliserVersion("1")
            .setProcessedAt(MORNING.plusSeconds(100_000))
            .build();
    return new ScoredMail(mail, score);
  }
}
