package io.mailpulse.generate.truth;

/**
 * A personal value that a mail carries and no record may.
 *
 * @param kind what it is
 * @param value as it stands in the decoded mail
 * @param place from, subject, body, signature, file-name, message-id
 */
public record PlantedValue(ValueKind kind, String value, String place) {}
