package io.mailpulse.mail.header;

import io.mailpulse.mail.charset.TextDecoding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Message ids in header fields (RFC 5322, 3.6.4) and what mail programs write in their place. */
public final class MessageIds {

  /** A longer one is no id; ids are keys of state and of documents. */
  private static final int MAX_LENGTH = 990;

  /** A shorter word without a host is a word. */
  private static final int SHORTEST_NAME = 16;

  private static final int FEWEST_DIGITS = 3;
  private static final int MOST_DIGITS = 20;
  private static final Pattern BETWEEN_BARE = Pattern.compile("[\\s,;]+");

  private MessageIds() {}

  /**
   * The id of a Message-ID field.
   *
   * @return without angle brackets, comments and white space; empty if the field holds none
   */
  public static Optional<String> own(String field) {
    List<String> bracketed = bracketed(field);
    if (!bracketed.isEmpty()) {
      return Optional.of(bracketed.get(0));
    }
    String bare = compact(field, 0, field.length());
    return isUsable(bare) ? Optional.of(bare) : Optional.empty();
  }

  /**
   * The ids of a References field, in its order, each once. Ids without angle brackets count too:
   * list software writes them; and so do those that were encoded on the way.
   *
   * @param people addresses of the mail's own sender and recipients in lower case: old programs
   *     name the author of the answered mail beside its id, and his other mails are other threads
   */
  public static List<String> references(String field, Set<String> people) {
    return found(decoded(field), people);
  }

  private static List<String> found(String field, Set<String> people) {
    List<String> found = bracketed(field);
    if (found.isEmpty()) {
      for (String word : BETWEEN_BARE.split(field)) {
        String bare = compact(word, 0, word.length());
        if (bare.indexOf('@') > 0 && isUsable(bare)) {
          found.add(bare);
        }
      }
    }
    if (found.isEmpty() && isBareName(field.strip())) {
      found.add(field.strip());
    }
    var ids = new LinkedHashSet<>(found);
    ids.removeIf(id -> people.contains(id.toLowerCase(Locale.ROOT)));
    return List.copyOf(ids);
  }

  /**
   * The id that an In-Reply-To field means. Old programs write a phrase around it that may name the
   * author's address in angle brackets too; there the id comes last.
   *
   * @param people as for {@link #references}
   */
  public static Optional<String> inReplyTo(String field, Set<String> people) {
    String decoded = decoded(field);
    List<String> found = found(decoded, people);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    boolean phrase = !decoded.strip().startsWith("<");
    return Optional.of(found.get(phrase ? found.size() - 1 : 0));
  }

  /**
   * The number that trackers write in place of an id, the same in all mails about one thing. It
   * names no mail, and means something together with the tracker only.
   *
   * @return digits; empty if the field holds anything else or too few to name anything
   */
  static Optional<String> number(String field) {
    String bare = decoded(field).strip();
    if (bare.startsWith("#")) {
      bare = bare.substring(1);
    }
    boolean usual = bare.length() >= FEWEST_DIGITS && bare.length() <= MOST_DIGITS;
    return usual && bare.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Optional.of(bare)
        : Optional.empty();
  }

  /**
   * A field as it was before a program or gateway encoded it as if it were text: as encoded words,
   * for a link or for a page. Ids between brackets are never touched: what looks encoded there is
   * part of them.
   */
  private static String decoded(String field) {
    String plain =
        field.contains("=?") && field.contains("?=")
            ? EncodedWords.decode(field, TextDecoding.noDefects())
            : field;
    if (plain.indexOf('<') >= 0) {
      return plain;
    }
    if (plain.contains("&lt;")) {
      return plain.replace("&lt;", "<").replace("&gt;", ">");
    }
    return plain.indexOf('@') < 0 && plain.contains("%40") ? percentDecoded(plain) : plain;
  }

  private static String percentDecoded(String field) {
    var out = new StringBuilder(field.length());
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == '%' && i + 2 < field.length()) {
        int high = Character.digit(field.charAt(i + 1), 16);
        int low = Character.digit(field.charAt(i + 2), 16);
        if (high >= 0 && low >= 0) {
          c = (char) (high << 4 | low);
          i += 2;
        }
      }
      out.append(c);
    }
    return out.toString();
  }

  /** An id of letters and digits only, such as programs make them of a UUID. */
  private static boolean isBareName(String word) {
    boolean letters = false;
    boolean digits = false;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (!digit && !letter && "-_.+".indexOf(c) < 0) {
        return false;
      }
      letters |= letter;
      digits |= digit;
    }
    return letters && digits && word.length() >= SHORTEST_NAME && isUsable(word);
  }

  /** The form in which two spellings of one id are equal: the domain knows no case. */
  public static String normalise(String messageId) {
    int at = messageId.lastIndexOf('@');
    return at < 0
        ? messageId
        : messageId.substring(0, at) + messageId.substring(at).toLowerCase(Locale.ROOT);
  }

  private static List<String> bracketed(String field) {
    var found = new ArrayList<String>();
    int close = -1;
    for (int open = field.indexOf('<'); open >= 0; open = field.indexOf('<', close)) {
      close = field.indexOf('>', open);
      if (close < 0) {
        break;
      }
      String id = compact(field, field.lastIndexOf('<', close) + 1, close);
      if (isUsable(id)) {
        found.add(id);
      }
    }
    return found;
  }

  /** Part of a field without white space, control characters and stray brackets. */
  private static String compact(String field, int start, int end) {
    int clean = start;
    while (clean < end && isPartOfId(field.charAt(clean))) {
      clean++;
    }
    if (clean == end) {
      return field.substring(start, end);
    }
    var out = new StringBuilder(end - start).append(field, start, clean);
    for (int i = clean; i < end; i++) {
      if (isPartOfId(field.charAt(i))) {
        out.append(field.charAt(i));
      }
    }
    return out.toString();
  }

  private static boolean isPartOfId(char c) {
    return c > ' ' && c != 0x7f && c != '<' && c != '>';
  }

  private static boolean isUsable(String id) {
    return !id.isEmpty() && id.length() <= MAX_LENGTH;
  }
}
