package io.mailpulse.local.replay;

import io.mailpulse.schema.DeadLetter;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which letters are meant. An empty set means all.
 *
 * @param stages stages that gave up, as letters name them
 * @param kinds kinds of failure, as letters name them
 * @param tenants tenants
 * @param since earliest {@code processed_at} of a letter
 * @param until first {@code processed_at} that is too late
 */
public record LetterFilter(
    Set<String> stages,
    Set<String> kinds,
    Set<String> tenants,
    Optional<Instant> since,
    Optional<Instant> until) {

  /** Copies the sets. */
  public LetterFilter {
    stages = Set.copyOf(stages);
    kinds = Set.copyOf(kinds);
    tenants = Set.copyOf(tenants);
  }

  /** Whether a letter is meant. */
  boolean takes(DeadLetter letter) {
    return isAmong(letter.getStage(), stages)
        && isAmong(letter.getKind(), kinds)
        && isAmong(letter.getTenantId(), tenants)
        && since.map(from -> !letter.getProcessedAt().isBefore(from)).orElse(true)
        && until.map(to -> letter.getProcessedAt().isBefore(to)).orElse(true);
  }

  private static boolean isAmong(String value, Set<String> wanted) {
    return wanted.isEmpty() || wanted.contains(value);
  }
}
