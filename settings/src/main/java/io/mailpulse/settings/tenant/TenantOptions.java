package io.mailpulse.settings.tenant;

import static io.mailpulse.settings.Option.optional;

import io.mailpulse.settings.ConfigValues;
import io.mailpulse.settings.Option;
import io.mailpulse.settings.OptionType;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a tenant's section says of the tenant itself. A section is all that stands below {@code
 * tenants.NAME} in the file, or in a file of that name in the folder of tenants.
 */
public final class TenantOptions {

  private static final String NO_RULE = "none";
  private static final Map<String, AlertRule> RULE_NAMES =
      Stream.of(AlertRule.values())
          .collect(
              Collectors.toMap(
                  rule -> rule.name().toLowerCase(Locale.ROOT).replace('_', '-'), rule -> rule));

  private static final Option<Set<String>> DOMAINS =
      optional(
          "tenants.*.domains",
          new OptionType<>("list of domains", TenantOptions::domains),
          "The tenant's own mail domains; no two tenants have one in common, and the addresses of"
              + " its teams are in them. Read by: the check of teams; no job routes by them yet.");
  private static final Option<Map<String, Set<String>>> TEAMS =
      optional(
          "tenants.*.teams",
          new OptionType<>("list of TEAM=ADDRESS", TenantOptions::teams),
          "Mailboxes of the tenant's teams, such as billing=invoices@acme.example; a team may have"
              + " several. Read by: nothing yet beside the check; tasks will be given to teams.");
  private static final Option<Duration> RETENTION =
      optional(
          "tenants.*.retention",
          OptionType.duration(Duration.ofDays(1), Duration.ofDays(36_500)),
          "How long what is known of the tenant's mail is kept; without it for ever. Read by:"
              + " nothing yet beside the check; for batch jobs that delete.");
  private static final Option<Double> CONFIDENCE =
      optional(
          "tenants.*.alerts.min-confidence",
          OptionType.fraction(),
          "alerts.min-confidence of this tenant. Read by: the stream.");
  private static final Option<Double> RATE =
      optional(
          "tenants.*.alerts.neg-rate",
          OptionType.fraction(),
          "alerts.neg-rate of this tenant. Read by: the stream.");
  private static final Option<Set<AlertRule>> RULES =
      optional(
          "tenants.*.rules",
          new OptionType<>(
              "list of " + String.join(", ", RULE_NAMES.keySet()) + "; or " + NO_RULE,
              TenantOptions::rules),
          "Alerts that the tenant wants; without it all. Read by: the stream.");

  /** Every option, in the order of the documentation. */
  public static final List<Option<?>> ALL =
      List.of(DOMAINS, TEAMS, RETENTION, CONFIDENCE, RATE, RULES);

  private TenantOptions() {}

  /** The tenants that have a section with any of these options. */
  public static Set<String> names(ConfigValues values) {
    return ALL.stream()
        .flatMap(option -> values.names(option).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Reads the profiles of all tenants that say something of themselves. */
  public static Tenants read(ConfigValues values) {
    var profiles = new TreeMap<>(Map.of(Tenants.DEFAULT, TenantProfile.PLAIN));
    var owners = new HashMap<String, String>();
    for (String name : names(values)) {
      TenantProfile profile = profile(name, values);
      profiles.put(name, profile);
      for (String domain : profile.domains()) {
        String owner = owners.putIfAbsent(domain, name);
        if (owner != null) {
          values.mistake(
              DOMAINS.named(name), domain + " is a domain of tenants." + owner + " already");
        }
      }
    }
    return new Tenants(profiles);
  }

  private static TenantProfile profile(String name, ConfigValues values) {
    Set<String> domains = values.find(DOMAINS.named(name)).orElse(Set.of());
    Map<String, Set<String>> teams = values.find(TEAMS.named(name)).orElse(Map.of());
    checkTeams(name, teams, domains, values);
    Optional<Double> confidence = values.find(CONFIDENCE.named(name));
    Optional<Double> rate = values.find(RATE.named(name));
    Set<AlertRule> rules = values.find(RULES.named(name)).orElse(EnumSet.allOf(AlertRule.class));
    if (!rules.contains(AlertRule.THREAD_TURNED_NEGATIVE)) {
      Stream.of(CONFIDENCE, RATE)
          .map(option -> option.named(name))
          .filter(values::has)
          .forEach(
              option ->
                  values.mistake(option, "is only used with the rule thread-turned-negative"));
    }
    return new TenantProfile(
        domains, teams, values.find(RETENTION.named(name)), confidence, rate, rules);
  }

  private static void checkTeams(
      String name, Map<String, Set<String>> teams, Set<String> domains, ConfigValues values) {
    Option<?> option = TEAMS.named(name);
    var owners = new HashMap<String, String>();
    teams.forEach(
        (team, addresses) -> {
          for (String address : addresses) {
            String owner = owners.putIfAbsent(address, team);
            if (owner != null) {
              values.mistake(option, "teams " + owner + " and " + team + " have one address");
            }
            String domain = address.substring(address.indexOf('@') + 1);
            if (!domains.isEmpty() && !domains.contains(domain)) {
              values.mistake(
                  option,
                  "team "
                      + team
                      + " has an address in "
                      + domain
                      + ", which is not among "
                      + DOMAINS.named(name).key());
            }
          }
        });
  }

  private static Set<String> domains(String text) {
    var domains = new TreeSet<String>();
    for (String domain : list(text)) {
      domains.add(domain(domain));
    }
    return domains;
  }

  private static Map<String, Set<String>> teams(String text) {
    var teams = new TreeMap<String, Set<String>>();
    for (String entry : list(text)) {
      int equals = entry.indexOf('=');
      int at = entry.indexOf('@');
      boolean named = equals > 0 && isPlain(entry.substring(0, equals));
      if (!named || at <= equals + 1 || entry.indexOf('@', at + 1) >= 0) {
        throw new IllegalArgumentException(
            "expected TEAM=ADDRESS, such as billing=invoices@acme.example");
      }
      String address =
          entry.substring(equals + 1, at).strip() + '@' + domain(entry.substring(at + 1));
      teams
          .computeIfAbsent(entry.substring(0, equals), team -> new TreeSet<>())
          .add(address.toLowerCase(Locale.ROOT));
    }
    return teams;
  }

  private static Set<AlertRule> rules(String text) {
    var rules = EnumSet.noneOf(AlertRule.class);
    if (text.equals(NO_RULE)) {
      return rules;
    }
    for (String name : list(text)) {
      AlertRule rule = RULE_NAMES.get(name);
      if (rule == null) {
        throw new IllegalArgumentException(
            "expected " + String.join(", ", RULE_NAMES.keySet()) + " or " + NO_RULE);
      }
      rules.add(rule);
    }
    return rules;
  }

  /** Labels of letters, digits and hyphens, at least two: a host without a dot has no mail. */
  private static String domain(String text) {
    String domain = text.strip().toLowerCase(Locale.ROOT);
    String[] labels = domain.split("\\.", -1);
    boolean right = labels.length > 1 && Stream.of(labels).allMatch(TenantOptions::isLabel);
    if (!right) {
      throw new IllegalArgumentException("expected domains such as acme.example");
    }
    return domain;
  }

  private static boolean isLabel(String label) {
    return !label.isEmpty()
        && label.length() <= 63
        && label.charAt(0) != '-'
        && label.charAt(label.length() - 1) != '-'
        && label.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-');
  }

  private static boolean isPlain(String name) {
    return name.length() <= 64
        && name.chars()
            .allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_');
  }

  private static List<String> list(String text) {
    return OptionType.list().parser().apply(text);
  }
}
