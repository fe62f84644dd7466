package io.mailpulse.mail.html;

import java.util.Locale;

/** Reads off a tag what its names, its type and its borders say about the element. */
final class Markings {
  /** Where programs put names beside class and id. */
  private static final String[] OTHER_NAMES = {"name", "data-marker"};

  private Markings() {}

  /** The mark of the tag just read, or null. */
  static HtmlMark.Kind of(HtmlTokens tokens, String name) {
    String classes = tokens.attribute("class");
    String id = tokens.attribute("id");
    var kind = classes.isEmpty() ? null : MarkNames.get().ofClasses(classes);
    if (kind == null && !id.isEmpty()) {
      kind = MarkNames.get().of("id", id);
    }
    for (int i = 0; kind == null && i < OTHER_NAMES.length; i++) {
      String value = tokens.attribute(OTHER_NAMES[i]);
      kind = value.isEmpty() ? null : MarkNames.get().of(OTHER_NAMES[i], value);
    }
    if (name.equals("blockquote")) {
      boolean cited =
          kind == HtmlMark.Kind.QUOTE
              || tokens.attribute("type").equalsIgnoreCase("cite")
              || tokens.hasAttribute("cite")
              || hasQuoteBar(tokens.attribute("style"));
      return cited ? HtmlMark.Kind.CITE : HtmlMark.Kind.INDENT;
    }
    if (kind == null && name.equals("div") && isBarredBlock(tokens.attribute("style"))) {
      return HtmlMark.Kind.QUOTE;
    }
    if (kind == null && isHeaderRule(tokens.attribute("style"))) {
      return HtmlMark.Kind.HEADER;
    }
    return kind;
  }

  /** A bar at the left edge is how most programs draw a citation. */
  private static boolean hasQuoteBar(String style) {
    String plain = style.replace(" ", "").toLowerCase(Locale.ROOT);
    int bar = plain.indexOf("border-left:");
    return bar >= 0
        && !plain.startsWith("none", bar + 12)
        && !plain.startsWith("0", bar + 12)
        && !plain.startsWith("medium", bar + 12);
  }

  /** A block with a bar and nothing else of a box: programs without a blockquote cite so. */
  private static boolean isBarredBlock(String style) {
    return style.contains("border-left")
        && hasQuoteBar(style)
        && style.contains("padding")
        && !style.contains("background")
        && !style.contains("border-top")
        && !style.contains("border-right")
        && !style.contains("width");
  }

  /** Outlook draws a thin rule above the header block of the earlier mail. */
  private static boolean isHeaderRule(String style) {
    if (!style.contains("border-top")) {
      return false;
    }
    String plain = style.replace(" ", "").toLowerCase(Locale.ROOT);
    int rule = plain.indexOf("border-top:");
    int end = rule < 0 ? -1 : plain.indexOf(';', rule);
    String border = rule < 0 ? "" : plain.substring(rule, end < 0 ? plain.length() : end);
    return border.contains("solid") && (border.contains("#e1e1e1") || border.contains("#b5c4df"));
  }
}
