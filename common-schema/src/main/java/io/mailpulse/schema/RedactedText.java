package io.mailpulse.schema;

import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;

/**
 * Text from which personal data has been removed. Models and sinks take only this type, so that
 * unredacted text reaches none of them by accident; an architecture test holds who may call {@link
 * #ofRedacted}: the redactor, and readers of records that were redacted before they were stored.
 */
public final class RedactedText implements CharSequence, Serializable {

  /** The empty text. */
  public static final RedactedText EMPTY = new RedactedText("");

  @Serial private static final long serialVersionUID = 1L;

  private final String text;

  private RedactedText(String text) {
    this.text = Objects.requireNonNull(text, "text");
  }

  /**
   * Declares that redaction has run over a text.
   *
   * @param text output of the redactor, or a text read back from a store of redacted records
   * @return the text as a type that models and sinks accept
   */
  public static RedactedText ofRedacted(String text) {
    return text.isEmpty() ? EMPTY : new RedactedText(text);
  }

  /** Part of this text; as redacted as the whole. Offsets are UTF-16 units. */
  public RedactedText slice(int start, int end) {
    return ofRedacted(text.substring(start, end));
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    return text.charAt(index);
  }

  @Override
  public RedactedText subSequence(int start, int end) {
    return slice(start, end);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RedactedText that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The redacted text itself. */
  @Override
  public String toString() {
    return text;
  }
}
