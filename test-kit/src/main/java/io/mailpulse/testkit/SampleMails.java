package io.mailpulse.testkit;

import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.Segment;
import io.mailpulse.schema.ThreadHeaders;
import io.mailpulse.schema.id.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Records to start a test from: one tenant, one thread, one day; a test changes what it is about.
 */
public final class SampleMails {

  /** When the sample thread starts. */
  public static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");

  private SampleMails() {}

  /** A short angry mail of a person. */
  public static EmailRaw.Builder raw(String name) {
    String body = "This is the third time that I ask. Nothing works.\n> Have you tried again?\n";
    int quote = body.indexOf('>');
    return EmailRaw.newBuilder()
        .setEmailId(Ids.email("acme", "mid:" + name))
        .setTenantId("acme")
        .setMessageId(name + "@example.org")
        .setThreadId(Ids.thread("acme", "t1"))
        .setTimestamp(MORNING)
        .setFrom("<EMAIL_7f3a>@example.org")
        .setSubject("Order")
        .setBodyText(body)
        .setSegments(
            List.of(
                new Segment("authored", 0, quote, null),
                new Segment("quoted", quote, body.length(), null)))
        .setLanguage("en")
        .setLanguageConfidence(0.99)
        .setHeaders(new ThreadHeaders(null, List.of()))
        .setHash(Ids.sha256(body))
        .setPiiRedacted(true)
        .setRedactions(Map.of("EMAIL", 1))
        .setDedupeKey("mid:" + name)
        .setFromDomain("example.org")
        .setSource(name + ".eml");
  }

  /** A confident negative score of {@link #raw}. */
  public static EmailSentiment.Builder sentiment(String name) {
    return EmailSentiment.newBuilder()
        .setEmailId(Ids.email("acme", "mid:" + name))
        .setTenantId("acme")
        .setModelVersion("fake@1")
        .setPolarity(-0.93)
        .setLabel("negative")
        .setConfidence(0.95)
        .setEmotion(Map.of("anger", 0.8))
        .setCreatedAt(MORNING)
        .setThreadId(Ids.thread("acme", "t1"))
        .setLanguage("en")
        .setProbabilities(Map.of("negative", 0.95, "neutral", 0.03, "positive", 0.02))
        .setScorerTier("fast")
        .setNormaliserVersion("1")
        .setProcessedAt(MORNING.plusSeconds(2));
  }
}
