package io.mailpulse.local.check;

import io.mailpulse.generate.truth.ValueKind;
import java.util.Set;

/**
 * What a check asks for.
 *
 * @param leastThreads pairwise F1 that threads must reach in every store
 * @param except kinds of planted values that are not looked for
 */
public record CheckSettings(double leastThreads, Set<ValueKind> except) {

  /** Threads as meant, and no planted value of any kind. */
  public static final CheckSettings STRICT = new CheckSettings(1, Set.of());
}
