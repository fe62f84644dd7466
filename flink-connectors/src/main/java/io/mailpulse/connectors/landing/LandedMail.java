package io.mailpulse.connectors.landing;

/**
 * Raw bytes on their way to the raw landing.
 *
 * @param ref where they go, relative to the landing's root
 * @param mime the mail as it arrived
 */
public record LandedMail(String ref, byte[] mime) {}
