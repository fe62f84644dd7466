package io.mailpulse.mail.config;

import io.mailpulse.mail.address.AddressPolicy;
import io.mailpulse.schema.AttachmentUse;
import io.mailpulse.settings.SecretRef;
import java.io.Serializable;
import java.util.Set;

/**
 * What a tenant may choose about how its mail is read.
 *
 * @param addresses what happens to local parts of addresses
 * @param pseudonymKey where the key of its pseudonyms is
 * @param languages ISO 639-1 codes of what it writes; empty for all
 * @param attachments what becomes of the text of attached files
 */
public record TenantSettings(
    AddressPolicy addresses,
    SecretRef pseudonymKey,
    Set<String> languages,
    AttachmentUse attachments)
    implements Serializable {}
