package io.mailpulse.mail.config;

import io.mailpulse.mail.MailSettings;
import io.mailpulse.mail.attachment.AttachmentSettings;
import io.mailpulse.mail.identity.MailIdentity;
import io.mailpulse.mail.redact.RedactorSettings;
import io.mailpulse.schema.AttachmentUse;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * How mail is read, with references in place of secrets: this travels with a job, and each task
 * resolves the references when it opens.
 *
 * @param limits preset of the parser's limits
 * @param identity when two mails with one Message-ID are the same
 * @param attachmentBounds what reading attached files may cost
 * @param tenants by name; {@link MailOptions#DEFAULT_TENANT} holds for all that are not named
 * @param entities location of a named-entity bundle, or {@link #NO_ENTITIES}
 */
public record ReadingSettings(
    LimitsPreset limits,
    MailIdentity identity,
    AttachmentSettings attachmentBounds,
    Map<String, TenantSettings> tenants,
    String entities)
    implements Serializable {

  /** Names and addresses are found by rules alone. */
  public static final String NO_ENTITIES = "";

  /** Copies, in an order that does not vary. */
  public ReadingSettings {
    tenants = new TreeMap<>(tenants);
  }

  /** Without a named-entity bundle. */
  public ReadingSettings(
      LimitsPreset limits,
      MailIdentity identity,
      AttachmentSettings attachmentBounds,
      Map<String, TenantSettings> tenants) {
    this(limits, identity, attachmentBounds, tenants, NO_ENTITIES);
  }

  /**
   * The settings with their secrets.
   *
   * @throws IllegalStateException if a secret is not where its reference says, or is too short; the
   *     message names the option and the place only
   */
  public MailSettings resolve() {
    TenantSettings standard = tenants.get(MailOptions.DEFAULT_TENANT);
    var settings =
        MailSettings.builder()
            .limits(limits.limits())
            .identity(identity)
            .attachmentBounds(attachmentBounds)
            .attachments(standard.attachments())
            .languages(standard.languages())
            .addresses(standard.addresses())
            .redactor(redactor(MailOptions.DEFAULT_TENANT, standard));
    tenants.forEach(
        (name, tenant) ->
            settings
                .languages(name, tenant.languages())
                .addresses(name, tenant.addresses())
                .attachments(name, tenant.attachments())
                .redactor(name, redactor(name, tenant)));
    return settings.build();
  }

  /** What a tenant wants of the text of attached files; needs no secrets. */
  public AttachmentUse attachments(String tenantId) {
    return tenants.getOrDefault(tenantId, tenants.get(MailOptions.DEFAULT_TENANT)).attachments();
  }

  private RedactorSettings redactor(String name, TenantSettings tenant) {
    try {
      byte[] key = tenant.pseudonymKey().resolve().getBytes(StandardCharsets.UTF_8);
      RedactorSettings settings = RedactorSettings.withKey(key);
      return entities.equals(NO_ENTITIES) ? settings : settings.withEntities(entities);
    } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
      throw new IllegalStateException(
          "tenants." + name + ".pseudonym-key, " + tenant.pseudonymKey() + ": " + e.getMessage(),
          e);
    }
  }
}
