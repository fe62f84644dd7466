package io.mailpulse.settings.tenant;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One tenant.
 *
 * @param domains its own domains, lower case; empty if it names none
 * @param teams addresses of each team's mailboxes, lower case, by the team's name
 * @param retention how long what is known of its mail is kept; empty for ever
 * @param minConfidence confidence from which a negative mail may turn a thread; empty for that of
 *     all
 * @param negRate negativity above which a thread turns; empty for that of all
 * @param rules alerts that it wants
 */
public record TenantProfile(
    Set<String> domains,
    Map<String, Set<String>> teams,
    Optional<Duration> retention,
    Optional<Double> minConfidence,
    Optional<Double> negRate,
    Set<AlertRule> rules) {

  /** A tenant that says nothing of itself. */
  public static final TenantProfile PLAIN =
      new TenantProfile(
          Set.of(),
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Set.of(AlertRule.values()));

  /** Copies, in an order that does not vary. */
  public TenantProfile {
    domains = new TreeSet<>(domains);
    teams = new TreeMap<>(teams);
    rules = new TreeSet<>(rules);
  }
}
