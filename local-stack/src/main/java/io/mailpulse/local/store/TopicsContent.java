package io.mailpulse.local.store;

import io.mailpulse.local.find.TopicContents;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The result topics as a store. */
public final class TopicsContent {

  private TopicsContent() {}

  /** What the topics say of each mail that was answered. */
  public static StoreContent of(TopicContents findings) {
    Map<String, EmailRaw> raws = new LinkedHashMap<>();
    findings.raws().forEach(raw -> raws.put(raw.getEmailId(), raw));
    Map<String, StoredMail> mails = new LinkedHashMap<>();
    for (EmailSentiment score : findings.sentiments().values()) {
      mails.put(
          score.getEmailId(),
          new StoredMail(
              score.getEmailId(),
              score.getThreadId(),
              score.getLabel(),
              score.getLanguage(),
              score.getMailKind(),
              score.getUnknownReason() == null ? "" : score.getUnknownReason(),
              score.getModelVersion()));
    }
    return new StoreContent("Kafka", mails, texts(findings));
  }

  private static List<String> texts(TopicContents findings) {
    var texts = new ArrayList<String>();
    findings.raws().forEach(raw -> texts.add(withoutSource(raw).toString()));
    findings.sentiments().values().forEach(score -> texts.add(score.toString()));
    findings.alerts().forEach(alert -> texts.add(alert.toString()));
    findings.snapshots().values().forEach(thread -> texts.add(thread.toString()));
    findings.aggregates().values().forEach(window -> texts.add(window.toString()));
    findings.deadLetters().forEach(letter -> texts.add(letter.toString()));
    return texts;
  }

  /** The source is a path on this machine, not text of the mail. */
  private static EmailRaw withoutSource(EmailRaw raw) {
    return EmailRaw.newBuilder(raw).setSource("").build();
  }
}
