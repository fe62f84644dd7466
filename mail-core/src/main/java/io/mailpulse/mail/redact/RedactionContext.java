package io.mailpulse.mail.redact;

import java.util.List;
import java.util.Objects;

/**
 * What is known about a text before it is redacted.
 *
 * @param tenantId tenant that owns the mail; pseudonyms differ between tenants
 * @param language ISO 639-1 code or {@code unknown}
 * @param knownNames display names from the mail's headers; each is redacted wherever it stands
 */
public record RedactionContext(String tenantId, String language, List<String> knownNames) {

  /** Checks that nothing is missing. */
  public RedactionContext {
    Objects.requireNonNull(tenantId, "tenantId");
    Objects.requireNonNull(language, "language");
    knownNames = List.copyOf(knownNames);
  }

  /** A text of which nothing but the tenant is known. */
  public static RedactionContext of(String tenantId) {
    return new RedactionContext(tenantId, "unknown", List.of());
  }
}
