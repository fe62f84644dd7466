package io.mailpulse.spark.rescore;

import io.mailpulse.model.Scorer;
import io.mailpulse.model.ScorerSettings;
import io.mailpulse.model.Scorers;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One scorer per executor and settings: scorers are thread-safe and their models large. They live
 * as long as the executor.
 */
final class SharedScorers {

  private static final ConcurrentHashMap<ScorerSettings, Scorer> SCORERS =
      new ConcurrentHashMap<>();

  private SharedScorers() {}

  static Scorer of(ScorerSettings settings) {
    return SCORERS.computeIfAbsent(settings, Scorers::open);
  }
}
