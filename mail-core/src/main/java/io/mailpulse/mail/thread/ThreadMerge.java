package io.mailpulse.mail.thread;

/**
 * Mails that were given one thread id now have another, because a mail that came later ties two
 * threads together or turned out to be the older root.
 *
 * @param fromThreadId the id that earlier records carry
 * @param intoThreadId the id that holds from now on
 */
public record ThreadMerge(String fromThreadId, String intoThreadId) {}
