package io.mailpulse.mail.thread;

/**
 * Mails that were given one thread id belong to another thread, because a mail that came later ties
 * the two together or turned out to be the older root.
 *
 * @param fromThreadId the id that earlier records carry
 * @param confidence how sure it is, 0.5 to 1; 1 for headers
 */
public record ThreadMerge(String fromThreadId, double confidence) {}
