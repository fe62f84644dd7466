package io.mailpulse.flink.record;

import io.mailpulse.mail.thread.ThreadRank;
import io.mailpulse.schema.id.ThreadKey;

/**
 * Tells a thread which one holds its mails from now on: another, or itself if it won a merge. Of
 * two notices the one with the better rank holds, in whatever order they come.
 *
 * @param tenantId tenant
 * @param threadId the thread that is told
 * @param into the thread that holds its mails
 */
public record MergeNotice(String tenantId, String threadId, ThreadRank into) {

  /** The key of the thread that is told. */
  public static String key(MergeNotice notice) {
    return ThreadKey.of(notice.tenantId(), notice.threadId());
  }
}
