package io.mailpulse.mail.redact;

import io.mailpulse.mail.redact.finding.PiiType;
import io.mailpulse.schema.RedactedText;
import java.util.List;

/**
 * A text without its personal data, and where that was.
 *
 * @param text the text with a token such as {@code <EMAIL_7f3a>} in place of each value
 * @param spans what was replaced, ordered, without overlap
 */
public record Redaction(RedactedText text, List<Span> spans) {

  /**
   * One replaced value.
   *
   * @param start first UTF-16 unit over the input, inclusive
   * @param end last UTF-16 unit over the input, exclusive
   * @param type what kind of value it was
   * @param outputStart first UTF-16 unit of the token over the redacted text
   * @param outputEnd last UTF-16 unit of the token, exclusive
   */
  public record Span(int start, int end, PiiType type, int outputStart, int outputEnd) {}

  /**
   * Maps an offset over the input to one over the redacted text; an offset inside a replaced value
   * maps to the end of its token.
   */
  public int toOutput(int inputOffset) {
    int low = 0;
    int high = spans.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (spans.get(middle).start() < inputOffset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == 0) {
      return inputOffset;
    }
    Span before = spans.get(low - 1);
    return inputOffset < before.end()
        ? before.outputEnd()
        : before.outputEnd() + inputOffset - before.end();
  }
}
