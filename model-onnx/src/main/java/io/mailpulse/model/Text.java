package io.mailpulse.model;

import io.mailpulse.schema.RedactedText;
import java.util.Collection;
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

  /**
   * The code under which some languages know that of the text: the two written forms of Norwegian,
   * which are told apart when a mail is read, are {@code no} to most models.
   *
   * @param known ISO 639-1 codes
   * @return the text's own code if they have it, or nothing nearer
   */
  String languageAmong(Collection<String> known) {
    boolean norwegian = language.equals("nb") || language.equals("nn");
    return norwegian && !known.contains(language) && known.contains("no") ? "no" : language;
  }
}
