package io.mailpulse.mail.html;

import java.util.Locale;

/** Whether a reader sees an element, by its attributes and its style. */
final class Visibility {
  private Visibility() {}

  static boolean isHidden(HtmlTokens tag) {
    if (tag.hasAttribute("hidden")) {
      return true;
    }
    String style = tag.attribute("style");
    return !style.isEmpty() && hides(style);
  }

  static boolean isPreformatted(HtmlTokens tag) {
    if (tag.name().equals("pre") || tag.name().equals("xmp") || tag.name().equals("listing")) {
      return true;
    }
    String style = tag.attribute("style");
    return style.contains("pre-wrap") || style.contains("pre-line");
  }

  /** Whether a paragraph has no blank line around it. */
  static boolean isTight(HtmlTokens tag) {
    String classes = tag.attribute("class");
    if (classes.startsWith("Mso") || classes.startsWith("x_Mso") || classes.startsWith("ecxMso")) {
      return true;
    }
    String style = tag.attribute("style").replace(" ", "").toLowerCase(Locale.ROOT);
    return style.startsWith("margin:0")
        || style.contains(";margin:0")
        || style.contains("margin-top:0");
  }

  private static boolean hides(String style) {
    for (String declaration : style.split(";")) {
      int colon = declaration.indexOf(':');
      if (colon < 0) {
        continue;
      }
      String property = declaration.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      String value = declaration.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
      boolean hidden =
          switch (property) {
            case "display" -> value.startsWith("none");
            case "visibility" -> value.startsWith("hidden") || value.startsWith("collapse");
            case "mso-hide" -> value.startsWith("all");
            case "font-size", "max-height" -> isZero(value);
            case "opacity" -> isZero(value);
            default -> false;
          };
      if (hidden) {
        return true;
      }
    }
    return false;
  }

  private static boolean isZero(String value) {
    int end = 0;
    boolean digits = false;
    while (end < value.length()
        && (value.charAt(end) == '0' || value.charAt(end) == '.' || isDigit(value.charAt(end)))) {
      if (value.charAt(end) != '0' && value.charAt(end) != '.') {
        return false;
      }
      digits = true;
      end++;
    }
    return digits;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
