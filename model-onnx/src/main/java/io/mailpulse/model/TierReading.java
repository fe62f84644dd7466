package io.mailpulse.model;

import io.mailpulse.model.tier.Passage;
import io.mailpulse.schema.ScorerTier;

/**
 * What the tiers together say of one text, before it is judged.
 *
 * @param passage the text's sentences
 * @param probabilities per head and label; a head that no tier has is null
 * @param sentences sentiment probabilities per sentence
 * @param tier which tiers answered
 */
record TierReading(
    Passage passage, double[][] probabilities, double[][] sentences, ScorerTier tier) {}
