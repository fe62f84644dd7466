package io.mailpulse.flink.thread;

import io.mailpulse.flink.alert.TurnRule;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.schema.EmailAlert;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.ThreadSnapshot;
import io.mailpulse.schema.id.Ids;
import java.time.Instant;

/** Records that say what a thread's window knows. */
final class ThreadRecords {

  private ThreadRecords() {}

  static ScoredMail withNegativity(ScoredMail mail, Negativity negativity) {
    EmailSentiment sentiment = EmailSentiment.newBuilder(mail.sentiment()).build();
    sentiment.setThreadNegRate24h(rateOrNull(negativity));
    sentiment.setThreadVolume24h(negativity.volume());
    return mail.with(sentiment);
  }

  /** The alert that a mail would raise, before its thread's negativity is settled. */
  static EmailAlert candidate(ScoredMail mail) {
    EmailRaw raw = mail.raw();
    EmailSentiment sentiment = mail.sentiment();
    return EmailAlert.newBuilder()
        .setAlertId(Ids.alert(raw.getEmailId(), TurnRule.NAME, sentiment.getModelVersion()))
        .setTenantId(raw.getTenantId())
        .setThreadId(raw.getThreadId())
        .setEmailId(raw.getEmailId())
        .setRule(TurnRule.NAME)
        .setModelVersion(sentiment.getModelVersion())
        .setLabel(sentiment.getLabel())
        .setPolarity(sentiment.getPolarity())
        .setConfidence(sentiment.getConfidence())
        .setThreadNegRate24h(0)
        .setThreadVolume24h(0)
        .setSubject(raw.getSubject())
        .setLanguage(sentiment.getLanguage())
        .setCreatedAt(sentiment.getCreatedAt())
        .setProcessedAt(sentiment.getProcessedAt())
        .build();
  }

  static EmailAlert raised(EmailAlert candidate, Negativity negativity, Instant now) {
    candidate.setThreadNegRate24h(negativity.rate().orElse(0));
    candidate.setThreadVolume24h(negativity.volume());
    candidate.setProcessedAt(now);
    return candidate;
  }

  static ThreadSnapshot snapshot(
      String threadKey, ThreadTotals totals, Negativity negativity, Instant now) {
    int bar = threadKey.indexOf('|');
    String threadId = threadKey.substring(bar + 1);
    boolean merged = !totals.intoThreadId.isEmpty() && !totals.intoThreadId.equals(threadId);
    return ThreadSnapshot.newBuilder()
        .setTenantId(threadKey.substring(0, bar))
        .setThreadId(threadId)
        .setSubject(totals.lastSubject)
        .setFirstSeen(Instant.ofEpochMilli(totals.firstSeenMillis))
        .setLastSeen(Instant.ofEpochMilli(totals.lastSeenMillis))
        .setVolume(totals.volume)
        .setScored(totals.scored)
        .setNegative(totals.negative)
        .setAvgPolarity(totals.averagePolarity())
        .setNegRate24h(rateOrNull(negativity))
        .setVolume24h(negativity.volume())
        .setLastLabel(totals.lastLabel)
        .setLastEmailId(totals.lastEmailId)
        .setAlerting(totals.turned)
        .setMergedInto(merged ? totals.intoThreadId : null)
        .setModelVersion(totals.modelVersion)
        .setProcessedAt(now)
        .build();
  }

  private static Double rateOrNull(Negativity negativity) {
    return negativity.rate().isPresent() ? negativity.rate().getAsDouble() : null;
  }
}
