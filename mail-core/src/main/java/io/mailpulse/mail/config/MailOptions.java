package io.mailpulse.mail.config;

import static io.mailpulse.settings.Option.of;
import static io.mailpulse.settings.Option.optional;
import static io.mailpulse.settings.Option.required;

import io.mailpulse.mail.address.AddressPolicy;
import io.mailpulse.mail.identity.MailIdentity;
import io.mailpulse.mail.redact.RedactorSettings;
import io.mailpulse.schema.AttachmentUse;
import io.mailpulse.schema.id.TenantId;
import io.mailpulse.settings.ConfigValues;
import io.mailpulse.settings.Option;
import io.mailpulse.settings.OptionType;
import io.mailpulse.settings.SecretRef;
import io.mailpulse.settings.TenantFolder;
import io.mailpulse.settings.tenant.TenantOptions;
import io.mailpulse.settings.tenant.Tenants;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The settings of reading mail. The stream and the batch jobs both read them here, or ids and texts
 * would differ.
 */
public final class MailOptions {

  /** The tenant whose settings hold for all that are not named. */
  public static final String DEFAULT_TENANT = Tenants.DEFAULT;

  private static final Option<AddressPolicy> ADDRESSES =
      of(
          "tenants.*.addresses",
          OptionType.choice(AddressPolicy.class),
          "pseudonym",
          "Whether local parts of addresses, and message ids, become keyed pseudonyms or stay."
              + " Tenant default holds for all that are not named.");
  private static final Option<SecretRef> KEY =
      required(
          "tenants.*.pseudonym-key",
          OptionType.key(RedactorSettings.FEWEST_KEY_BYTES),
          "Key of the tenant's pseudonyms: env:NAME, file:PATH, aws-secret:NAME or, for demos,"
              + " literal:VALUE; at"
              + " least 16 bytes. Read where the job runs, never stored with it.");
  private static final Option<List<String>> LANGUAGES =
      optional(
          "tenants.*.languages",
          OptionType.list(),
          "ISO 639-1 codes of the languages that the tenant writes; empty for all.");
  private static final Option<AttachmentUse> ATTACHMENTS =
      of(
          "tenants.*.attachments",
          OptionType.choice(AttachmentUse.class),
          "closed",
          "Text of attached files (PDF, Office, OpenDocument, RTF, .msg, HTML, text): read adds it,"
              + " redacted, below the body as segments of kind attachment; scored also scores it"
              + " below what the sender wrote; closed opens no file.");
  private static final Option<LimitsPreset> LIMITS =
      of(
          "read.limits",
          OptionType.choice(LimitsPreset.class),
          "default",
          "Preset of the parser's named limits on size, parts, depth and header bytes.");

  private static final Option<MailIdentity> IDENTITY =
      of(
          "read.identity",
          OptionType.choice(MailIdentity.class),
          "message-id-and-date",
          "When two mails with one Message-ID are the same mail, with the same email_id: if their"
              + " Date is the same too, or always (message-id), which keeps ids that an earlier"
              + " version stored.");
  private static final Option<String> ENTITIES =
      optional(
          "read.entities",
          OptionType.text(),
          "Folder of a named-entity bundle that finds names and addresses beside the rules, there"
              + " on every worker; none if not set. See docs/named-entities.md.");

  /** Every option, in the order of the documentation. */
  public static final List<Option<?>> ALL =
      Stream.<List<Option<?>>>of(
              List.of(ADDRESSES, KEY, LANGUAGES, ATTACHMENTS),
              TenantFolder.OPTIONS,
              List.of(LIMITS, IDENTITY, ENTITIES),
              AttachmentOptions.ALL)
          .<Option<?>>flatMap(List::stream)
          .toList();

  private MailOptions() {}

  /** Reads the settings; secrets are not looked for. */
  public static ReadingSettings read(ConfigValues values) {
    Set<String> names = new TreeSet<>(Set.of(DEFAULT_TENANT));
    Stream.of(ADDRESSES, KEY, LANGUAGES, ATTACHMENTS).map(values::names).forEach(names::addAll);
    // Whoever has a section is a tenant of its own, with a key of its own.
    names.addAll(TenantOptions.names(values));
    var tenants = new TreeMap<String, TenantSettings>();
    for (String name : names) {
      try {
        TenantId.require(name);
      } catch (IllegalArgumentException e) {
        values.mistake("tenants." + name, e.getMessage());
      }
      tenants.put(
          name,
          new TenantSettings(
              values.get(ADDRESSES.named(name)),
              values.get(KEY.named(name)),
              new TreeSet<>(values.find(LANGUAGES.named(name)).orElse(List.of())),
              values.get(ATTACHMENTS.named(name))));
    }
    return new ReadingSettings(
        values.get(LIMITS),
        values.get(IDENTITY),
        AttachmentOptions.read(values),
        tenants,
        values.find(ENTITIES).orElse(ReadingSettings.NO_ENTITIES));
  }

  /** Notes each secret that is not at its place in this process, for who reads mail in it. */
  public static void noteMissingSecrets(ReadingSettings reading, ConfigValues values) {
    reading
        .tenants()
        .forEach(
            (name, tenant) -> {
              Option<SecretRef> option = KEY.named(name);
              if (!values.isMistaken(option)) {
                try {
                  RedactorSettings.withKey(
                      tenant.pseudonymKey().resolve().getBytes(StandardCharsets.UTF_8));
                } catch (IllegalArgumentException | IllegalStateException e) {
                  values.mistake(option, e.getMessage());
                }
              }
            });
  }
}
