package io.mailpulse.generate.language;

import io.mailpulse.generate.language.Person.Gender;
import java.util.Map;

/**
 * Text with slots: {@code {name}} takes a value, {@code {content|contente}} the form for a man or a
 * woman who writes.
 */
final class Phrase {

  private Phrase() {}

  /**
   * Fills the slots.
   *
   * @param writer gender of who writes it
   * @throws IllegalArgumentException if a slot has no value
   */
  static String fill(String text, Gender writer, Map<String, String> values) {
    int open = text.indexOf('{');
    if (open < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 32);
    int done = 0;
    while (open >= 0) {
      int close = text.indexOf('}', open);
      out.append(text, done, open).append(slot(text.substring(open + 1, close), writer, values));
      done = close + 1;
      open = text.indexOf('{', done);
    }
    return out.append(text, done, text.length()).toString();
  }

  private static String slot(String slot, Gender writer, Map<String, String> values) {
    int bar = slot.indexOf('|');
    if (bar >= 0) {
      return writer == Gender.MAN ? slot.substring(0, bar) : slot.substring(bar + 1);
    }
    String value = values.get(slot);
    if (value == null) {
      throw new IllegalArgumentException("no value for the slot " + slot);
    }
    return value;
  }
}
