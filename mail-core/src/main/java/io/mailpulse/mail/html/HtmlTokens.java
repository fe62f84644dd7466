package io.mailpulse.mail.html;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Cuts HTML into text and tags in one pass, forgiving as browsers are: what is no tag is text, an
 * unfinished tag ends with the input. Comments, doctypes and conditional sections are left out.
 */
final class HtmlTokens {
  enum Token {
    TEXT,
    OPEN,
    CLOSE,
    END
  }

  private final String html;
  private final Map<String, String> attributes = new HashMap<>();
  private int at;
  private int textStart;
  private int textEnd;
  private String name = "";
  private boolean selfClosed;
  // What was searched for and not found is not searched for again: that keeps tag soup linear.
  private final Set<String> neverClosed = new HashSet<>();
  private boolean noMoreCommentEnds;
  private boolean noMoreSingleQuotes;
  private boolean noMoreDoubleQuotes;

  HtmlTokens(String html) {
    this.html = html;
  }

  Token next() {
    while (at < html.length()) {
      if (html.charAt(at) == '<') {
        var token = markup();
        if (token != null) {
          return token;
        }
      } else {
        int end = html.indexOf('<', at);
        return text(at, end < 0 ? html.length() : end);
      }
    }
    return Token.END;
  }

  int textStart() {
    return textStart;
  }

  int textEnd() {
    return textEnd;
  }

  /** Name of the tag last returned, in lower case. */
  String name() {
    return name;
  }

  boolean selfClosed() {
    return selfClosed;
  }

  /** Value of an attribute of the tag last returned; empty if it has none. */
  String attribute(String key) {
    return attributes.getOrDefault(key, "");
  }

  boolean hasAttribute(String key) {
    return attributes.containsKey(key);
  }

  /** Skips the content of an element that holds no text for readers, up to its close tag. */
  void skipContentOf(String element) {
    if (neverClosed.contains(element)) {
      return;
    }
    int from = at;
    while (true) {
      int close = html.indexOf("</", from);
      if (close < 0) {
        // No close tag: browsers swallow the rest, but a mail cut short still has words to keep.
        neverClosed.add(element);
        return;
      }
      if (html.regionMatches(true, close + 2, element, 0, element.length())) {
        int end = html.indexOf('>', close);
        at = end < 0 ? html.length() : end + 1;
        return;
      }
      from = close + 2;
    }
  }

  private Token text(int from, int to) {
    textStart = from;
    textEnd = to;
    at = to;
    return Token.TEXT;
  }

  /** Reads what starts at {@code <}; null if it was nothing a reader sees. */
  private Token markup() {
    int second = at + 1 < html.length() ? html.charAt(at + 1) : -1;
    if (second == '!' || second == '?') {
      skipDeclaration();
      return null;
    }
    boolean close = second == '/';
    int nameStart = close ? at + 2 : at + 1;
    if (nameStart >= html.length() || !isLetter(html.charAt(nameStart))) {
      return text(at, at + 1);
    }
    int nameEnd = nameStart;
    while (nameEnd < html.length() && isNamePart(html.charAt(nameEnd))) {
      nameEnd++;
    }
    if (nameEnd < html.length() && html.charAt(nameEnd) == '@') {
      // "<someone@example.org>" in hand-made HTML is an address, not a tag.
      return text(at, nameEnd);
    }
    name = html.substring(nameStart, nameEnd).toLowerCase(Locale.ROOT);
    readAttributes(nameEnd);
    return close ? Token.CLOSE : Token.OPEN;
  }

  private void skipDeclaration() {
    if (html.startsWith("<!--", at)) {
      int end = noMoreCommentEnds ? -1 : html.indexOf("-->", at + 2);
      noMoreCommentEnds = end < 0;
      int soft = end < 0 ? html.indexOf('>', at) : end + 2;
      at = soft < 0 ? html.length() : soft + 1;
    } else {
      int end = html.indexOf('>', at);
      at = end < 0 ? html.length() : end + 1;
    }
  }

  private void readAttributes(int from) {
    attributes.clear();
    selfClosed = false;
    int i = from;
    while (i < html.length()) {
      char c = html.charAt(i);
      if (c == '>') {
        at = i + 1;
        return;
      }
      if (c == '<') {
        // A tag that never ended: the next one starts here.
        at = i;
        return;
      }
      if (c <= ' ' || c == '/') {
        selfClosed = c == '/';
        i++;
      } else {
        selfClosed = false;
        i = readAttribute(i);
      }
    }
    at = html.length();
  }

  private int readAttribute(int from) {
    int keyEnd = from;
    while (keyEnd < html.length() && !endsKey(html.charAt(keyEnd))) {
      keyEnd++;
    }
    if (keyEnd == from) {
      return from + 1;
    }
    int i = skipSpace(keyEnd);
    String key = html.substring(from, keyEnd).toLowerCase(Locale.ROOT);
    if (i >= html.length() || html.charAt(i) != '=') {
      attributes.putIfAbsent(key, "");
      return keyEnd;
    }
    i = skipSpace(i + 1);
    if (i >= html.length()) {
      return i;
    }
    char quote = html.charAt(i);
    int valueStart = i;
    int valueEnd;
    int next;
    if (quote == '"' || quote == '\'') {
      valueStart = i + 1;
      valueEnd = endOfQuoted(quote, valueStart);
      if (valueEnd < 0) {
        // The quote never ends: take the value up to the end of the tag.
        valueEnd = html.indexOf('>', valueStart);
        valueEnd = valueEnd < 0 ? html.length() : valueEnd;
        next = valueEnd;
      } else {
        next = valueEnd + 1;
      }
    } else {
      valueEnd = i;
      while (valueEnd < html.length()
          && html.charAt(valueEnd) > ' '
          && html.charAt(valueEnd) != '>') {
        valueEnd++;
      }
      next = valueEnd;
    }
    attributes.putIfAbsent(key, html.substring(valueStart, valueEnd));
    return next;
  }

  private int endOfQuoted(char quote, int from) {
    if (quote == '"' ? noMoreDoubleQuotes : noMoreSingleQuotes) {
      return -1;
    }
    int end = html.indexOf(quote, from);
    if (end < 0 && quote == '"') {
      noMoreDoubleQuotes = true;
    } else if (end < 0) {
      noMoreSingleQuotes = true;
    }
    return end;
  }

  private int skipSpace(int from) {
    int i = from;
    while (i < html.length() && html.charAt(i) <= ' ') {
      i++;
    }
    return i;
  }

  private static boolean endsKey(char c) {
    return c <= ' ' || c == '=' || c == '>' || c == '/' || c == '<';
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isNamePart(char c) {
    return isLetter(c) || c >= '0' && c <= '9' || c == ':' || c == '-' || c == '_' || c == '.';
  }
}
