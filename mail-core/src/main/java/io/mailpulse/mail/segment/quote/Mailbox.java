package io.mailpulse.mail.segment.quote;

/**
 * A person in a forwarded header block, as far as it is written there.
 *
 * @param name display name, or null
 * @param address address, or null
 */
public record Mailbox(String name, String address) {}
