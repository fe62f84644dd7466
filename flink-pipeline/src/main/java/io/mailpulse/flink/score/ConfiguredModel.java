package io.mailpulse.flink.score;

import io.mailpulse.model.Scorer;
import io.mailpulse.model.ScorerSettings;
import io.mailpulse.model.Scorers;

/**
 * The model that the configuration names.
 *
 * @param settings bundle, tier, device, cache and aspect lists
 */
public record ConfiguredModel(ScorerSettings settings) implements ScoringModel {

  @Override
  public Scorer open() {
    return Scorers.open(settings);
  }
}
