package io.mailpulse.mail.header;

import io.mailpulse.mail.address.HeaderAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Decoded header fields of one mail.
 *
 * @param from authors; empty if the mail names none
 * @param to recipients
 * @param cc copied recipients
 * @param subject on one line; empty if the mail has none
 * @param sentAt Date field, if it can be read
 * @param receivedAt time of the topmost Received field, if it can be read
 * @param messageId without angle brackets, if the mail has one
 * @param inReplyTo first message id of In-Reply-To
 * @param references message ids of References in header order
 * @param threadIndex the 22 bytes that a conversation of Exchange shares, in hexadecimal, and only
 *     on its replies: the first mail of a conversation is found by its message id
 * @param trackerNumber number that stands in In-Reply-To in place of an id, behind the domain of
 *     the tracker that sent the mail: the same on all its mails about one thing
 */
public record MailHeaders(
    List<HeaderAddress> from,
    List<HeaderAddress> to,
    List<HeaderAddress> cc,
    String subject,
    Optional<Instant> sentAt,
    Optional<Instant> receivedAt,
    Optional<String> messageId,
    Optional<String> inReplyTo,
    List<String> references,
    Optional<String> threadIndex,
    Optional<String> trackerNumber) {}
