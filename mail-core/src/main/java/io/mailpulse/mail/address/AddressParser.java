package io.mailpulse.mail.address;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Address lists of header fields: RFC 5322 with groups, comments and routes, and what is written in
 * their place. One pass; nothing is ever rejected, what has no address is a name.
 */
public final class AddressParser {

  /** More would be a distribution list written out; the record stays readable. */
  private static final int MAX_ADDRESSES = 10_000;

  /** {@code Lind, Ada, Dr. <..>}: more parts than these are several names. */
  private static final int MOST_NAME_PARTS = 3;

  private static final String MAILTO = "[mailto";

  private final UnaryOperator<String> decoder;
  private boolean unclosedQuote;

  /** Names without an address so far: {@code Lind, Ada <..>} is one person. */
  private final List<String> held = new ArrayList<>();

  private AddressParser(UnaryOperator<String> decoder) {
    this.decoder = decoder;
  }

  /**
   * Reads the addresses of a field.
   *
   * @param field unfolded field body, encoded words not yet decoded: they may hold commas
   * @param decoder decodes the encoded words of a display name
   */
  public static List<HeaderAddress> parse(String field, UnaryOperator<String> decoder) {
    return new AddressParser(decoder).read(field);
  }

  private List<HeaderAddress> read(String field) {
    var addresses = new ArrayList<HeaderAddress>();
    var entry = new Entry();
    for (int at = 0; at < field.length(); ) {
      char c = field.charAt(at);
      switch (c) {
        case '"' -> at = quoted(field, at, entry);
        case '(' -> at = comment(field, at, entry);
        case '<' -> at = angle(field, at, entry);
        case ',', ';' -> {
          finish(entry, addresses);
          if (c == ';') {
            release(addresses);
          }
          entry = new Entry();
          at++;
        }
        case ':' -> {
          // A group's name says nothing of its members. Without any blank or member before it a
          // colon belongs to what follows, as in mailto:.
          boolean mailto =
              field.regionMatches(true, at - MAILTO.length(), MAILTO, 0, MAILTO.length());
          if (mailto) {
            entry.text.add(field, at, at + 1);
          } else {
            held.clear();
            entry = new Entry();
          }
          at++;
        }
        default -> {
          int end = endOfText(field, at);
          entry.text.add(field, at, end);
          at = end;
        }
      }
      if (addresses.size() >= MAX_ADDRESSES) {
        return addresses;
      }
    }
    finish(entry, addresses);
    release(addresses);
    return addresses;
  }

  private static int endOfText(String field, int start) {
    int at = start;
    while (at < field.length()) {
      switch (field.charAt(at)) {
        case '"', '(', '<', ',', ';', ':' -> {
          return at;
        }
        default -> at++;
      }
    }
    return at;
  }

  private int quoted(String field, int start, Entry entry) {
    int end = unclosedQuote ? field.length() : closingQuote(field, start + 1);
    if (end == field.length()) {
      // A quote that nothing closes must not swallow the address behind it.
      unclosedQuote = true;
      return start + 1;
    }
    entry.quoted = true;
    int run = start + 1;
    for (int at = run; at < end - 1; at++) {
      if (field.charAt(at) == '\\') {
        entry.text.add(field, run, at);
        run = ++at;
      }
    }
    entry.text.add(field, run, end);
    return end + 1;
  }

  private static int closingQuote(String field, int start) {
    int at = start;
    while (at < field.length() && field.charAt(at) != '"') {
      at += field.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at, field.length());
  }

  private static int comment(String field, int start, Entry entry) {
    int depth = 0;
    int at = start;
    for (; at < field.length(); at++) {
      char c = field.charAt(at);
      if (c == '\\' && at + 1 < field.length()) {
        at++;
        entry.comment.add(field, at, at + 1);
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        if (--depth == 0) {
          return at + 1;
        }
      } else {
        entry.comment.add(field, at, at + 1);
      }
    }
    return at;
  }

  private static int angle(String field, int start, Entry entry) {
    int at = start + 1;
    boolean inQuotes = false;
    int from = at;
    while (at < field.length()) {
      char c = field.charAt(at);
      if (c == '"') {
        inQuotes = !inQuotes;
      } else if (!inQuotes && c == '>') {
        break;
      } else if (!inQuotes && (c == '<' || c == ':' && field.charAt(from) == '@')) {
        from = at + 1;
      }
      at++;
    }
    String address = field.substring(Math.min(from, at), at).strip();
    if (entry.angle == null || entry.angle.isEmpty()) {
      entry.angle = address;
    }
    while (at < field.length() && field.charAt(at) == '>') {
      at++;
    }
    return at;
  }

  private void finish(Entry entry, List<HeaderAddress> addresses) {
    String text = entry.text.toString().strip();
    String comment = entry.comment.toString().strip();
    if (entry.angle != null) {
      String name = text.isEmpty() ? comment : text;
      add(withHeld(name), entry.angle, addresses);
    } else if (text.indexOf('@') >= 0 && !(entry.quoted && text.indexOf(' ') >= 0)) {
      addBare(text, comment, addresses);
    } else {
      int at = text.indexOf(" at ");
      boolean disguised =
          at > 0 && text.indexOf(' ') == at && text.indexOf(' ', at + 4) < 0 && !entry.quoted;
      if (disguised) {
        add(comment, text.substring(0, at) + '@' + text.substring(at + 4), addresses);
      } else if (!text.isEmpty()) {
        if (held.size() == MOST_NAME_PARTS) {
          release(addresses);
        }
        held.add(text);
      }
    }
  }

  /** The name before an address with the parts that commas cut off it. */
  private String withHeld(String name) {
    if (held.isEmpty()) {
      return name;
    }
    if (!name.isEmpty()) {
      held.add(name);
    }
    String whole = String.join(", ", held);
    held.clear();
    return whole;
  }

  /** Names that no address followed stand alone. */
  private void release(List<HeaderAddress> addresses) {
    for (String name : held) {
      add(name, "", addresses);
    }
    held.clear();
  }

  private void addBare(String written, String comment, List<HeaderAddress> addresses) {
    String text = withoutBlanksAtDots(written);
    int at = text.indexOf('@');
    int start = at;
    while (start > 0 && text.charAt(start - 1) > ' ') {
      start--;
    }
    int end = at;
    while (end < text.length() && text.charAt(end) > ' ') {
      end++;
    }
    String around = (text.substring(0, start) + text.substring(end)).strip();
    if (around.isEmpty()) {
      release(addresses);
    }
    String name = around.isEmpty() ? comment : withHeld(around);
    add(name, withoutBrackets(text.substring(start, end)), addresses);
  }

  private void add(String name, String address, List<HeaderAddress> addresses) {
    String plainAddress = address.startsWith("mailto:") ? address.substring(7) : address;
    plainAddress = withoutControls(decoder.apply(plainAddress));
    String plainName = withoutQuotes(decoder.apply(name));
    if (plainAddress.indexOf('@') < 0 && plainName.indexOf('@') > 0 && plainName.indexOf(' ') < 0) {
      addresses.add(new HeaderAddress("", plainName));
      return;
    }
    if (plainName.equalsIgnoreCase(plainAddress)) {
      plainName = "";
    }
    if (!plainName.isEmpty() || !plainAddress.isEmpty()) {
      addresses.add(new HeaderAddress(plainName, plainAddress));
    }
  }

  /** {@code ada@shop . example}, as RFC 822 allowed: a domain whose dots stand apart. */
  private static String withoutBlanksAtDots(String text) {
    int apart = text.indexOf(" .", text.indexOf('@'));
    if (apart < 0) {
      return text;
    }
    var out = new StringBuilder(text.length());
    int done = 0;
    for (int dot = apart + 1; dot > 0; dot = text.indexOf(" .", done) + 1) {
      out.append(text.substring(done, dot).stripTrailing()).append('.');
      done = dot + 1;
      while (done < text.length() && text.charAt(done) == ' ') {
        done++;
      }
    }
    return out.append(text, done, text.length()).toString();
  }

  /** {@code Ada [ada@shop.example]} and {@code Ada [mailto:ada@shop.example]}. */
  private static String withoutBrackets(String address) {
    boolean bracketed = address.startsWith("[") && address.endsWith("]");
    return bracketed ? address.substring(1, address.length() - 1) : address;
  }

  private static String withoutQuotes(String name) {
    int end = name.length() - 1;
    boolean wrapped =
        end > 0
            && (name.charAt(0) == '\'' && name.charAt(end) == '\''
                || name.charAt(0) == '"' && name.charAt(end) == '"');
    return wrapped ? name.substring(1, end).strip() : name;
  }

  private static String withoutControls(String address) {
    for (int i = 0; i < address.length(); i++) {
      if (address.charAt(i) <= ' ') {
        return address.replaceAll("[\\x00-\\x20]+", "");
      }
    }
    return address;
  }

  /** Text that mostly comes in one piece. */
  private static final class Pieces {
    private String first = "";
    private StringBuilder all;

    void add(String field, int start, int end) {
      if (all == null && first.isEmpty()) {
        first = field.substring(start, end);
      } else {
        all = all == null ? new StringBuilder(first) : all;
        all.append(field, start, end);
      }
    }

    @Override
    public String toString() {
      return all == null ? first : all.toString();
    }
  }

  /** What one list entry is made of. */
  private static final class Entry {
    private final Pieces text = new Pieces();
    private final Pieces comment = new Pieces();
    private String angle;
    private boolean quoted;
  }
}
