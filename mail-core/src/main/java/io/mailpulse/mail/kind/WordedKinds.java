package io.mailpulse.mail.kind;

import io.mailpulse.mail.wordlist.ResourceLines;
import io.mailpulse.schema.MailKind;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the words of a mail say of who wrote it, where its headers say nothing: notices of absence,
 * acknowledgements of tickets, receipts. Such mail is short, speaks in formulas and asks nothing; a
 * person who speaks of holidays or tickets says more or asks.
 */
public final class WordedKinds {

  /** Automatic mail is short; what is longer is a letter or a newsletter. */
  private static final int LONGEST = 1500;

  private static final int LONGEST_RECEIPT = 600;
  private static final int LONGEST_GAP = 60;

  private static final SubjectPrefixes AWAY_SUBJECTS =
      new SubjectPrefixes(ResourceLines.of(WordedKinds.class, "away-subjects.txt"));
  private static final SubjectPrefixes RECEIPT_SUBJECTS =
      new SubjectPrefixes(ResourceLines.of(WordedKinds.class, "receipt-subjects.txt"));
  private static final Map<Cue, List<String[]>> PHRASES = phrases();

  private WordedKinds() {}

  private enum Cue {
    AWAY,
    FORMULA,
    MACHINE,
    TICKET,
    RECEIPT,
    /** The writer speaks of himself, as machines do not. */
    SELF
  }

  /**
   * The kind of a mail by its headers and its words together.
   *
   * @param declared what headers and structure say
   * @param subject on one line
   * @param words what the mail itself says, without quotes
   */
  public static MailKind of(MailKind declared, String subject, String words) {
    boolean open = declared == MailKind.PERSON || declared == MailKind.BULK;
    if (!open || words.length() > LONGEST) {
      return declared;
    }
    String cased = plain(words);
    String text = cased.toLowerCase(Locale.ROOT);
    boolean asks = text.indexOf('?') >= 0 || text.indexOf('？') >= 0 || text.indexOf('؟') >= 0;
    if (isAway(subject, text, asks) || isReceipt(subject, text)) {
      return MailKind.AUTO_REPLY;
    }
    boolean acknowledged =
        declared == MailKind.PERSON && !asks && isAcknowledged(subject, text, cased);
    return acknowledged ? MailKind.AUTO_REPLY : declared;
  }

  private static boolean isAway(String subject, String text, boolean asks) {
    int away = count(Cue.AWAY, text);
    if (away == 0) {
      return false;
    }
    int formulas = count(Cue.FORMULA, text);
    boolean named = AWAY_SUBJECTS.match(subject);
    return named && !asks || formulas > (asks ? 1 : 0);
  }

  private static boolean isReceipt(String subject, String text) {
    return text.length() <= LONGEST_RECEIPT
        && RECEIPT_SUBJECTS.match(subject)
        && count(Cue.RECEIPT, text) > 0;
  }

  private static boolean isAcknowledged(String subject, String text, String cased) {
    if (count(Cue.SELF, text) > 0 || count(Cue.SELF, cased) > 0) {
      return false;
    }
    return count(Cue.MACHINE, text) > 0 || count(Cue.TICKET, text) > 1 && namesTicket(subject);
  }

  /**
   * {@code [#815]}, {@code Ticket 815}, {@code (Case: 00815)}: three digits that belong together.
   */
  private static boolean namesTicket(String subject) {
    int digits = 0;
    for (int i = 0; i < subject.length() && digits < 3; i++) {
      digits = Character.isDigit(subject.charAt(i)) ? digits + 1 : 0;
    }
    return digits == 3;
  }

  private static int count(Cue cue, String text) {
    int found = 0;
    for (String[] parts : PHRASES.get(cue)) {
      int at = text.indexOf(parts[0]);
      if (at >= 0 && parts.length > 1) {
        int gap = at + parts[0].length();
        int next = text.indexOf(parts[1], gap);
        at = next < 0 || next - gap > LONGEST_GAP || breaksOff(text, gap, next) ? -1 : next;
      }
      found += at >= 0 ? 1 : 0;
    }
    return found;
  }

  /** Whether another clause begins between two parts of a phrase; dates may hold dots. */
  private static boolean breaksOff(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      // "10:00" breaks nothing off.
      if (":;!?".indexOf(text.charAt(i)) >= 0 && text.charAt(i + 1) == ' ') {
        return true;
      }
    }
    return false;
  }

  /** One blank between words and at the edges, straight apostrophes. */
  private static String plain(String words) {
    var out = new StringBuilder(words.length() + 2).append(' ');
    boolean blank = true;
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      boolean space = Character.isWhitespace(c) || Character.isSpaceChar(c);
      if (!space || !blank) {
        out.append(space ? ' ' : c == '\u2019' ? '\'' : c);
      }
      blank = space;
    }
    return out.append(' ').toString();
  }

  private static Map<Cue, List<String[]>> phrases() {
    var phrases = new EnumMap<Cue, Set<String>>(Cue.class);
    for (Cue cue : Cue.values()) {
      // A phrase of two languages counts once.
      phrases.put(cue, new LinkedHashSet<>());
    }
    for (String line : ResourceLines.of(WordedKinds.class, "auto-words.txt")) {
      int equals = line.indexOf('=');
      Cue cue = Cue.valueOf(line.substring(0, equals).strip().toUpperCase(Locale.ROOT));
      for (String phrase : line.substring(equals + 1).split("\\|")) {
        phrases.get(cue).add(cue == Cue.SELF ? asWord(phrase.strip()) : phrase.strip());
      }
    }
    return phrases.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey,
                entry ->
                    entry.getValue().stream()
                        .filter(phrase -> !phrase.isBlank())
                        .map(phrase -> phrase.split(" ?\\* ?"))
                        .toList()));
  }

  /** A word with the blanks around it that make it one; a hyphen stands for any ending. */
  private static String asWord(String word) {
    return word.endsWith("-") ? ' ' + word.substring(0, word.length() - 1) : ' ' + word + ' ';
  }
}
