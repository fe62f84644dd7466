package io.mailpulse.mail.header;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Message ids in header fields (RFC 5322, 3.6.4) and what mail programs write in their place. */
public final class MessageIds {

  /** A longer one is no id; ids are keys of state and of documents. */
  private static final int MAX_LENGTH = 990;

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
   * list software writes them.
   *
   * @param people addresses of the mail's own sender and recipients in lower case: old programs
   *     name the author of the answered mail beside its id, and his other mails are other threads
   */
  public static List<String> references(String field, Set<String> people) {
    List<String> found = bracketed(field);
    if (found.isEmpty()) {
      for (String word : field.split("\\s+")) {
        String bare = compact(word, 0, word.length());
        if (bare.indexOf('@') > 0 && isUsable(bare)) {
          found.add(bare);
        }
      }
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
    List<String> found = references(field, people);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    boolean phrase = !field.strip().startsWith("<");
    return Optional.of(found.get(phrase ? found.size() - 1 : 0));
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
