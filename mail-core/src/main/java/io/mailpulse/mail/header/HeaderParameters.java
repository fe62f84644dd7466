package io.mailpulse.mail.header;

import io.mailpulse.mail.charset.TextDecoding;
import io.mailpulse.mail.charset.TransferDecoding;
import io.mailpulse.mail.fault.Defect;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A structured field such as Content-Type: its value and its parameters, continued and encoded ones
 * (RFC 2231) put together, encoded words in values (which no RFC allows and many write) decoded.
 *
 * @param value lower case, without comments
 * @param parameters by name in lower case
 */
public record HeaderParameters(String value, Map<String, String> parameters) {

  public static final HeaderParameters NONE = new HeaderParameters("", Map.of());

  private static final int MAX_SECTIONS = 200;

  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  public static HeaderParameters parse(String field, Set<Defect> defects) {
    String whole = withoutOuterQuotes(field);
    int end = endOfValue(whole);
    String value = value(whole.substring(0, end), defects);
    if (end == whole.length()) {
      return new HeaderParameters(value, Map.of());
    }
    var plain = new HashMap<String, String>();
    var sections = new HashMap<String, TreeMap<Integer, Section>>();
    var scanner = new Scanner(whole, end + 1);
    while (scanner.next()) {
      String name = scanner.name;
      int star = name.indexOf('*');
      if (star <= 0) {
        plain.putIfAbsent(name, EncodedWords.decode(scanner.value, defects));
        continue;
      }
      boolean encoded = name.endsWith("*");
      String number =
          name.substring(star + 1, encoded ? Math.max(star + 1, name.length() - 1) : name.length());
      int index = number.isEmpty() ? 0 : sectionNumber(number);
      if (index >= 0) {
        sections
            .computeIfAbsent(name.substring(0, star), k -> new TreeMap<>())
            .putIfAbsent(index, new Section(scanner.value, encoded));
      }
    }
    // An encoded parameter outranks the plain one that is sent beside it for old readers.
    sections.forEach((name, parts) -> plain.put(name, join(parts, defects)));
    return new HeaderParameters(value, plain);
  }

  private record Section(String value, boolean encoded) {}

  private static String join(TreeMap<Integer, Section> parts, Set<Defect> defects) {
    String charset = null;
    boolean first = true;
    var bytes = new ByteArrayOutputStream();
    for (Section part : parts.values()) {
      String value = part.value;
      if (first && part.encoded) {
        int quote = value.indexOf('\'');
        int second = quote < 0 ? -1 : value.indexOf('\'', quote + 1);
        if (second >= 0) {
          charset = value.substring(0, quote);
          value = value.substring(second + 1);
        }
      }
      byte[] raw = value.getBytes(StandardCharsets.UTF_8);
      bytes.write(raw, 0, part.encoded ? unescape(raw) : raw.length);
      first = false;
    }
    byte[] joined = bytes.toByteArray();
    String text =
        TextDecoding.decode(joined, 0, joined.length, charset == null ? "utf-8" : charset, defects);
    return EncodedWords.decode(text, defects);
  }

  private static int unescape(byte[] bytes) {
    int out = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%'
          && i + 2 < bytes.length
          && TransferDecoding.hex(bytes[i + 1]) >= 0
          && TransferDecoding.hex(bytes[i + 2]) >= 0) {
        bytes[out++] =
            (byte) (TransferDecoding.hex(bytes[i + 1]) << 4 | TransferDecoding.hex(bytes[i + 2]));
        i += 2;
      } else {
        bytes[out++] = bytes[i];
      }
    }
    return out;
  }

  private static int sectionNumber(String digits) {
    if (digits.length() > 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int number = Integer.parseInt(digits);
    return number < MAX_SECTIONS ? number : -1;
  }

  /** Some programs quote the value with its parameters: {@code "text/plain; charset=x"}. */
  private static String withoutOuterQuotes(String field) {
    int start = 0;
    while (start < field.length() && field.charAt(start) <= ' ') {
      start++;
    }
    if (start == field.length() || field.charAt(start) != '"') {
      return field;
    }
    int close = field.indexOf('"', start + 1);
    int semicolon = field.indexOf(';', start + 1);
    if (semicolon < 0 || semicolon > close) {
      return field;
    }
    boolean closesAll = field.indexOf('"', close + 1) < 0;
    return closesAll ? field.substring(start + 1, close) : field.substring(start + 1);
  }

  /**
   * Where the value ends and its parameters begin: at a semicolon, or where one is missing at the
   * comma or blank before the first parameter.
   */
  private static int endOfValue(String field) {
    int semicolon = field.indexOf(';');
    int end = semicolon < 0 ? field.length() : semicolon;
    int equals = field.lastIndexOf('=', end - 1);
    int slash = field.indexOf('/');
    if (equals < 0 || field.startsWith("=?") || slash > equals) {
      return end;
    }
    int at = Math.max(slash + 1, 0);
    while (at < equals && field.charAt(at) <= ' ') {
      at++;
    }
    while (at < equals && field.charAt(at) > ' ' && field.charAt(at) != ',') {
      at++;
    }
    return at < equals ? at : end;
  }

  /** A value in lower case without comment, quotes, blanks around a slash, stray signs. */
  private static String value(String text, Set<Defect> defects) {
    String plain = text.contains("=?") ? EncodedWords.decode(text, defects) : text;
    int paren = plain.indexOf('(');
    plain = (paren < 0 ? plain : plain.substring(0, paren)).strip().toLowerCase(Locale.ROOT);
    int start = 0;
    int end = plain.length();
    while (start < end && isStray(plain.charAt(start))) {
      start++;
    }
    while (end > start && isStray(plain.charAt(end - 1))) {
      end--;
    }
    plain = plain.substring(start, end);
    int slash = plain.indexOf('/');
    return slash > 0 && plain.indexOf(' ') >= 0
        ? plain.substring(0, slash).strip() + '/' + plain.substring(slash + 1).strip()
        : plain;
  }

  private static boolean isStray(char c) {
    return c <= ' ' || c == '"' || c == '\'' || c == '<' || c == '>' || c == ',' || c == '.';
  }

  /** Reads {@code name=value} pairs between semicolons; a value without quotes may hold blanks. */
  private static final class Scanner {

    private final String field;
    private int at;
    private String name;
    private String value;

    Scanner(String field, int at) {
      this.field = field;
      this.at = at;
    }

    boolean next() {
      while (at < field.length()) {
        int nameStart = at;
        while (at < field.length() && field.charAt(at) != '=' && field.charAt(at) != ';') {
          at++;
        }
        boolean hasValue = at < field.length() && field.charAt(at) == '=';
        String found = field.substring(nameStart, at).strip().toLowerCase(Locale.ROOT);
        at++;
        if (hasValue) {
          value = readValue();
          if (!found.isEmpty()) {
            name = found;
            return true;
          }
        }
      }
      return false;
    }

    private String readValue() {
      while (at < field.length() && field.charAt(at) <= ' ') {
        at++;
      }
      if (at < field.length() && field.charAt(at) == '"') {
        return readQuoted();
      }
      int start = at;
      while (at < field.length() && field.charAt(at) != ';') {
        at++;
      }
      return field.substring(start, at++).strip();
    }

    private String readQuoted() {
      var out = new StringBuilder();
      at++;
      while (at < field.length() && field.charAt(at) != '"') {
        if (field.charAt(at) == '\\'
            && at + 1 < field.length()
            && (field.charAt(at + 1) == '"' || field.charAt(at + 1) == '\\')) {
          at++;
        }
        out.append(field.charAt(at++));
      }
      while (at < field.length() && field.charAt(at) != ';') {
        at++;
      }
      at++;
      return out.toString();
    }
  }
}
