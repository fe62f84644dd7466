package io.mailpulse.generate.thread;

/**
 * How often mails are of some shape; shares from 0 to 1.
 *
 * @param replyHeaders replies that carry In-Reply-To and References
 * @param planted mails of customers that hold personal values in their text
 * @param personalIds mails of customers whose Message-ID holds the local part of their address
 * @param damaged mails that cannot be read
 * @param large mails of customers with an attachment of more than a megabyte
 */
public record WritingHabits(
    double replyHeaders, double planted, double personalIds, double damaged, double large) {}
