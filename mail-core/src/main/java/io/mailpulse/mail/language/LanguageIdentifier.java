package io.mailpulse.mail.language;

import com.github.pemistahl.lingua.api.IsoCode639_1;
import com.github.pemistahl.lingua.api.Language;
import com.github.pemistahl.lingua.api.LanguageDetector;
import com.github.pemistahl.lingua.api.LanguageDetectorBuilder;
import io.mailpulse.schema.UnknownReason;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tells the language of a text, or why it cannot.
 *
 * <p>Scripts that one language writes decide at once. Otherwise Lingua (low-accuracy mode, all its
 * languages: about 85 MB of heap, shared by the whole process) ranks the languages, and frequent
 * words and letters decide between those it finds close. A lead that is too small is an abstention,
 * not a guess.
 *
 * <p>All of Lingua's languages take part whatever set is asked for: a text in another language is
 * then {@code unsupported} instead of the nearest language of the set. Thread-safe.
 */
public final class LanguageIdentifier {

  /** How much of a text is looked at, in UTF-16 units. */
  public static final int LOOKED_AT = 400;

  /** Letters below which nothing is said. */
  private static final int FEWEST_LETTERS = 4;

  /** Letters below which an abstention is blamed on the length. */
  private static final int SHORT_TEXT = 25;

  /** Languages whose relative confidence is below this share of the best are not rivals. */
  private static final double RIVAL_SHARE = 0.88;

  /** Where Lingua has no model for a language, it starts as a rival of this share. */
  private static final double UNMODELLED_SHARE = 0.93;

  private static final String UNMODELLED_LATIN = "om";

  /** Smallest lead over the next language that is an answer. */
  private static final double LEAD = 0.01;

  private static final double SCRIPT_MAJORITY = 0.5;

  private final Set<String> languages;
  private final LanguageDetector detector;
  private final FunctionWords functionWords;
  private final Map<UnicodeScript, List<String>> scripts;

  private LanguageIdentifier(Set<String> languages) {
    this.languages = Set.copyOf(languages);
    this.detector = SharedDetector.INSTANCE;
    this.functionWords = new FunctionWords();
    this.scripts = new HashMap<>();
    WordLines.read("scripts.txt")
        .forEach((script, codes) -> scripts.put(UnicodeScript.valueOf(script), codes));
  }

  /**
   * Loads the models; they are warm when this returns. The first call of a process takes seconds.
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
    Set<String> codes = new TreeSet<>(Set.of(UNMODELLED_LATIN));
    for (Language language : Language.values()) {
      if (language != Language.UNKNOWN) {
        codes.add(code(language));
      }
    }
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
    Map<String, Double> candidates = candidates(sample, tally);
    if (candidates.size() != 1 && tally.weight() < FEWEST_LETTERS) {
      return DetectedLanguage.unknown(UnknownReason.TOO_SHORT);
    }
    return decide(candidates, sample, tally);
  }

  /** Languages in question with their share of the best one's confidence, 0 to 1. */
  private Map<String, Double> candidates(String sample, ScriptTally tally) {
    List<String> byScript = byScript(tally);
    Map<String, Double> candidates = new HashMap<>();
    if (!byScript.isEmpty()) {
      byScript.forEach(code -> candidates.put(code, 1.0));
      return candidates;
    }
    detector
        .computeLanguageConfidenceValues(sample)
        .forEach(
            (language, share) -> {
              if (share >= RIVAL_SHARE) {
                candidates.put(code(language), share);
              }
            });
    if (!candidates.isEmpty() && tally.leading() == UnicodeScript.LATIN) {
      candidates.putIfAbsent(UNMODELLED_LATIN, UNMODELLED_SHARE);
    }
    return candidates;
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

  private DetectedLanguage decide(
      Map<String, Double> candidates, String sample, ScriptTally tally) {
    List<String> words = FunctionWords.wordsOf(sample);
    String best = null;
    double first = 0;
    double second = 0;
    for (var candidate : new TreeMap<>(candidates).entrySet()) {
      double vote =
          candidate.getValue()
              + (candidates.size() == 1 ? 0 : functionWords.vote(candidate.getKey(), words));
      if (vote > first) {
        second = first;
        first = vote;
        best = candidate.getKey();
      } else if (vote > second) {
        second = vote;
      }
    }
    if (best == null || first - second < LEAD) {
      return DetectedLanguage.unknown(
          tally.weight() < SHORT_TEXT ? UnknownReason.TOO_SHORT : UnknownReason.UNDETERMINED);
    }
    if (!languages.isEmpty() && !languages.contains(best)) {
      return DetectedLanguage.unknown(UnknownReason.UNSUPPORTED);
    }
    return new DetectedLanguage(best, Confidence.of(first - second), Optional.empty());
  }

  /**
   * Tells the language of each part of a mail, for mails that mix languages.
   *
   * @param parts paragraphs or segments, in order
   * @return one answer per part, in the same order
   */
  public List<DetectedLanguage> identifyEach(Collection<String> parts) {
    List<DetectedLanguage> answers = new ArrayList<>(parts.size());
    for (String part : parts) {
      answers.add(identify(part));
    }
    return answers;
  }

  private static String code(Language language) {
    IsoCode639_1 code = language.getIsoCode639_1();
    return code.name().toLowerCase(Locale.ROOT);
  }

  /** One detector per process: its models are the memory. */
  private static final class SharedDetector {
    static final LanguageDetector INSTANCE =
        LanguageDetectorBuilder.fromAllLanguages()
            .withPreloadedLanguageModels()
            .withLowAccuracyMode()
            .build();

    static {
      INSTANCE.detectLanguageOf("warm before the first record");
    }
  }
}
