package io.mailpulse.mail.thread;

import java.util.List;

/**
 * What a mail changed.
 *
 * @param thread the mail's thread: its id and why it bears it
 * @param evidence references, in_reply_to, thread_index, subject or self: what decided
 * @param confidence 0.5 to 1; 1 for headers
 * @param merges threads that this mail showed to be parts of its own
 */
public record ThreadUpdate(
    ThreadRank thread, String evidence, double confidence, List<ThreadMerge> merges) {

  /** Id of the mail's thread. */
  public String threadId() {
    return thread.threadId();
  }
}
