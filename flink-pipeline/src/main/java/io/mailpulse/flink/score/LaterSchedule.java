package io.mailpulse.flink.score;

import io.mailpulse.flink.config.PipelineConfig.Later;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.PendingMail;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * When a mail that the model gave no score for is asked for again: after a delay that doubles with
 * each round. Mails that failed together do not come back together: up to a quarter is added,
 * decided by the mail's id.
 */
record LaterSchedule(Duration firstDelay, Duration maxDelay) implements Serializable {

  static LaterSchedule of(Later settings) {
    return new LaterSchedule(settings.firstDelay(), settings.maxDelay());
  }

  /** The first round of a mail whose pending score was made now. */
  PendingMail begin(EmailRaw mail, String modelVersion, ScoreFailure failure, Instant now) {
    return PendingMail.newBuilder()
        .setMail(mail)
        .setModelVersion(modelVersion)
        .setCause(failure.kind().wireName())
        .setAttempts(failure.attempts() > 0 ? 1 : 0)
        .setRound(1)
        .setFirstFailedAt(now)
        .setNotBefore(now.plus(delay(mail.getEmailId(), 1)))
        .build();
  }

  /** The next round of a mail. */
  PendingMail again(PendingMail before, ScoreFailure failure, Instant now) {
    int round = before.getRound() + 1;
    PendingMail next = PendingMail.newBuilder(before).build();
    next.setCause(failure.kind().wireName());
    next.setAttempts(before.getAttempts() + (failure.attempts() > 0 ? 1 : 0));
    next.setRound(round);
    next.setNotBefore(now.plus(delay(before.getMail().getEmailId(), round)));
    return next;
  }

  private Duration delay(String emailId, int round) {
    Duration doubled = firstDelay.multipliedBy(1L << Math.min(round - 1, 20));
    Duration delay = doubled.compareTo(maxDelay) < 0 ? doubled : maxDelay;
    return delay.plusMillis(delay.toMillis() / 4 * Math.floorMod(emailId.hashCode(), 1000) / 1000);
  }
}
