package io.mailpulse.model;

import io.mailpulse.schema.RedactedText;
import java.util.Objects;

/**
 * One text to score.
 *
 * @param text what the sender wrote, redacted; may be empty or of any length
 * @param language ISO 639-1 code, or {@code unknown}
 * @param tenantId tenant whose aspect list applies; empty for the default list
 */
public record Text(RedactedText text, String language, String tenantId) {

  /** Checks that nothing is null. */
  public Text {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(tenantId, "tenantId");
  }
}
