package io.mailpulse.flink.score;

import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.schema.DeadLetter;

/**
 * What became of one mail at the model: exactly one of the two is set.
 *
 * @param scored the mail with its score, or null
 * @param letter why it has none, or null
 */
public record ScoreOutcome(ScoredMail scored, DeadLetter letter) {}
