package io.mailpulse.mail.thread;

import java.util.Optional;

/**
 * The thread of a mail.
 *
 * @param emailId the mail
 * @param threadId its thread
 * @param parentMessageId message id of the mail that it answers, as far as known
 * @param evidence references, in_reply_to, thread_index, subject or self: what decided
 * @param confidence 0.5 to 1; 1 for headers
 */
public record ThreadAssignment(
    String emailId,
    String threadId,
    Optional<String> parentMessageId,
    String evidence,
    double confidence) {}
