package io.mailpulse.mail.redact.person;

import static io.mailpulse.mail.redact.word.Vocabulary.BRAND;
import static io.mailpulse.mail.redact.word.Vocabulary.CALLING;
import static io.mailpulse.mail.redact.word.Vocabulary.CLOSING;
import static io.mailpulse.mail.redact.word.Vocabulary.COMMON;
import static io.mailpulse.mail.redact.word.Vocabulary.GIVEN;
import static io.mailpulse.mail.redact.word.Vocabulary.GREETING;
import static io.mailpulse.mail.redact.word.Vocabulary.HEADER;
import static io.mailpulse.mail.redact.word.Vocabulary.HONORIFIC;
import static io.mailpulse.mail.redact.word.Vocabulary.NAME_WORD;
import static io.mailpulse.mail.redact.word.Vocabulary.NOT_A_NAME;
import static io.mailpulse.mail.redact.word.Vocabulary.ORGANISATION;
import static io.mailpulse.mail.redact.word.Vocabulary.PARTICLE;
import static io.mailpulse.mail.redact.word.Vocabulary.SELF;
import static io.mailpulse.mail.redact.word.Vocabulary.STREET;
import static io.mailpulse.mail.redact.word.Vocabulary.SURNAME;
import static io.mailpulse.mail.redact.word.Vocabulary.TITLE_AFTER;

import io.mailpulse.mail.redact.finding.Findings;
import io.mailpulse.mail.redact.finding.PiiType;
import io.mailpulse.mail.redact.word.WordTable;
import io.mailpulse.mail.redact.word.Words;
import io.mailpulse.mail.redact.word.Words.Case;
import io.mailpulse.mail.redact.word.Words.Gap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names of persons, from what stands around them (titles, greetings, closings, header lines) and
 * from lists of names. A name found once is found again wherever a part of it stands alone. Not
 * thread-safe.
 */
public final class PersonScan {

  private static final int MOST_WORDS = 5;
  private static final int MOST_LEADING = 4;
  private static final int MOST_CLOSING_WORDS = 6;
  private static final int SHORTEST_ECHO = 3;
  private static final String NAME_PARTS = "[^\\p{L}'\u2019-]+";

  private final Words words;
  private final PostalScan postal;
  private final Set<String> echoes = new HashSet<>();
  private Findings out;
  private boolean[] taken = new boolean[0];

  public PersonScan(WordTable table, PostalScan postal) {
    words = new Words(table);
    this.postal = postal;
  }

  /** Adds the names of persons and the street addresses in a text. */
  public void scan(String text, List<String> knownNames, Findings findings) {
    out = findings;
    echoes.clear();
    for (String name : knownNames) {
      if (isPersonName(name)) {
        for (String part : name.split(NAME_PARTS)) {
          addEcho(part.toLowerCase(Locale.ROOT));
        }
      }
    }
    words.read(text);
    postal.scan(text, words, findings);
    taken = new boolean[words.count()];
    boolean headerLine = false;
    for (int i = 0; i < words.count(); i++) {
      if (words.startsLine(i)) {
        headerLine = words.is(i, HEADER) && words.after(i) == ':';
      }
      if (!taken[i]) {
        around(i);
        if (!taken[i] && !isSalutation(i)) {
          byList(i, headerLine);
        }
      }
    }
    for (int i = 0; i < words.count() && !echoes.isEmpty(); i++) {
      if (!taken[i] && isNameLike(i) && !isTag(i) && echoes.contains(words.lower(i))) {
        add(i, i + 1);
      }
    }
  }

  /** "Caro signor ...": a word of greeting before a title, though it is a name too. */
  private boolean isSalutation(int i) {
    return words.is(i, GREETING)
        && words.startsLine(i)
        && words.gap(i) == Gap.SPACE
        && words.is(i + 1, HONORIFIC);
  }

  /** Whether a display name is one of a person: lists, teams and firms have names as well. */
  private boolean isPersonName(String display) {
    words.read(display);
    boolean listed = false;
    for (int i = 0; i < words.count(); i++) {
      if (words.is(i, ORGANISATION) || words.is(i, NOT_A_NAME) && !isPlainGiven(i)) {
        return false;
      }
      listed |= words.is(i, GIVEN | SURNAME);
    }
    return words.count() <= MOST_WORDS && (listed || words.count() > 1);
  }

  /** Names announced by the word before them. */
  private void around(int i) {
    if (words.is(i, HONORIFIC) && (words.gap(i) == Gap.SPACE || words.gap(i) == Gap.DOT)) {
      announced(i + 1);
    } else if (words.is(i, GREETING) && words.startsLine(i) && words.gap(i) == Gap.SPACE) {
      int next = words.is(i + 1, GREETING) ? i + 2 : i + 1;
      announced(words.is(next, HONORIFIC) ? next + 1 : next);
    } else if (words.is(i, CLOSING) && words.startsLine(i)) {
      closing(i);
    } else if (words.is(i, NAME_WORD)) {
      introduced(i);
    } else if (words.is(i, SELF)) {
      introducedSelf(i);
    } else if (words.is(i, TITLE_AFTER)) {
      titled(i);
    }
  }

  /** "Nagy úr", "Ayşe Hanım". */
  private void titled(int title) {
    int from = title;
    while (from > 0
        && title - from < 3
        && words.gap(from - 1) == Gap.SPACE
        && !taken[from - 1]
        && !words.is(from - 1, GREETING | HONORIFIC)
        && words.written(from - 1) == Case.CAPITALISED
        && isNameLike(from - 1)) {
      from--;
    }
    if (from < title) {
      add(from, title);
    }
  }

  /** "I'm X from Y", "this is X calling", "ich bin X Y": a listed name, or what callers add. */
  private void introducedSelf(int i) {
    int from = i + 1;
    if (from >= words.count()
        || words.gap(i) != Gap.SPACE
        || words.lower(i).equals("is") && !isAfter(i, "this")
        || words.lower(i).equals("am") && !isAfter(i, "i")) {
      return;
    }
    if (words.written(from) == Case.LOWER
        && words.is(from, PARTICLE)
        && words.gap(from) == Gap.SPACE) {
      from++; // Portuguese "sou a Maria"
    }
    if (from >= words.count() || !isNameLike(from) || words.is(from, ORGANISATION | BRAND)) {
      return;
    }
    int end = endOfName(from);
    if (end == from) {
      return;
    }
    boolean listed = words.is(from, GIVEN) && !words.is(from, COMMON | NOT_A_NAME);
    boolean full = end - from > 1 && words.is(end - 1, SURNAME) && !words.is(from, NOT_A_NAME);
    boolean calls = words.is(end, CALLING) && words.gap(end - 1) == Gap.SPACE;
    if (listed || full || calls) {
      add(from, end);
    }
  }

  private void announced(int from) {
    if (from >= words.count() || taken[from]) {
      return;
    }
    int name = afterTitlesAndParticles(from);
    int end = isNameLike(name) ? endOfName(name) : name;
    if (end > name) {
      int first = from;
      while (first < name && words.is(first, HONORIFIC) && !words.is(first, PARTICLE)) {
        first++;
      }
      add(first, end);
    } else if (isLowerName(from)) {
      add(from, words.gap(from) == Gap.SPACE && words.is(from + 1, SURNAME) ? from + 2 : from + 1);
    }
  }

  private boolean isAfter(int i, String word) {
    return i > 0 && words.lower(i - 1).equals(word);
  }

  /** "Herr Dr. von der Heide", "meneer van der Meer": where the surname begins. */
  private int afterTitlesAndParticles(int from) {
    int i = from;
    while (i + 1 < words.count() && i - from < MOST_LEADING && isLeading(i)) {
      i++;
    }
    return i < words.count() && isNameLike(i) ? i : from;
  }

  private boolean isLeading(int i) {
    Gap gap = words.gap(i);
    return words.is(i, HONORIFIC) && (gap == Gap.SPACE || gap == Gap.DOT)
        || words.is(i, PARTICLE) && gap == Gap.SPACE;
  }

  private boolean isLowerName(int i) {
    return words.written(i) == Case.LOWER
        && words.is(i, GIVEN)
        && !words.is(i, COMMON | NOT_A_NAME);
  }

  /** "my name is X", "Name: X", "called X". */
  private void introduced(int i) {
    if (words.after(i) == ':') {
      if (!words.startsLine(Math.min(i + 1, words.count() - 1))) {
        announced(i + 1);
      }
    } else if (words.gap(i) == Gap.SPACE || words.isContracted(i)) {
      boolean verb = i + 2 < words.count() && words.gap(i + 1) == Gap.SPACE && isVerb(i + 1);
      announced(verb ? i + 2 : i + 1);
    }
  }

  private boolean isVerb(int i) {
    int length = words.end(i) - words.start(i);
    return words.written(i) == Case.LOWER && length <= 3;
  }

  /** A line of at most four names below a line that closes a letter. */
  private void closing(int i) {
    int last = i;
    while (last - i < MOST_CLOSING_WORDS && words.gap(last) != Gap.LINE) {
      last++;
    }
    int from = last + 1;
    if (words.gap(last) != Gap.LINE || from >= words.count()) {
      return;
    }
    if (words.written(from) == Case.LOWER && words.is(from, GIVEN) && words.gap(from) == Gap.LINE) {
      add(from, from + 1);
    }
    if (!isNameLike(from)) {
      return;
    }
    int end = endOfName(from);
    if (end > from && words.gap(end - 1) == Gap.LINE) {
      add(from, end);
    }
  }

  /** Names known by the lists. */
  private void byList(int i, boolean headerLine) {
    boolean given = words.is(i, GIVEN);
    boolean plainName = !words.is(i, COMMON | NOT_A_NAME);
    if (words.written(i) == Case.LOWER) {
      if (given && plainName && words.gap(i) == Gap.SPACE && isLowerSurname(i + 1)) {
        add(i, i + 2);
      }
      return;
    }
    if (isReversed(i, headerLine)) {
      int end = i + 2;
      if (end < words.count()
          && words.gap(i + 1) == Gap.SPACE
          && words.written(end) == Case.INITIAL) {
        end++;
      }
      add(i, end);
      return;
    }
    if (!isNameLike(i) || words.written(i) == Case.INITIAL) {
      return;
    }
    int end = endOfName(i);
    if (isProduct(i, end) || isTag(i)) {
      return;
    }
    boolean full = end - i > 1;
    if (given && !full && isAddressed(i)) {
      add(i, end);
      return;
    }
    if (isInPostalAddress(i, end)) {
      return;
    }
    boolean company = words.is(end, ORGANISATION | STREET) && words.gap(end - 1) != Gap.LINE;
    if (company && !words.is(end - 1, GIVEN)) {
      return;
    }
    boolean surnameLast = full && words.is(end - 1, SURNAME) && !words.is(end - 1, COMMON);
    if (given && plainName) {
      add(i, end);
    } else if (full && (given && surnameLast || headerLine || given && isDirectoryEntry(i, end))) {
      add(i, end);
    } else if (surnameLast && plainName && isAlone(i, end)) {
      add(i, end);
    }
  }

  /** "[Widget-users]" in a subject is a list; "[Guido]" is a person. */
  private boolean isTag(int i) {
    return words.isTag(i) && (!words.is(i, GIVEN | SURNAME) || words.isJoint(i));
  }

  /** "Ford Fiesta", "Siri": a maker is a person where a surname or nothing else follows. */
  private boolean isProduct(int i, int end) {
    return words.is(i, BRAND) && (end == i + 1 || !words.is(end - 1, SURNAME));
  }

  /** "Mark," or "Mark" alone on its line: names that are words too are meant as names there. */
  private boolean isAddressed(int i) {
    if (!words.startsLine(i) || words.is(i, NOT_A_NAME)) {
      return false;
    }
    return words.gap(i) == Gap.LINE;
  }

  /** "Kay Mann/Corp" and "Kay Mann" alone on a line, as directories and forwards write people. */
  private boolean isDirectoryEntry(int i, int end) {
    char after = words.after(end - 1);
    return words.is(end - 1, SURNAME)
        && (after == '/' || after == '@' || after == '<' || isAlone(i, end));
  }

  /** A number directly before or after makes a name part of an address. */
  private boolean isInPostalAddress(int i, int end) {
    return words.isNumberBefore(i)
        || words.isNumberAfter(end - 1)
        || words.is(i - 1, STREET) && !words.startsLine(i);
  }

  private boolean isLowerSurname(int i) {
    return i < words.count()
        && words.written(i) == Case.LOWER
        && words.is(i, SURNAME)
        && !words.is(i, COMMON | NOT_A_NAME | PARTICLE);
  }

  private boolean isAlone(int from, int end) {
    return words.startsLine(from) && words.gap(end - 1) == Gap.LINE;
  }

  /** "Surname, Given" as directories write it, in header lines and lists. */
  private boolean isReversed(int i, boolean headerLine) {
    if (words.gap(i) != Gap.COMMA
        || !isNameLike(i)
        || !isNameLike(i + 1)
        || !words.is(i + 1, GIVEN)) {
      return false;
    }
    char after = words.after(i + 1);
    boolean listed = after == ';' || after == '<' || words.before(i) == '"' || after == '"';
    return headerLine || listed && !words.is(i, NOT_A_NAME);
  }

  private boolean isNameLike(int i) {
    if (i >= words.count() || words.is(i, NOT_A_NAME) && !isPlainGiven(i)) {
      return false;
    }
    return switch (words.written(i)) {
      case CAPITALISED, INITIAL -> true;
      case UPPER -> words.is(i, GIVEN | SURNAME) && !words.is(i, COMMON);
      case LOWER -> false;
    };
  }

  private boolean isPlainGiven(int i) {
    return words.is(i, GIVEN) && !words.is(i, COMMON);
  }

  /** Index after the last word of the name that starts here. */
  private int endOfName(int from) {
    int i = from;
    while (i < words.count() && i - from < MOST_WORDS) {
      boolean part =
          isNameLike(i) && !(i > from && words.is(i, ORGANISATION | STREET | TITLE_AFTER))
              || i > from && isParticle(i);
      if (!part) {
        break;
      }
      i++;
      Gap gap = words.gap(i - 1);
      boolean goesOn = gap == Gap.SPACE || gap == Gap.DOT && words.written(i - 1) == Case.INITIAL;
      if (!goesOn) {
        break;
      }
    }
    while (i > from && (words.written(i - 1) == Case.LOWER)) {
      i--;
    }
    return i;
  }

  private boolean isParticle(int i) {
    return words.is(i, PARTICLE)
        && words.gap(i) == Gap.SPACE
        && i + 1 < words.count()
        && (isNameLike(i + 1) || words.is(i + 1, PARTICLE));
  }

  private void add(int from, int end) {
    boolean reversed = end - from > 1 && words.gap(from) == Gap.COMMA;
    StringBuilder name = new StringBuilder();
    for (int i = from; i < end; i++) {
      taken[i] = true;
      String part = words.lower(i);
      if (words.written(i) == Case.INITIAL) {
        continue;
      }
      if (!(reversed && i == from)) {
        name.append(name.length() > 0 ? " " : "").append(part);
      }
      if (end - from > 1 && !words.is(i, COMMON | NOT_A_NAME | PARTICLE)) {
        addEcho(part);
      }
    }
    if (reversed) {
      name.append(' ').append(words.lower(from));
    }
    out.add(words.start(from), words.end(end - 1), PiiType.PERSON, name.toString());
  }

  private void addEcho(String part) {
    if (part.length() >= SHORTEST_ECHO) {
      echoes.add(part);
    }
  }
}
