package io.mailpulse.schema.id;

import io.mailpulse.schema.EmailAlert;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.ThreadSnapshot;

/** The key of topics and state: {@code tenant_id|thread_id}. */
public final class ThreadKey {

  private ThreadKey() {}

  /** The key of a thread. */
  public static String of(String tenantId, String threadId) {
    return tenantId + '|' + threadId;
  }

  /** The tenant of a key; no id of a tenant holds the sign between. */
  public static String tenantOf(String key) {
    return key.substring(0, key.indexOf('|'));
  }

  /** The key of a mail's thread. */
  public static String of(EmailRaw mail) {
    return of(mail.getTenantId(), mail.getThreadId());
  }

  /** The key of a score's thread. */
  public static String of(EmailSentiment mail) {
    return of(mail.getTenantId(), mail.getThreadId());
  }

  /** The key of the thread that turned. */
  public static String of(EmailAlert alert) {
    return of(alert.getTenantId(), alert.getThreadId());
  }

  /** The key of the thread that is shown. */
  public static String of(ThreadSnapshot thread) {
    return of(thread.getTenantId(), thread.getThreadId());
  }
}
