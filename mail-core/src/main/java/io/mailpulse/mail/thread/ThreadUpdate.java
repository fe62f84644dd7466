package io.mailpulse.mail.thread;

import java.util.List;

/**
 * What a mail changed.
 *
 * @param assignment the mail's own thread
 * @param merges threads of earlier mails that have another id now
 */
public record ThreadUpdate(ThreadAssignment assignment, List<ThreadMerge> merges) {}
