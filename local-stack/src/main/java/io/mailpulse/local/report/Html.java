package io.mailpulse.local.report;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes elements. Whatever is written as text or as an attribute is escaped. */
final class Html {

  private final StringBuilder out = new StringBuilder(1 << 16);
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn
   */
  Html open(String element, Object... attributes) {
    start(element, attributes);
    out.append('>');
    open.push(element);
    return this;
  }

  /** Closes the element that was opened last. */
  Html close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Writes an element without content, as SVG shapes are. */
  Html empty(String element, Object... attributes) {
    start(element, attributes);
    out.append("/>");
    return this;
  }

  /** Writes an element with text. */
  Html element(String element, Object text, Object... attributes) {
    return open(element, attributes).text(text).close();
  }

  /** Writes text. */
  Html text(Object text) {
    escape(text.toString());
    return this;
  }

  /** Writes a style sheet of our own. */
  Html style(String css) {
    out.append("<style>").append(css).append("</style>");
    return this;
  }

  /** The page. */
  String page() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("elements are still open: " + open);
    }
    return "<!DOCTYPE html>\n" + out;
  }

  private void start(String element, Object... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1].toString());
      out.append('"');
    }
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> appendCharacter(text, i, c);
      }
    }
  }

  /** A half surrogate and most control characters are no characters of a page. */
  private void appendCharacter(String text, int i, char c) {
    boolean half =
        Character.isHighSurrogate(c)
                && (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1)))
            || Character.isLowSurrogate(c)
                && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
    out.append(half || control ? '\ufffd' : c);
  }
}
