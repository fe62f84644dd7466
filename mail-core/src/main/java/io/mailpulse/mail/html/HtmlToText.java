package io.mailpulse.mail.html;

import java.util.Locale;
import java.util.Set;

/**
 * Turns an HTML body into text: paragraphs, list items, table rows and preformatted lines stay
 * lines, cited blockquotes carry {@code > }, and what no reader sees (styles, scripts, hidden
 * elements, tracking pixels) is left out. One pass, linear in the input, no document tree.
 */
public final class HtmlToText {
  private HtmlToText() {}

  /**
   * The text of an HTML body; any input is accepted.
   *
   * @param html a document or a fragment
   * @return lines ended by {@code \n}
   */
  public static String convert(String html) {
    return read(html).text();
  }

  /** The text of an HTML body with what its markup said about quotes and signatures. */
  public static HtmlText read(String html) {
    return new HtmlWalk(html).walk();
  }

  /**
   * Whether a body that was declared as text is HTML: it begins and ends with tags, or every line
   * but the last ends with a break.
   */
  public static boolean isHtml(String text) {
    int from = 0;
    while (from < text.length() && (text.charAt(from) <= ' ' || text.charAt(from) == '\ufeff')) {
      from++;
    }
    int to = text.length();
    while (to > from && text.charAt(to - 1) <= ' ') {
      to--;
    }
    if (to - from < 10 || text.charAt(from) != '<' || text.charAt(to - 1) != '>') {
      return endsLinesWithBreaks(text);
    }
    int nameEnd = from + 1;
    while (nameEnd < to
        && nameEnd < from + 12
        && text.charAt(nameEnd) > ' '
        && text.charAt(nameEnd) != '>') {
      nameEnd++;
    }
    return DOCUMENT_STARTS.contains(text.substring(from + 1, nameEnd).toLowerCase(Locale.ROOT));
  }

  private static boolean endsLinesWithBreaks(String text) {
    int filled = 0;
    int from = 0;
    while (from < text.length()) {
      int newline = text.indexOf('\n', from);
      int end = newline < 0 ? text.length() : newline;
      String line = text.substring(from, end).strip();
      if (!line.isEmpty()
          && !line.endsWith("<br>")
          && !line.endsWith("<br/>")
          && !line.endsWith("<br />")) {
        return newline < 0 && filled >= FEWEST_BREAKS;
      }
      filled += line.isEmpty() ? 0 : 1;
      from = end + 1;
    }
    return filled >= FEWEST_BREAKS;
  }

  private static final int FEWEST_BREAKS = 3;

  private static final Set<String> DOCUMENT_STARTS =
      Set.of(
          "html",
          "!doctype",
          "head",
          "body",
          "div",
          "table",
          "p",
          "meta",
          "style",
          "font",
          "center");

  /** Elements without content; a close tag of theirs means nothing. */
  static final Set<String> VOID =
      Set.of(
          "area",
          "base",
          "basefont",
          "bgsound",
          "br",
          "col",
          "embed",
          "frame",
          "hr",
          "img",
          "input",
          "keygen",
          "link",
          "meta",
          "param",
          "source",
          "track",
          "wbr");

  /** Elements whose content is never text for the reader. */
  static final Set<String> UNSEEN =
      Set.of(
          "script",
          "style",
          "title",
          "template",
          "noframes",
          "iframe",
          "object",
          "svg",
          "math",
          "select",
          "audio",
          "video",
          "canvas",
          "map");

  /** Elements that start and end a line. */
  static final Set<String> BLOCKS =
      Set.of(
          "html",
          "body",
          "div",
          "p",
          "table",
          "thead",
          "tbody",
          "tfoot",
          "tr",
          "td",
          "th",
          "caption",
          "ul",
          "ol",
          "li",
          "dl",
          "dt",
          "dd",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "blockquote",
          "pre",
          "xmp",
          "listing",
          "section",
          "article",
          "aside",
          "header",
          "footer",
          "main",
          "nav",
          "address",
          "center",
          "form",
          "fieldset",
          "legend",
          "figure",
          "figcaption",
          "details",
          "summary",
          "hgroup",
          "dir",
          "menu");
}
