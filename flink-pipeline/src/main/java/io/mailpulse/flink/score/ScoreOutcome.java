package io.mailpulse.flink.score;

import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.schema.DeadLetter;
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
}
