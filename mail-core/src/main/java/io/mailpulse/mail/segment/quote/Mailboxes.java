package io.mailpulse.mail.segment.quote;

import io.mailpulse.mail.segment.cue.Cue;
import io.mailpulse.mail.segment.cue.Lexicon;
import io.mailpulse.mail.segment.line.Lines;
import java.util.ArrayList;
import java.util.List;

/** Reads the people of a header block as programs write them there, which is no RFC grammar. */
public final class Mailboxes {
  private Mailboxes() {}

  /** All people of a value, in order; empty for null. */
  public static List<Mailbox> list(String value) {
    var boxes = new ArrayList<Mailbox>();
    if (value == null) {
      return boxes;
    }
    var parts = split(value, value.indexOf(';') >= 0 ? ';' : ',');
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      // "Doe, Jane <jane@example.org>" is one person.
      if (i + 1 < parts.size() && isSurname(part) && parts.get(i + 1).indexOf('<') > 0) {
        part = part + ", " + parts.get(++i);
      }
      var box = one(part);
      if (box != null) {
        boxes.add(box);
      }
    }
    return boxes;
  }

  /** The person a value names, or null. */
  public static Mailbox one(String value) {
    if (value == null) {
      return null;
    }
    return read(withoutProxy(value));
  }

  /** "A on behalf of B" names A as the sender. */
  private static String withoutProxy(String value) {
    for (int i = 1; i < value.length(); i++) {
      if (value.charAt(i - 1) == ' '
          && Lexicon.get().match(value, i, value.length(), Cue.BEHALF.bit()) > 0) {
        return value.substring(0, i);
      }
    }
    return value;
  }

  private static Mailbox read(String value) {
    String address = address(value);
    String name = name(value, address);
    return name == null && address == null ? null : new Mailbox(name, address);
  }

  private static boolean isSurname(String part) {
    return part.indexOf('@') < 0 && part.indexOf(' ') < 0 && !part.isEmpty();
  }

  private static List<String> split(String value, char separator) {
    var parts = new ArrayList<String>();
    boolean quoted = false;
    int angle = 0;
    int start = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '<' || c == '(' || c == '[') {
        angle++;
      } else if (c == '>' || c == ')' || c == ']') {
        angle = Math.max(0, angle - 1);
      } else if (c == separator && !quoted && angle == 0) {
        add(parts, value.substring(start, i));
        start = i + 1;
      }
    }
    add(parts, value.substring(start));
    return parts;
  }

  private static void add(List<String> parts, String part) {
    if (!part.isBlank()) {
      parts.add(part.strip());
    }
  }

  /** The last address of a value: names may look like addresses, the brackets come after them. */
  private static String address(String value) {
    int at = value.lastIndexOf('@');
    while (at >= 0) {
      int from = at;
      while (from > 0 && isAddressPart(value.charAt(from - 1))) {
        from--;
      }
      int to = at + 1;
      while (to < value.length() && isAddressPart(value.charAt(to))) {
        to++;
      }
      while (to > at + 1 && (value.charAt(to - 1) == '.' || value.charAt(to - 1) == '\'')) {
        to--;
      }
      if (value.startsWith("mailto:", from)) {
        from += 7;
      }
      while (from < at && value.charAt(from) == '\'') {
        from++;
      }
      if (from < at
          && to > at + 1
          && value.indexOf('/', from) < 0 | value.indexOf('/', from) >= to) {
        return value.substring(from, to);
      }
      at = value.lastIndexOf('@', at - 1);
    }
    return null;
  }

  private static boolean isAddressPart(char c) {
    return c > ' '
        && c != '<'
        && c != '>'
        && c != '('
        && c != ')'
        && c != '['
        && c != ']'
        && c != '"'
        && c != ','
        && c != ';'
        && c != '@'
        && c != '\u00a0'
        && c != '\u3000';
  }

  private static String name(String value, String address) {
    String rest = value;
    if (address != null) {
      int angle = firstBracket(value);
      if (angle == 0) {
        int close = value.indexOf('>');
        rest = close < 0 ? "" : value.substring(close + 1);
      } else if (angle > 0) {
        rest = value.substring(0, angle);
      } else {
        int at = value.indexOf(address);
        rest = value.substring(0, at) + value.substring(at + address.length());
      }
    }
    String name = trim(rest);
    if (name.isEmpty()
        || name.equalsIgnoreCase(address)
        || address != null && name.indexOf('@') > 0) {
      return address == null && !name.isEmpty() ? name : null;
    }
    return name;
  }

  private static int firstBracket(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '<' || c == '[' || c == '(' && value.indexOf('@', i) > 0) {
        return i;
      }
    }
    return -1;
  }

  private static String trim(String name) {
    int from = 0;
    int to = name.length();
    while (from < to && isEdge(name.charAt(from))) {
      from++;
    }
    while (to > from && isEdge(name.charAt(to - 1))) {
      to--;
    }
    return name.substring(from, to);
  }

  private static boolean isEdge(char c) {
    return Lines.isSpace(c)
        || c == '"'
        || c == '\''
        || c == '<'
        || c == '>'
        || c == '('
        || c == ')'
        || c == '['
        || c == ']'
        || c == ':'
        || c == '：'
        || c == '*'
        || c == ',';
  }
}
