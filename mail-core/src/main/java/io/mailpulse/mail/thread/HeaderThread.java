package io.mailpulse.mail.thread;

import io.mailpulse.mail.header.MailHeaders;
import io.mailpulse.mail.identity.DedupeKeys;
import io.mailpulse.schema.id.Ids;

/**
 * The thread that a mail's own headers name.
 *
 * @param threadId id of the thread
 * @param evidence which header decided: references, in_reply_to, thread_index or self
 */
public record HeaderThread(String threadId, String evidence) {

  /**
   * Reads the thread's root off the headers: the first of References, else In-Reply-To, else what a
   * reply of Exchange shares with its conversation, else the number that a tracker writes in place
   * of an id, else the mail itself.
   *
   * @param dedupeKey names the thread that a mail without a message id starts
   */
  public static HeaderThread of(String tenantId, MailHeaders headers, String dedupeKey) {
    if (!headers.references().isEmpty()) {
      return named(tenantId, headers.references().get(0), "references");
    }
    if (headers.inReplyTo().isPresent()) {
      return named(tenantId, headers.inReplyTo().get(), "in_reply_to");
    }
    return headers
        .threadIndex()
        .map(index -> new HeaderThread(Ids.thread(tenantId, "index:" + index), "thread_index"))
        .or(
            () ->
                headers
                    .trackerNumber()
                    .map(
                        number ->
                            new HeaderThread(
                                Ids.thread(tenantId, "number:" + number), "in_reply_to")))
        .orElseGet(
            () ->
                new HeaderThread(
                    Ids.thread(
                        tenantId,
                        headers.messageId().map(DedupeKeys::ofMessageId).orElse(dedupeKey)),
                    "self"));
  }

  private static HeaderThread named(String tenantId, String messageId, String evidence) {
    // The same key as the root's own, so that a thread has one id whichever mail is read first.
    String key = DedupeKeys.ofMessageId(messageId);
    return new HeaderThread(Ids.thread(tenantId, key), evidence);
  }
}
