package io.mailpulse.mail.thread;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A subject without what mail programs and lists put around it: the base subject of RFC 5256, with
 * the reply and forward prefixes of more than thirty languages.
 *
 * @param text the base subject as written
 * @param keys what mails of one conversation share: the ticket that the subject names, if it does,
 *     then the folded base subject and the one before it was changed ("new (was: old)"); empty for
 *     an empty subject
 * @param prefix whether a reply or forward prefix was taken off
 * @param ticket whether the first key is the number of a ticket
 */
public record BaseSubject(String text, List<String> keys, Prefix prefix, Ticket ticket) {

  /** Whether the subject says that the mail answers or passes on another. */
  public enum Prefix {
    NONE,
    REPLY_OR_FORWARD
  }

  /** Whether the subject names a ticket. */
  public enum Ticket {
    NONE,
    NAMED
  }

  private static final int LONGEST = 998;
  private static final int LONGEST_TAG = 40;
  private static final int LONGEST_PROJECT = 60;
  private static final double MOSTLY = 0.5;

  /** What people write before "ticket #42" where a tracker writes the name of a project. */
  private static final Set<String> NO_PROJECT =
      Set.of(
          "your",
          "my",
          "our",
          "the",
          "about",
          "regarding",
          "ihr",
          "mein",
          "unser",
          "das",
          "zu",
          "votre",
          "mon",
          "notre",
          "su",
          "mi",
          "el",
          "il",
          "mio",
          "seu",
          "meu",
          "uw",
          "mijn");

  private static final List<String> TRAILERS =
      List.of("(fwd)", "(fw)", "(forwarded)", "[external]", "[ext]", "(external)");
  private static final List<String> WAS = List.of("(was:", "(was ", "[was:", "[was ", "(fue:");

  /**
   * Takes a subject apart.
   *
   * @param subject decoded subject, may be empty
   */
  public static BaseSubject of(String subject) {
    String whole = collapse(subject);
    Cutting cutting = new Cutting(whole);
    cutting.cut();
    String base = cutting.rest();
    String ofProject = ticket(base);
    String ofDesk = ofProject == null ? TicketNumber.keyOf(whole) : ofProject;
    String ticket = ofDesk == null ? TicketNumber.issueThatBegins(base) : ofDesk;
    Set<String> keys = new LinkedHashSet<>();
    int was = indexOfWas(base);
    if (ticket != null) {
      keys.add(ticket);
    }
    if (ofProject == null) {
      addKey(keys, was > 0 ? base.substring(0, was) : base);
    }
    if (was > 0) {
      Cutting old = new Cutting(original(base, was));
      old.cut();
      addKey(keys, old.rest());
    }
    return new BaseSubject(
        base,
        List.copyOf(keys),
        cutting.prefixed ? Prefix.REPLY_OR_FORWARD : Prefix.NONE,
        ticket == null ? Ticket.NONE : Ticket.NAMED);
  }

  /** Whether the two name different tickets: then nothing else in them counts. */
  boolean isOfAnotherTicket(BaseSubject other) {
    return ticket == Ticket.NAMED && other.ticket == Ticket.NAMED && !key().equals(other.key());
  }

  /** The key of mails that share this subject; empty for an empty subject. */
  public String key() {
    return keys.isEmpty() ? "" : keys.get(0);
  }

  private static void addKey(Set<String> keys, String text) {
    String key = fold(text);
    if (!key.isEmpty()) {
      keys.add(key);
    }
  }

  private static String collapse(String subject) {
    StringBuilder out = new StringBuilder(Math.min(subject.length(), LONGEST));
    boolean space = false;
    for (int i = 0; i < subject.length() && out.length() < LONGEST; i++) {
      char c = subject.charAt(i);
      if (Character.isWhitespace(c) || c == '\u00a0' || Character.isISOControl(c)) {
        space = out.length() > 0;
      } else {
        if (space) {
          out.append(' ');
          space = false;
        }
        out.append(c);
      }
    }
    return out.toString();
  }

  /**
   * Lower-case letters and digits. Where most letters are ASCII the others are left out, so that a
   * subject that lost its accents on the way still meets the one that kept them.
   */
  static String fold(String text) {
    StringBuilder all = new StringBuilder(text.length());
    StringBuilder ascii = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = Character.toLowerCase(text.charAt(i));
      if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
        all.append(c);
        if (c < 0x80) {
          ascii.append(c);
        }
      }
    }
    return ascii.length() >= MOSTLY * all.length() ? ascii.toString() : all.toString();
  }

  private static int indexOfWas(String base) {
    String lower = base.toLowerCase(Locale.ROOT);
    int found = -1;
    for (String opening : WAS) {
      int at = lower.lastIndexOf(opening);
      found = Math.max(found, at);
    }
    return found;
  }

  private static String original(String base, int was) {
    int start = was + 4;
    while (start < base.length() && (base.charAt(start) == ':' || base.charAt(start) == ' ')) {
      start++;
    }
    int end = base.length();
    char last = base.charAt(end - 1);
    return base.substring(start, last == ')' || last == ']' ? Math.max(start, end - 1) : end);
  }

  /** {@code project issue #12} to {@code project#12}: what trackers send about one thing. */
  private static String ticket(String base) {
    int hash = base.indexOf('#');
    int space = base.indexOf(' ');
    if (hash < 0 || space <= 0 || space > LONGEST_PROJECT || space > hash) {
      return null;
    }
    int end = hash + 1;
    while (end < base.length() && Character.isDigit(base.charAt(end))) {
      end++;
    }
    String word = base.substring(space, hash).trim().toLowerCase(Locale.ROOT);
    String project = base.substring(0, space).toLowerCase(Locale.ROOT);
    if (end == hash + 1
        || NO_PROJECT.contains(project)
        || !SubjectWords.shared().isTicketWord(word)) {
      return null;
    }
    return project + base.substring(hash, end);
  }

  /** Cuts prefixes, tags and trailers off a subject; every cut moves on, so it is linear. */
  private static final class Cutting {
    private final String text;
    private int start;
    private int end;
    private boolean prefixed;

    Cutting(String text) {
      this.text = text;
      this.end = text.length();
    }

    String rest() {
      return text.substring(start, end).trim();
    }

    void cut() {
      boolean more = true;
      while (more) {
        trim();
        more = cutTrailer() || cutPrefix() || cutTag() || cutStars() || unwrapForward();
      }
      trim();
    }

    private void trim() {
      while (start < end && text.charAt(start) == ' ') {
        start++;
      }
      while (end > start && text.charAt(end - 1) == ' ') {
        end--;
      }
    }

    private boolean cutTrailer() {
      for (String trailer : TRAILERS) {
        int from = end - trailer.length();
        if (from > start && text.regionMatches(true, from, trailer, 0, trailer.length())) {
          end = from;
          prefixed |= trailer.startsWith("(f");
          return true;
        }
      }
      return false;
    }

    private boolean cutPrefix() {
      int after = SubjectWords.shared().endOfPrefix(text, start, end);
      if (after < 0) {
        return false;
      }
      start = after;
      prefixed = true;
      return true;
    }

    private boolean cutTag() {
      int after = SubjectWords.shared().endOfTag(text, start, end);
      if (after > 0 && !isBlank(after)) {
        start = after;
        return true;
      }
      if (start >= end || text.charAt(start) != '[' && text.charAt(start) != '{') {
        return false;
      }
      int close = text.indexOf(text.charAt(start) == '[' ? ']' : '}', start);
      if (close < 0 || close >= end || close - start > LONGEST_TAG || isBlank(close + 1)) {
        return false;
      }
      start = close + 1;
      return true;
    }

    /** {@code *** SPAM ***} and the like. */
    private boolean cutStars() {
      if (!text.startsWith("**", start)) {
        return false;
      }
      int word = start;
      while (word < end && text.charAt(word) == '*') {
        word++;
      }
      int close = text.indexOf("**", word);
      if (close < 0 || close - word > LONGEST_TAG) {
        return false;
      }
      while (close < end && text.charAt(close) == '*') {
        close++;
      }
      if (isBlank(close)) {
        return false;
      }
      start = close;
      return true;
    }

    private boolean unwrapForward() {
      boolean wrapped =
          end - start > 6
              && text.charAt(end - 1) == ']'
              && (text.regionMatches(true, start, "[fwd:", 0, 5)
                  || text.regionMatches(true, start, "[fw:", 0, 4));
      if (!wrapped) {
        return false;
      }
      start = text.indexOf(':', start) + 1;
      end--;
      prefixed = true;
      return true;
    }

    private boolean isBlank(int from) {
      for (int i = from; i < end; i++) {
        if (text.charAt(i) != ' ') {
          return false;
        }
      }
      return true;
    }
  }
}
