package io.mailpulse.generate.thread;

import java.util.List;

/**
 * What one person wrote in one mail.
 *
 * @param hello greeting
 * @param paragraphs the mail
 * @param bye closing and name, a line each
 * @param signature lines below; empty for none
 * @param notes disclaimer, or what a telephone adds
 * @param quote the answered mail
 */
record Letter(
    String hello,
    List<String> paragraphs,
    List<String> bye,
    List<String> signature,
    List<String> notes,
    Quote quote) {

  private static final int MOST_QUOTED_LINES = 48;

  /** As plain text; lines end with a line feed. */
  String plain() {
    StringBuilder out = new StringBuilder(1024);
    out.append(hello).append("\n\n");
    paragraphs.forEach(paragraph -> out.append(paragraph).append("\n\n"));
    bye.forEach(line -> out.append(line).append('\n'));
    if (!signature.isEmpty()) {
      out.append("\n-- \n");
      signature.forEach(line -> out.append(line).append('\n'));
    }
    notes.forEach(note -> out.append('\n').append(note).append('\n'));
    quote.appendPlain(out);
    return out.toString();
  }

  /** As HTML. */
  String html() {
    StringBuilder out = new StringBuilder(2048);
    out.append(
        "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html\"></head><body>\n");
    paragraph(out, hello);
    paragraphs.forEach(paragraph -> paragraph(out, paragraph));
    paragraph(out, String.join("\n", bye));
    if (!signature.isEmpty()) {
      out.append("<div class=\"gmail_signature\">-- <br>\n");
      Quote.appendLines(out, signature);
      out.append("</div>\n");
    }
    notes.forEach(note -> paragraph(out, note));
    quote.appendHtml(out);
    return out.append("</body></html>\n").toString();
  }

  private static void paragraph(StringBuilder out, String text) {
    out.append("<p>");
    Quote.appendLines(out, text.lines().toList());
    out.append("</p>\n");
  }

  /** The lines that an answer quotes: the first ones of a long mail. */
  List<String> quotable() {
    return plain().lines().limit(MOST_QUOTED_LINES).toList();
  }
}
