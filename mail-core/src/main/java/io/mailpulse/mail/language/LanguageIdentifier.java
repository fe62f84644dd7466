package io.mailpulse.mail.language;

import io.mailpulse.schema.UnknownReason;
import java.lang.Character.UnicodeScript;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells the language of a text, or why it cannot.
 *
 * <p>Scripts that one language writes decide at once. Otherwise a table of letter runs made from
 * Lingua's models ({@link NgramTable}, about 9 MB of heap, shared by the whole process) ranks the
 * languages, and frequent words and letters decide between those it finds close. A lead that is too
 * small is an abstention, not a guess.
 *
 * <p>All languages of the table take part whatever set is asked for: a text in another language is
 * then {@code unsupported} instead of the nearest language of the set. Thread-safe.
 */
public final class LanguageIdentifier {

  /** How much of a text is looked at, in UTF-16 units. */
  public static final int LOOKED_AT = 400;

  /** Letters below which nothing is said. */
  private static final int FEWEST_LETTERS = 4;

  /** Letters below which an abstention is blamed on the length. */
  private static final int SHORT_TEXT = 25;

  /** Smallest lead over the next language, in nats, that is an answer. */
  private static final double LEAD = 2;

  /** Nats behind the best at which a language is no rival whatever its frequent words say. */
  private static final double RIVAL = 20;

  /** Nats for a vote of 1 of the frequent words; plain prose of a language votes about 0.3. */
  private static final double WORDS = 30;

  /** Letters above which a text of two different ones is none. */
  private static final int FEWEST_MASKED = 8;

  private static final double SCRIPT_MAJORITY = 0.5;

  private final Set<String> languages;
  private final NgramTable table;
  private final FunctionWords functionWords;
  private final RomanisedWords romanisedWords;
  private final Map<UnicodeScript, List<String>> scripts;

  private LanguageIdentifier(Set<String> languages) {
    this.languages = Set.copyOf(languages);
    this.table = SharedTable.INSTANCE;
    this.functionWords = new FunctionWords();
    this.romanisedWords = new RomanisedWords();
    this.scripts = new HashMap<>();
    WordLines.read("scripts.txt")
        .forEach((script, codes) -> scripts.put(UnicodeScript.valueOf(script), codes));
  }

  /**
   * Loads the models; they are warm when this returns. The first call of a process reads the table.
   *
   * @param languages ISO 639-1 codes to answer with; empty for all
   * @return an identifier
   * @throws IllegalArgumentException if a code is no language that can be identified
   */
  public static LanguageIdentifier load(Set<String> languages) {
    LanguageIdentifier identifier = new LanguageIdentifier(languages);
    Set<String> unknown = new TreeSet<>(languages);
    unknown.removeAll(identifier.known());
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "languages: " + unknown + " cannot be identified; known are " + identifier.known());
    }
    return identifier;
  }

  /** ISO 639-1 codes of all languages that can be told, sorted. */
  public Set<String> known() {
    Set<String> codes = new TreeSet<>(table.languages());
    scripts.values().forEach(codes::addAll);
    return codes;
  }

  /**
   * Tells the language of a text.
   *
   * @param text what the sender wrote; its first {@value #LOOKED_AT} characters are looked at
   * @return the language, or why it is unknown
   */
  public DetectedLanguage identify(String text) {
    String sample = LanguageSample.of(text, LOOKED_AT);
    ScriptTally tally = ScriptTally.of(sample);
    if (tally.letters() == 0) {
      return DetectedLanguage.unknown(UnknownReason.TOO_SHORT);
    }
    if (isMasked(sample)) {
      return DetectedLanguage.unknown(UnknownReason.UNDETERMINED);
    }
    List<String> written = byScript(tally);
    if (written.size() == 1) {
      return answer(written.get(0), Confidence.CERTAIN);
    }
    if (tally.weight() < FEWEST_LETTERS) {
      return DetectedLanguage.unknown(UnknownReason.TOO_SHORT);
    }
    Optional<String> romanised =
        tally.leading() == UnicodeScript.LATIN
            ? romanisedWords.language(FunctionWords.wordsOf(sample))
            : Optional.empty();
    if (romanised.isPresent()) {
      return answer(romanised.get(), Confidence.of(LEAD));
    }
    return decide(written, sample, tally);
  }

  /** Whether letters of words were replaced by one and the same: no language is left. */
  private static boolean isMasked(String sample) {
    int letters = 0;
    long seen = 0;
    for (int i = 0; i < sample.length(); i++) {
      char c = Character.toLowerCase(sample.charAt(i));
      if (c >= 'a' && c <= 'z') {
        letters++;
        seen |= 1L << c - 'a';
      } else if (c >= 0x80 && Character.isLetter(c)) {
        return false;
      }
    }
    return letters >= FEWEST_MASKED && Long.bitCount(seen) <= 2;
  }

  private List<String> byScript(ScriptTally tally) {
    int kana = tally.of(UnicodeScript.HIRAGANA) + tally.of(UnicodeScript.KATAKANA);
    int han = tally.of(UnicodeScript.HAN);
    int enough = (int) Math.ceil(tally.letters() * SCRIPT_MAJORITY);
    if (han + kana >= enough && han + kana > 0) {
      return List.of(kana > 0 ? "ja" : "zh");
    }
    UnicodeScript leading = tally.leading();
    return tally.of(leading) >= enough ? scripts.getOrDefault(leading, List.of()) : List.of();
  }

  private DetectedLanguage decide(List<String> written, String sample, ScriptTally tally) {
    Map<String, Double> rivals = rivals(written, NgramScore.of(sample, table));
    if (rivals.size() > 1) {
      List<String> words = FunctionWords.wordsOf(sample);
      rivals.replaceAll((code, nats) -> nats + WORDS * functionWords.vote(code, words));
    }
    String best = null;
    double first = 0;
    double second = 0;
    for (var rival : rivals.entrySet()) {
      if (rival.getValue() > first) {
        second = first;
        first = rival.getValue();
        best = rival.getKey();
      } else {
        second = Math.max(second, rival.getValue());
      }
    }
    double lead = Math.min(first - second, RIVAL);
    if (best == null || lead < LEAD) {
      return DetectedLanguage.unknown(
          tally.weight() < SHORT_TEXT ? UnknownReason.TOO_SHORT : UnknownReason.UNDETERMINED);
    }
    return answer(best, Confidence.of(lead));
  }

  /** Languages close to the best, in the order of the table, with their nats. */
  private Map<String, Double> rivals(List<String> written, NgramScore score) {
    List<String> all = table.languages();
    double top = 0;
    for (int i = 0; i < all.size(); i++) {
      top = written.isEmpty() || written.contains(all.get(i)) ? Math.max(top, score.nats(i)) : top;
    }
    Map<String, Double> rivals = new LinkedHashMap<>();
    for (int i = 0; i < all.size(); i++) {
      double nats = score.nats(i);
      if (nats > 0 && nats > top - RIVAL && (written.isEmpty() || written.contains(all.get(i)))) {
        rivals.put(all.get(i), nats);
      }
    }
    return rivals;
  }

  private DetectedLanguage answer(String code, double confidence) {
    return languages.isEmpty() || languages.contains(code)
        ? new DetectedLanguage(code, confidence, Optional.empty())
        : DetectedLanguage.unknown(UnknownReason.UNSUPPORTED);
  }

  /** One table per process: it is the memory. */
  static NgramTable sharedTable() {
    return SharedTable.INSTANCE;
  }

  private static final class SharedTable {
    static final NgramTable INSTANCE = NgramTable.load();
  }
}
