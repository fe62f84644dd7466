package io.mailpulse.local.find;

import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailAlert;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.Segment;
import io.mailpulse.schema.ThreadHeaders;
import io.mailpulse.schema.ThreadSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** TopicContents of runs that never ran, record by record. */
public final class Runs {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final List<EmailRaw> raws = new ArrayList<>();
  private final Map<String, EmailSentiment> sentiments = new LinkedHashMap<>();
  private final List<EmailAlert> alerts = new ArrayList<>();
  private final List<DeadLetter> letters = new ArrayList<>();
  private final Map<String, ThreadSnapshot> snapshots = new LinkedHashMap<>();

  /** A mail that arrived; its text is what the sender wrote. */
  public EmailRaw arrives(String source, String id, String thread, String text) {
    EmailRaw mail =
        EmailRaw.newBuilder()
            .setEmailId(id)
            .setTenantId("acme")
            .setMessageId(id + "@mail.example")
            .setThreadId(thread)
            .setTimestamp(NOON.plusSeconds(3600L * raws.size()))
            .setSentAt(null)
            .setFrom("Ann <ann@mail.example>")
            .setTo(List.of())
            .setCc(List.of())
            .setSubject("Order " + thread)
            .setBodyText(text)
            .setSegments(new ArrayList<>(List.of(new Segment("authored", 0, text.length(), null))))
            .setLanguage("en")
            .setLanguageConfidence(1)
            .setHeaders(new ThreadHeaders(null, List.of()))
            .setHash("")
            .setPiiRedacted(true)
            .setRedactions(new HashMap<>())
            .setMailKind("person")
            .setAttachments(List.of())
            .setFromDomain("mail.example")
            .setDedupeKey("mid:" + id)
            .setThreadEvidence("self")
            .setThreadConfidence(1)
            .setSource(source)
            .setSizeBytes(text.length())
            .setDefects(List.of())
            .setParserVersion("test")
            .build();
    raws.add(mail);
    return mail;
  }

  /** The answer to a mail. */
  public EmailSentiment answered(EmailRaw mail, String label, double polarity) {
    boolean unknown = label.equals("unknown");
    EmailSentiment score =
        EmailSentiment.newBuilder()
            .setEmailId(mail.getEmailId())
            .setTenantId(mail.getTenantId())
            .setModelVersion("model@1")
            .setPolarity(polarity)
            .setLabel(label)
            .setConfidence(unknown ? 0 : 0.95)
            .setEmotion(unknown ? Map.of() : Map.of("anger", 0.5, "joy", 0.1))
            .setCreatedAt(mail.getTimestamp())
            .setThreadId(mail.getThreadId())
            .setLanguage(mail.getLanguage())
            .setProbabilities(Map.of())
            .setScorerTier("fast")
            .setNormaliserVersion("1")
            .setProcessedAt(NOON)
            .setUnknownReason(unknown ? "too-short" : null)
            .setMailKind(mail.getMailKind())
            .setThreadNegRate24h(label.equals("negative") ? 1.0 : 0.0)
            .setThreadVolume24h(1)
            .build();
    sentiments.put(mail.getEmailId(), score);
    return score;
  }

  /** An alert that a mail raised. */
  public void alerted(EmailRaw mail) {
    alerts.add(
        EmailAlert.newBuilder()
            .setAlertId("alert-" + mail.getEmailId())
            .setTenantId(mail.getTenantId())
            .setThreadId(mail.getThreadId())
            .setEmailId(mail.getEmailId())
            .setRule("thread-turned-negative")
            .setModelVersion("model@1")
            .setLabel("negative")
            .setPolarity(-0.9)
            .setConfidence(0.95)
            .setThreadNegRate24h(1)
            .setThreadVolume24h(1)
            .setSubject(mail.getSubject())
            .setLanguage(mail.getLanguage())
            .setCreatedAt(mail.getTimestamp())
            .setProcessedAt(NOON)
            .build());
  }

  /** A thread that turned out to be a part of another. */
  public void merged(String thread, String into) {
    snapshots.put(
        thread,
        ThreadSnapshot.newBuilder()
            .setThreadId(thread)
            .setTenantId("acme")
            .setSubject("Order " + thread)
            .setFirstSeen(NOON)
            .setLastSeen(NOON)
            .setVolume(1)
            .setScored(1)
            .setNegative(0)
            .setAvgPolarity(0)
            .setLastLabel("neutral")
            .setLastEmailId("1")
            .setMergedInto(into)
            .setModelVersion("model@1")
            .setProcessedAt(NOON)
            .build());
  }

  /** A mail that a stage gave up on; the id is null if it could not be read. */
  public void givenUp(String source, String emailId, String kind) {
    letters.add(
        DeadLetter.newBuilder()
            .setDeadLetterId("letter-" + source)
            .setTenantId("acme")
            .setStage(emailId == null ? "parse" : "score")
            .setKind(kind)
            .setMessage("the mail breaks a limit")
            .setEmailId(emailId)
            .setSource(source)
            .setPayloadSha256("")
            .setPayloadBytes(1)
            .setArtifact("test")
            .setArtifactVersion("test")
            .setCreatedAt(NOON)
            .setProcessedAt(NOON)
            .build());
  }

  /** What the topics would hold. */
  public TopicContents findings() {
    return new TopicContents(raws, sentiments, alerts, snapshots, Map.of(), letters);
  }
}
