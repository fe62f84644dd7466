package io.mailpulse.mail;

import io.mailpulse.mail.address.AddressPolicy;
import io.mailpulse.mail.attachment.AttachmentSettings;
import io.mailpulse.mail.identity.MailIdentity;
import io.mailpulse.mail.mime.ParseLimits;
import io.mailpulse.mail.redact.RedactorSettings;
import io.mailpulse.schema.AttachmentUse;
import java.io.Serial;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How mail is read. Immutable; engines ship it to their tasks. What is set for no tenant holds for
 * all tenants that have nothing of their own.
 */
public final class MailSettings implements Serializable {

  @Serial private static final long serialVersionUID = 1L;

  private final ParseLimits limits;
  private final MailIdentity identity;
  private final PerTenant<HashedLanguages> languages;
  private final PerTenant<AddressPolicy> addresses;
  private final PerTenant<RedactorSettings> redactors;
  private final PerTenant<AttachmentUse> attachments;
  private final AttachmentSettings attachmentBounds;

  private MailSettings(Builder builder) {
    this.limits = builder.limits;
    this.identity = builder.identity;
    this.languages = builder.languages.copy();
    this.addresses = builder.addresses.copy();
    this.redactors = builder.redactors.copy();
    this.attachments = builder.attachments.copy();
    this.attachmentBounds = builder.attachmentBounds;
  }

  private MailSettings(MailSettings others, MailIdentity identity) {
    this.limits = others.limits;
    this.identity = identity;
    this.languages = others.languages;
    this.addresses = others.addresses;
    this.redactors = others.redactors;
    this.attachments = others.attachments;
    this.attachmentBounds = others.attachmentBounds;
  }

  /** These settings under another identity of mails, for what an earlier version has stored. */
  public MailSettings with(MailIdentity other) {
    return new MailSettings(this, other);
  }

  /**
   * Default limits, every language, pseudonyms for addresses, all under the public development key:
   * see {@link #usesDevelopmentKey()}.
   */
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

  /** When two mails with one Message-ID are the same. */
  public MailIdentity identity() {
    return identity;
  }

  /** ISO 639-1 codes that a tenant's mail is written in; empty for every language. */
  public Set<String> languages(String tenantId) {
    return languages.of(tenantId).codes();
  }

  /** What records of a tenant may say of addresses in headers. */
  public AddressPolicy addresses(String tenantId) {
    return addresses.of(tenantId);
  }

  /** How a tenant's personal data is redacted. */
  public RedactorSettings redactor(String tenantId) {
    return redactors.of(tenantId);
  }

  /** What a tenant wants of the text of attached files; by default they stay closed. */
  public AttachmentUse attachments(String tenantId) {
    return attachments.of(tenantId);
  }

  /** What reading attached files may cost. */
  public AttachmentSettings attachmentBounds() {
    return attachmentBounds;
  }

  /** Whether some tenant's attached files are opened. */
  public boolean opensAttachments() {
    return attachments.standard.opens()
        || attachments.own.values().stream().anyMatch(AttachmentUse::opens);
  }

  /** Whether some tenant's pseudonyms are made with the key that is public in the source. */
  public boolean usesDevelopmentKey() {
    return redactors.standard.usesDevelopmentKey()
        || redactors.own.values().stream().anyMatch(RedactorSettings::usesDevelopmentKey);
  }

  /** A set that serialises and compares by value. */
  private record HashedLanguages(Set<String> codes) implements Serializable {
    private HashedLanguages {
      codes = Set.copyOf(codes);
    }
  }

  /** A value for all tenants, and those of tenants that have their own. */
  private static final class PerTenant<T extends Serializable> implements Serializable {

    @Serial private static final long serialVersionUID = 1L;

    private final HashMap<String, T> own;
    private T standard;

    PerTenant(T standard, Map<String, T> own) {
      this.standard = Objects.requireNonNull(standard);
      this.own = new HashMap<>(own);
    }

    T of(String tenantId) {
      return own.getOrDefault(tenantId, standard);
    }

    PerTenant<T> copy() {
      return new PerTenant<>(standard, own);
    }
  }

  /** Collects settings. */
  public static final class Builder {

    private ParseLimits limits = ParseLimits.defaults();
    private MailIdentity identity = MailIdentity.MESSAGE_ID_AND_DATE;
    private final PerTenant<HashedLanguages> languages =
        new PerTenant<>(new HashedLanguages(Set.of()), Map.of());
    private final PerTenant<AddressPolicy> addresses =
        new PerTenant<>(AddressPolicy.PSEUDONYM, Map.of());
    private final PerTenant<RedactorSettings> redactors =
        new PerTenant<>(RedactorSettings.development(), Map.of());
    private final PerTenant<AttachmentUse> attachments =
        new PerTenant<>(AttachmentUse.CLOSED, Map.of());
    private AttachmentSettings attachmentBounds = AttachmentSettings.defaults();

    private Builder() {}

    /** What one mail may cost. */
    public Builder limits(ParseLimits value) {
      limits = Objects.requireNonNull(value, "limits");
      return this;
    }

    /** When two mails with one Message-ID are the same. */
    public Builder identity(MailIdentity value) {
      identity = Objects.requireNonNull(value, "identity");
      return this;
    }

    /** ISO 639-1 codes that mail is written in; empty for every language. */
    public Builder languages(Set<String> value) {
      languages.standard = new HashedLanguages(value);
      return this;
    }

    /** ISO 639-1 codes that one tenant's mail is written in. */
    public Builder languages(String tenantId, Set<String> value) {
      languages.own.put(tenantId, new HashedLanguages(value));
      return this;
    }

    /** What records may say of addresses in headers. */
    public Builder addresses(AddressPolicy value) {
      addresses.standard = Objects.requireNonNull(value, "addresses");
      return this;
    }

    /** What records of one tenant may say of addresses in headers. */
    public Builder addresses(String tenantId, AddressPolicy value) {
      addresses.own.put(tenantId, Objects.requireNonNull(value, "addresses"));
      return this;
    }

    /** How personal data is redacted, and with which key. */
    public Builder redactor(RedactorSettings value) {
      redactors.standard = Objects.requireNonNull(value, "redactor");
      return this;
    }

    /** How one tenant's personal data is redacted, and with which key. */
    public Builder redactor(String tenantId, RedactorSettings value) {
      redactors.own.put(tenantId, Objects.requireNonNull(value, "redactor"));
      return this;
    }

    /** What is wanted of the text of attached files. */
    public Builder attachments(AttachmentUse value) {
      attachments.standard = Objects.requireNonNull(value, "attachments");
      return this;
    }

    /** What one tenant wants of the text of attached files. */
    public Builder attachments(String tenantId, AttachmentUse value) {
      attachments.own.put(tenantId, Objects.requireNonNull(value, "attachments"));
      return this;
    }

    /** What reading attached files may cost. */
    public Builder attachmentBounds(AttachmentSettings value) {
      attachmentBounds = Objects.requireNonNull(value, "attachmentBounds");
      return this;
    }

    /** The settings. */
    public MailSettings build() {
      return new MailSettings(this);
    }
  }
}
