package io.mailpulse.mail.language;

import io.mailpulse.schema.UnknownReason;
import java.util.Optional;

/**
 * The language of a text.
 *
 * @param code ISO 639-1 code, or {@code unknown}
 * @param confidence 0 to 1; 0 when unknown
 * @param reason why it is unknown; empty otherwise
 */
public record DetectedLanguage(String code, double confidence, Optional<UnknownReason> reason) {

  /** The code of a language that could not be told. */
  public static final String UNKNOWN = "unknown";

  /** A language that could not be told. */
  public static DetectedLanguage unknown(UnknownReason reason) {
    return new DetectedLanguage(UNKNOWN, 0, Optional.of(reason));
  }
}
