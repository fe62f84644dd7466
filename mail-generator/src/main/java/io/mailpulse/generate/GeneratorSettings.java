package io.mailpulse.generate;

import io.mailpulse.generate.language.Language;
import io.mailpulse.generate.thread.WritingHabits;
import io.mailpulse.schema.id.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which mail is made. What concerns the order of arrival ({@code duplicates}, {@code disorder},
 * {@code lateParents}) changes no mail: the same seed without them gives the same mails in order.
 *
 * @param seed same seed and settings, same bytes
 * @param mails different mails; duplicates come on top
 * @param tenants whose mail it is
 * @param languages ISO 639-1 codes
 * @param gap mean time between two mails, in the time of the run that is told of
 * @param start of that time
 * @param duplicates share of mails that arrive twice
 * @param disorder share of mails that arrive up to 40 mails late
 * @param lateParents share of answered mails that arrive right behind their first answer
 * @param bursts share of mails that come in bursts of 40, twenty times as fast
 * @param sourTenant tenant whose customers have had enough at some point
 * @param sourFrom the share of all mails after which that is
 * @param weights how much mail a tenant gets, 1 for those that are not named
 * @param writing how often mails are of some shape
 */
public record GeneratorSettings(
    long seed,
    long mails,
    List<String> tenants,
    List<String> languages,
    Duration gap,
    Instant start,
    double duplicates,
    double disorder,
    double lateParents,
    double bursts,
    Optional<String> sourTenant,
    double sourFrom,
    Map<String, Integer> weights,
    WritingHabits writing) {

  /** Starts from what a company's mail is like: some duplicates, some disorder, nothing broken. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects settings. */
  public static final class Builder {

    private static final double MOST_IN_BURSTS = 0.9;

    private long seed = 1;
    private long mails = 1_000;
    private List<String> tenants = List.of("acme");
    private List<String> languages = Language.CODES;
    private Duration gap = Duration.ofMinutes(1);
    private Instant start = Instant.parse("2026-01-05T08:00:00Z");
    private double duplicates = 0.02;
    private double disorder = 0.05;
    private double lateParents = 0.03;
    private double bursts;
    private Optional<String> sourTenant = Optional.empty();
    private double sourFrom = 0.5;
    private final Map<String, Integer> weights = new HashMap<>();
    private double replyHeaders = 0.95;
    private double planted = 0.5;
    private double personalIds;
    private double damaged;
    private double large;

    private Builder() {}

    /** Same seed, same bytes. */
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** Different mails, at least 1. */
    public Builder mails(long value) {
      mails = value;
      return this;
    }

    /** Tenants, at least one. */
    public Builder tenants(List<String> value) {
      tenants = List.copyOf(value);
      return this;
    }

    /** ISO 639-1 codes of {@link Language#CODES}. */
    public Builder languages(List<String> value) {
      languages = List.copyOf(value);
      return this;
    }

    /** Mean time between two mails. */
    public Builder gap(Duration value) {
      gap = value;
      return this;
    }

    /** When the told time begins. */
    public Builder start(Instant value) {
      start = value;
      return this;
    }

    /** Share of mails that arrive twice. */
    public Builder duplicates(double value) {
      duplicates = value;
      return this;
    }

    /** Share of mails that arrive late. */
    public Builder disorder(double value) {
      disorder = value;
      return this;
    }

    /** Share of answered mails that arrive behind their answer. */
    public Builder lateParents(double value) {
      lateParents = value;
      return this;
    }

    /** Share of mails that come in bursts, at most 0.9. */
    public Builder bursts(double value) {
      bursts = value;
      return this;
    }

    /** One of the tenants turns sour. */
    public Builder sourTenant(String value) {
      sourTenant = Optional.of(value);
      return this;
    }

    /** After which share of all mails it does. */
    public Builder sourFrom(double value) {
      sourFrom = value;
      return this;
    }

    /** A tenant gets so many times the mail of another. */
    public Builder weight(String tenantId, int value) {
      weights.put(tenantId, value);
      return this;
    }

    /** Share of replies with reply headers. */
    public Builder replyHeaders(double value) {
      replyHeaders = value;
      return this;
    }

    /** Share of customers' mails with personal values in their text. */
    public Builder planted(double value) {
      planted = value;
      return this;
    }

    /** Share of customers' mails with an address in their Message-ID. */
    public Builder personalIds(double value) {
      personalIds = value;
      return this;
    }

    /** Share of mails that cannot be read. */
    public Builder damaged(double value) {
      damaged = value;
      return this;
    }

    /** Share of customers' mails above a megabyte. */
    public Builder large(double value) {
      large = value;
      return this;
    }

    /** What is wrong with the settings, one sentence each; empty if nothing is. */
    public List<String> mistakes() {
      List<String> found = new ArrayList<>();
      if (mails < 1) {
        found.add("--mails: expected at least 1, found " + mails);
      }
      if (gap.isNegative() || gap.isZero()) {
        found.add("--rate, --compress: expected more than no time between two mails");
      }
      places(found);
      share(found, "--duplicates", duplicates, 1);
      share(found, "--disorder", disorder, 1);
      share(found, "--late-parents", lateParents, 1);
      share(found, "--bursts", bursts, MOST_IN_BURSTS);
      share(found, "--sour-from", sourFrom, 1);
      share(found, "--reply-headers", replyHeaders, 1);
      share(found, "--planted", planted, 1);
      share(found, "--personal-ids", personalIds, 1);
      share(found, "--damaged", damaged, 1);
      share(found, "--large", large, 1);
      return found;
    }

    private void places(List<String> found) {
      if (tenants.isEmpty()) {
        found.add("--tenants: name at least one");
      }
      for (String tenant : tenants) {
        try {
          TenantId.require(tenant);
        } catch (IllegalArgumentException e) {
          found.add("--tenants: " + e.getMessage());
        }
      }
      if (languages.isEmpty()) {
        found.add("--languages: name at least one");
      }
      for (String language : languages) {
        if (!Language.CODES.contains(language)) {
          found.add("--languages: expected of " + Language.CODES + ", found " + language);
        }
      }
      sourTenant
          .filter(tenant -> !tenants.contains(tenant))
          .ifPresent(
              tenant ->
                  found.add("--sour-tenant: expected one of " + tenants + ", found " + tenant));
      weights.forEach(
          (tenant, weight) -> {
            if (!tenants.contains(tenant) || weight < 1) {
              found.add(
                  "--weights: expected one of "
                      + tenants
                      + " and a weight from 1, found "
                      + tenant
                      + "="
                      + weight);
            }
          });
    }

    private static void share(List<String> found, String knob, double value, double most) {
      if (!(value >= 0 && value <= most)) {
        found.add(knob + ": expected a share from 0 to " + most + ", found " + value);
      }
    }

    /**
     * The settings.
     *
     * @throws IllegalArgumentException with all mistakes, one a line
     */
    public GeneratorSettings build() {
      List<String> mistakes = mistakes();
      if (!mistakes.isEmpty()) {
        throw new IllegalArgumentException(String.join("\n", mistakes));
      }
      return new GeneratorSettings(
          seed,
          mails,
          tenants,
          languages,
          gap,
          start,
          duplicates,
          disorder,
          lateParents,
          bursts,
          sourTenant,
          sourFrom,
          Map.copyOf(weights),
          new WritingHabits(replyHeaders, planted, personalIds, damaged, large));
    }
  }
}
