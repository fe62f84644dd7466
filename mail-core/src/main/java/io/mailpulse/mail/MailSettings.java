package io.mailpulse.mail;

import io.mailpulse.mail.parse.ParseLimits;
import java.io.Serial;
import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How mail is read. Immutable; engines ship it to their tasks. */
public final class MailSettings implements Serializable {

  @Serial private static final long serialVersionUID = 1L;

  private final ParseLimits limits;
  private final TreeSet<String> languages;
  private final TreeMap<String, TreeSet<String>> tenantLanguages;
  private final Redacting redacting;

  private MailSettings(Builder builder) {
    this.limits = builder.limits;
    this.languages = new TreeSet<>(builder.languages);
    this.tenantLanguages = new TreeMap<>();
    builder.tenantLanguages.forEach((t, set) -> tenantLanguages.put(t, new TreeSet<>(set)));
    this.redacting = builder.redacting;
  }

  /** Whether personal data is replaced. */
  public enum Redacting {
    ON,
    /** For inspection on one machine only: records say so and no sink may take them. */
    OFF
  }

  /** Default limits, every language, redaction on. */
  public static MailSettings defaults() {
    return builder().build();
  }

  /** Starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** What one mail may cost. */
  public ParseLimits limits() {
    return limits;
  }

  /** ISO 639-1 codes that a tenant's mail is written in; empty for every language. */
  public Set<String> languages(String tenantId) {
    return tenantLanguages.getOrDefault(tenantId, languages);
  }

  /** Whether personal data is replaced. */
  public Redacting redacting() {
    return redacting;
  }

  /** Collects settings. */
  public static final class Builder {

    private ParseLimits limits = ParseLimits.defaults();
    private Set<String> languages = Set.of();
    private final Map<String, Set<String>> tenantLanguages = new TreeMap<>();
    private Redacting redacting = Redacting.ON;

    private Builder() {}

    /** What one mail may cost. */
    public Builder limits(ParseLimits value) {
      limits = Objects.requireNonNull(value, "limits");
      return this;
    }

    /** ISO 639-1 codes that mail is written in; empty for every language. */
    public Builder languages(Set<String> value) {
      languages = Set.copyOf(value);
      return this;
    }

    /** ISO 639-1 codes that one tenant's mail is written in. */
    public Builder languages(String tenantId, Set<String> value) {
      tenantLanguages.put(tenantId, Set.copyOf(value));
      return this;
    }

    /** Whether personal data is replaced. */
    public Builder redacting(Redacting value) {
      redacting = Objects.requireNonNull(value, "redacting");
      return this;
    }

    /** The settings. */
    public MailSettings build() {
      return new MailSettings(this);
    }
  }
}
