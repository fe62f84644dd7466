package io.mailpulse.flink.score;

import io.mailpulse.flink.record.Replaced;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.PendingMail;

/**
 * What became of one mail at the model: a record to go on, which may say that the mail waits; a
 * letter; or both, for a mail that waited and then failed.
 *
 * @param scored the mail with its score, or null
 * @param letter why it has none, or null
 * @param pending the mail to be asked for later, or null
 */
public record ScoreOutcome(ScoredMail scored, DeadLetter letter, PendingMail pending) {

  static ScoreOutcome scored(ScoredMail mail) {
    return new ScoreOutcome(mail, null, null);
  }

  static ScoreOutcome failed(DeadLetter letter) {
    return new ScoreOutcome(null, letter, null);
  }

  static ScoreOutcome waits(ScoredMail mail, PendingMail pending) {
    return new ScoreOutcome(mail, null, pending);
  }

  static ScoreOutcome waitsOn(PendingMail pending) {
    return new ScoreOutcome(null, null, pending);
  }

  static ScoreOutcome givenUp(ScoredMail mail, DeadLetter letter) {
    return new ScoreOutcome(mail, letter, null);
  }

  /** Only that the mail is to be asked for later: its record stands until there is a score. */
  public ScoreOutcome asWait() {
    return waitsOn(pending);
  }

  /** The same record as one that takes the place of another under its id, whatever that was. */
  public ScoreOutcome asCorrection() {
    EmailSentiment sentiment = scored.sentiment();
    var replaced = new Replaced(sentiment.getModelVersion(), sentiment.getProcessedAt());
    return new ScoreOutcome(new ScoredMail(scored.raw(), sentiment, replaced), letter, pending);
  }
}
