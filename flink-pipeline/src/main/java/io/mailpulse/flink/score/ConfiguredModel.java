package io.mailpulse.flink.score;

import io.mailpulse.flink.config.PipelineConfig.Model;
import io.mailpulse.model.Scorer;
import io.mailpulse.model.ScorerSettings;
import io.mailpulse.model.ScorerSettings.TierChoice;
import io.mailpulse.model.Scorers;
import io.mailpulse.model.runtime.RuntimeSettings;

/**
 * The model that the configuration names.
 *
 * @param model bundle, tier and device
 */
public record ConfiguredModel(Model model) implements ScoringModel {

  private static final String DEFAULT_BUNDLE = "default";

  @Override
  public Scorer open() {
    return Scorers.open(settings());
  }

  ScorerSettings settings() {
    ScorerSettings settings =
        ScorerSettings.defaults()
            .withTier(
                switch (model.tier()) {
                  case AUTO -> TierChoice.AUTO;
                  case FAST -> TierChoice.FAST;
                  case ENCODER -> TierChoice.ENCODER;
                })
            .withRuntime(
                new RuntimeSettings(
                    switch (model.device()) {
                      case CPU -> RuntimeSettings.Device.CPU;
                      case CUDA -> RuntimeSettings.Device.CUDA;
                    },
                    RuntimeSettings.DEFAULT.tokenBudget()));
    return model.bundle().equals(DEFAULT_BUNDLE) ? settings : settings.withBundle(model.bundle());
  }
}
