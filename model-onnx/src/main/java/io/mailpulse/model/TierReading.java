package io.mailpulse.model;

import io.mailpulse.model.tier.Passage;
import io.mailpulse.schema.ScorerTier;
import java.util.List;

/**
 * What the tiers together say of one text, before it is judged.
 *
 * @param passage the text's sentences
 * @param probabilities per head and label; a head that no tier has is null
 * @param sentences sentiment probabilities per sentence
 * @param mentions what is felt about aspects, clause by clause
 * @param tier which tiers answered
 */
record TierReading(
    Passage passage,
    double[][] probabilities,
    double[][] sentences,
    List<Mention> mentions,
    ScorerTier tier) {

  /**
   * A clause that mentions aspects.
   *
   * @param aspects bit {@code i} set for aspect {@code i} of the list
   * @param sentiment probabilities per sentiment label
   */
  record Mention(long aspects, double[] sentiment) {}
}
