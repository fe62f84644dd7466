package io.mailpulse.flink.score;

import io.mailpulse.schema.AttachmentUse;
import java.io.Serializable;

/** What each tenant wants of the text of attached files. */
@FunctionalInterface
public interface AttachmentUses extends Serializable {

  /** What a tenant wants. */
  AttachmentUse of(String tenantId);
}
