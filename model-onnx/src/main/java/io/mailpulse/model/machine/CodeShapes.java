package io.mailpulse.model.machine;

/** Program text, settings, markup, commands and bytes written as letters. */
final class CodeShapes {

  private static final int FEWEST_ARMOUR = 40;
  private static final int FEWEST_HASH = 32;
  private static final int FEWEST_DUMPED = 6;

  private CodeShapes() {}

  static Shape of(Line line) {
    if (isBytes(line) || isJson(line) || isMarkup(line) || isSettings(line) || isCommand(line)) {
      return Shape.MACHINE;
    }
    return statement(line);
  }

  /** Base64, digests and hex dumps. */
  private static boolean isBytes(Line line) {
    if (line.words().size() == 1) {
      return isArmour(line.text()) || line.text().length() >= FEWEST_HASH && isHex(line.text());
    }
    long hex = line.words().stream().filter(w -> w.length() % 2 == 0 && isHex(w)).count();
    return line.words().size() >= FEWEST_DUMPED && hex * 5 >= line.words().size() * 4L;
  }

  private static boolean isArmour(String word) {
    boolean lower = false;
    boolean upper = false;
    boolean digit = false;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      lower |= c >= 'a' && c <= 'z';
      upper |= c >= 'A' && c <= 'Z';
      digit |= Line.isDigit(c) || c == '+' || c == '/';
      if (!Line.isName(c) && c != '+' && c != '/' && c != '=' || c == '.') {
        return false;
      }
    }
    return word.length() >= FEWEST_ARMOUR && lower && upper && digit;
  }

  private static boolean isHex(String word) {
    boolean digit = false;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      digit |= Line.isDigit(c);
      if (Character.digit(c, 16) < 0 || c > 'f') {
        return false;
      }
    }
    return digit;
  }

  private static boolean isJson(Line line) {
    String text = line.text();
    char first = text.charAt(0);
    char last = line.last();
    if (first == '{' && last == '}' || first == '[' && last == ']') {
      return line.has("\":");
    }
    int colon = text.indexOf("\":");
    if (first == '"' && colon > 0) {
      String value = text.substring(colon + 2).trim();
      return !value.isEmpty()
          && ("\"{[-0123456789".indexOf(value.charAt(0)) >= 0
              || value.startsWith("true")
              || value.startsWith("false")
              || value.startsWith("null"))
          && (last == ',' || last == '"' || last == '{' || last == '[' || Line.isDigit(last));
    }
    return isOnly(text, "{}[](),;") && !isOnly(text, "(),;");
  }

  /** Tags with less text than markup; placeholders such as {@code <PERSON_1>} are no tags. */
  private static boolean isMarkup(Line line) {
    String text = line.text();
    if (text.charAt(0) != '<' || line.last() != '>' || text.length() < 3 || !opensTag(text, 0)) {
      return false;
    }
    int inside = 0;
    int outside = 0;
    boolean tag = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '<') {
        tag = opensTag(text, i);
      } else if (c == '>') {
        tag = false;
      } else if (Character.isLetter(c)) {
        inside += tag ? 1 : 0;
        outside += tag ? 0 : 1;
      }
    }
    return inside >= outside;
  }

  private static boolean opensTag(String text, int at) {
    char c = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    return c >= 'a' && c <= 'z' || c == '/' || c == '?' || c == '!';
  }

  /** {@code key=value}, in nearly every word. */
  private static boolean isSettings(Line line) {
    long pairs = line.words().stream().filter(CodeShapes::isPair).count();
    long words = line.words().size();
    return pairs == words || pairs >= 3 && pairs * 5 >= words * 3;
  }

  private static boolean isPair(String word) {
    int at = word.indexOf('=');
    if (at <= 0 || at + 1 >= word.length() || !isLetter(word.charAt(0))) {
      return false;
    }
    for (int i = 0; i < at; i++) {
      if (!Line.isName(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCommand(Line line) {
    String text = line.text();
    boolean prompt =
        text.length() > 2
            && text.startsWith("$ ")
            && (isLetter(text.charAt(2)) && Character.isLowerCase(text.charAt(2))
                || text.charAt(2) == '.'
                || text.charAt(2) == '/');
    return prompt
        || line.word(0).endsWith(":~$")
        || line.startsWith("PS C:\\")
        || line.startsWith("C:\\") && line.has(">")
        || line.startsWith("diff --git ")
        || line.startsWith("@@ -") && line.has(" @@")
        || line.startsWith("#include <")
        || line.startsWith("#!/");
  }

  private static Shape statement(Line line) {
    String text = line.text();
    boolean ends = line.endsWith(";") || line.endsWith("{") || line.endsWith("):");
    if (!ends || text.length() < 3) {
      return text.equals("}") ? Shape.LIKELY : Shape.PROSE;
    }
    boolean sure =
        line.has("();")
            || line.has("::")
            || line.has("->")
            || line.has(" = ")
            || line.has(" == ")
            || line.has(") {")
            || line.has("(\"");
    return sure ? Shape.MACHINE : line.has("(") || line.endsWith("{") ? Shape.LIKELY : Shape.PROSE;
  }

  private static boolean isOnly(String text, String characters) {
    return text.chars().allMatch(c -> characters.indexOf(c) >= 0);
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }
}
