package io.mailpulse.local.report;

import java.util.Locale;

/** Lengths of a drawing as text. */
final class Length {

  private Length() {}

  /** With one decimal, if it has any. */
  static String of(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
