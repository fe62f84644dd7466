package io.mailpulse.generate.thread;

import java.util.List;

/**
 * An answered mail below its answer.
 *
 * @param style how it is set off
 * @param head attribution, or the header lines
 * @param lines of the answered mail
 */
record Quote(Style style, List<String> head, List<String> lines) {

  static final Quote NONE = new Quote(Style.NONE, List.of(), List.of());

  /** How an answered mail is set off. */
  enum Style {
    NONE,
    MARKED,
    BELOW_HEADERS
  }

  void appendPlain(StringBuilder out) {
    if (style == Style.NONE) {
      return;
    }
    out.append('\n');
    if (style == Style.BELOW_HEADERS) {
      out.append("________________________________\n");
    }
    head.forEach(line -> out.append(line).append('\n'));
    if (style == Style.BELOW_HEADERS) {
      out.append('\n');
      lines.forEach(line -> out.append(line).append('\n'));
    } else {
      lines.forEach(
          line -> out.append(line.startsWith(">") ? ">" : "> ").append(line).append('\n'));
    }
  }

  void appendHtml(StringBuilder out) {
    switch (style) {
      case NONE -> {
        return;
      }
      case MARKED -> {
        out.append("<div class=\"gmail_quote\"><div dir=\"auto\" class=\"gmail_attr\">");
        appendLines(out, head);
        out.append("</div>\n<blockquote class=\"gmail_quote\" style=\"margin:0 0 0 .8ex\">");
        appendLines(out, lines);
        out.append("</blockquote></div>\n");
      }
      case BELOW_HEADERS -> {
        out.append("<hr><div id=\"divRplyFwdMsg\">");
        for (String line : head) {
          int colon = line.indexOf(':');
          out.append("<b>");
          escape(out, line.substring(0, colon + 1));
          out.append("</b>");
          escape(out, line.substring(colon + 1));
          out.append("<br>\n");
        }
        out.append("</div>\n<div>");
        appendLines(out, lines);
        out.append("</div>\n");
      }
    }
  }

  static void appendLines(StringBuilder out, List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      escape(out, lines.get(i));
      out.append(i + 1 < lines.size() ? "<br>\n" : "");
    }
  }

  private static void escape(StringBuilder out, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        default -> out.append(c);
      }
    }
  }
}
