package io.mailpulse.generate.thread;

import io.mailpulse.generate.mime.NamedAddress;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * What later mails of a thread need to know of one.
 *
 * @param messageId without angle brackets
 * @param references as its own header has them
 * @param from sender
 * @param to recipient
 * @param subject as written
 * @param sentAt Date
 * @param quotable lines that an answer quotes
 * @param header fields as they stand in the mail
 */
record WrittenMail(
    String messageId,
    List<String> references,
    NamedAddress from,
    NamedAddress to,
    String subject,
    OffsetDateTime sentAt,
    List<String> quotable,
    String header) {}
