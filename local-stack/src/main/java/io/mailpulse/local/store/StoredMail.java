package io.mailpulse.local.store;

/**
 * What every store must know of a mail.
 *
 * @param emailId id of the mail
 * @param threadId its thread
 * @param label negative, neutral, positive or unknown
 * @param language ISO 639-1 code, or unknown
 * @param mailKind person, bulk and so on
 * @param unknownReason why the label is unknown; empty if it is not
 * @param modelVersion which bundle said so
 */
public record StoredMail(
    String emailId,
    String threadId,
    String label,
    String language,
    String mailKind,
    String unknownReason,
    String modelVersion) {}
