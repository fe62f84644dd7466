package io.mailpulse.mail.config;

import io.mailpulse.mail.mime.ParseLimits;

/** Presets of the parser's limits. */
public enum LimitsPreset {
  /** For mail from strangers. */
  STRICT,
  /** For nearly all mail. */
  DEFAULT,
  /** For archives, where nothing may be left out. */
  LENIENT;

  ParseLimits limits() {
    return switch (this) {
      case STRICT -> ParseLimits.strict();
      case DEFAULT -> ParseLimits.defaults();
      case LENIENT -> ParseLimits.lenient();
    };
  }
}
