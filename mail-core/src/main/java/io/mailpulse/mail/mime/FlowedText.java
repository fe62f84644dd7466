package io.mailpulse.mail.mime;

/**
 * format=flowed (RFC 3676) to plain lines: paragraphs joined, stuffing removed, quote marks kept.
 */
final class FlowedText {

  private FlowedText() {}

  /**
   * Joins flowed lines.
   *
   * @param text with LF line ends
   * @param spaces what the blank at the end of a flowed line is
   */
  static String unwrap(String text, TrailingSpace spaces) {
    var out = new StringBuilder(text.length());
    int openDepth = -1;
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      boolean last = end < 0;
      if (last) {
        end = text.length();
      }
      int content = at;
      while (content < end && text.charAt(content) == '>') {
        content++;
      }
      int depth = content - at;
      if (content < end && text.charAt(content) == ' ') {
        content++;
      }
      boolean signature = end - content == 3 && text.startsWith("-- ", content);
      boolean flowed = !signature && end > content && text.charAt(end - 1) == ' ' && !last;
      if (openDepth >= 0 && (openDepth != depth || signature)) {
        // A paragraph that the next line does not continue ends here (RFC 3676, 4.5).
        out.append('\n');
        openDepth = -1;
      }
      if (openDepth < 0 && depth > 0) {
        out.append(">".repeat(depth)).append(' ');
      }
      out.append(text, content, flowed && spaces == TrailingSpace.DELETE ? end - 1 : end);
      if (flowed) {
        openDepth = depth;
      } else {
        openDepth = -1;
        if (!last) {
          out.append('\n');
        }
      }
      at = end + 1;
    }
    return out.toString();
  }

  /** The DelSp parameter. */
  enum TrailingSpace {
    KEEP,
    DELETE
  }
}
