package io.mailpulse.schema.id;

/** The key of topics and state: {@code tenant_id|thread_id}. */
public final class ThreadKey {

  private ThreadKey() {}

  /** The key of a thread. */
  public static String of(String tenantId, String threadId) {
    return tenantId + '|' + threadId;
  }
}
