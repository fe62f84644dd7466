package io.mailpulse.mail.charset;

import io.mailpulse.mail.language.Legibility;
import java.lang.Character.UnicodeScript;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The charset of bytes that name none. Charsets of one byte a character are told apart by how well
 * the words read in any language, those of several by the characters that they would write. Looks
 * at a bounded sample.
 */
final class CharsetGuess {

  private static final Charset WESTERN = Charset.forName("windows-1252");

  /** Bytes looked at: words with bytes beyond ASCII and their neighbours. */
  private static final int SAMPLE = 240;

  /** By preference: where two read alike, the first is taken. */
  private static final List<Charset> SINGLE =
      charsets(
          "windows-1252",
          "windows-1250",
          "ISO-8859-2",
          "windows-1254",
          "windows-1257",
          "x-MacRoman",
          "IBM850",
          "IBM852",
          "windows-1251",
          "KOI8-R",
          "KOI8-U",
          "ISO-8859-5",
          "IBM866",
          "x-MacCyrillic",
          "windows-1253",
          "ISO-8859-7",
          "windows-1255",
          "windows-1256",
          "x-windows-874");

  /** So many at the beginning of these write languages of Latin letters. */
  private static final int LATIN = 8;

  private static final int FEWEST_BESIDE = 3;

  /** Of so many bytes beyond ASCII one that is unusual in western text is enough to read it. */
  private static final int ONE_UNUSUAL_OF = 50;

  /** Bytes of Spanish, German, Swedish and of signs, which other charsets use for rarer letters. */
  private static final boolean[] USUAL = usual("áéíóúñüöäßåÁÉÍÓÚÑÜÖÄÅ¿¡«»ºª°´·€’‘“”„–—…\u00a0");

  private static final boolean[] SHARED = usual("áéíóúüöäßÁÉÍÓÚÜÖÄ");
  private static final boolean[] SPANISH = usual("ñÑ¿¡");

  private static final List<Charset> MULTIPLE =
      charsets("windows-31j", "EUC-JP", "x-windows-949", "GB18030", "Big5-HKSCS");

  /** What a letter of a text in its own charset yields at least, in nats; a misread one less. */
  private static final double PER_LETTER = 5.5;

  /** Nats that a syllable of a Korean text yields at least; a Chinese character misread has 1.7. */
  private static final double KOREAN_SYLLABLE = 2.5;

  /** Below it per letter, no language reads the text well as single bytes. */
  private static final double ILLEGIBLE = 7.2;

  /** Nats by which another charset must read better than the western one. */
  private static final double MARGIN = 1.5;

  private static final double MARGIN_OF_ONE = 4;
  private static final double SAME = 1e-9;

  private static final double LIKELY_LANGUAGE = 4;
  private static final double SIGN_IN_WORD = 3;
  private static final double CONTROL = 6;
  private static final double ODD_SIGN = 2;
  private static final double SIGN_AT_SIGN = 1.5;
  private static final double BROKEN = 10;
  private static final double CASE_IN_WORD = 2;

  /** Letters are seldom capitals throughout; those of Hebrew are, read in a charset of Russian. */
  private static final double CAPITALS = 0.25;

  private static final double MOST_FOR_CAPITALS = 12;

  /** Nats that a letter of Greek yields less than one of Cyrillic. */
  private static final double GREEK_LETTER = 2;

  private static final int FEWEST_GREEK = 4;

  /** Of so many letters of Greek, one letter or sign that is none. */
  private static final int MOST_OTHERS = 6;

  private static final int LETTERS_PER_ACCENT = 12;

  /** Accents that no letter of Hebrew and Thai is taken for. */
  private static final String GREEK_ACCENTED = "άέήίόύώΆΈΉΊΌΎΏ";

  private static final double THAI_MARK = 8;

  /** Hebrew writes five letters otherwise at the end of a word, and only there. */
  private static final String HEBREW_FINAL = "\u05da\u05dd\u05df\u05e3\u05e5";

  private static final double FINAL_AT_END = 1;
  private static final double FINAL_IN_WORD = 3;

  /** What a letter of Hebrew says that is none of them: every sixth of Russian would be. */
  private static final double NOT_FINAL = 0.15;

  /** A label is not doubted for fewer letters, nor where they read so well. */
  private static final int FEWEST_TO_DOUBT = 20;

  private static final double WELL_READ = 7;

  /** Languages in Latin letters that the western charset cannot write. */
  private static final Set<String> NOT_WESTERN =
      Set.of(
          "az", "bs", "cs", "cy", "eo", "hr", "hu", "lt", "lv", "mt", "pl", "ro", "sk", "sl", "sr",
          "tr", "vi");

  /** Nats by which another charset must read better than the label. */
  private static final double DOUBT = 8;

  /** A longer word says nothing more of the language of the next. */
  private static final int LONGEST_NEIGHBOUR = 20;

  private CharsetGuess() {}

  /**
   * The charset that the bytes read best in.
   *
   * @param likely ISO 639-1 codes of languages that the mail may be in, by other evidence
   */
  static Charset of(byte[] bytes, int offset, int length, Set<String> likely) {
    byte[] sample = sample(bytes, offset, offset + length);
    if (isWithinLatinWords(sample) && isSurelyWestern(bytes, offset, length)) {
      return WESTERN;
    }
    Reading western = Reading.of(new String(sample, WESTERN), WESTERN, likely);
    return western.letters >= FEWEST_TO_DOUBT && western.isCredible() && isWithinLatinWords(sample)
        ? WESTERN
        : best(sample, western, likely).charset;
  }

  /**
   * A charset in which bytes read so much better than as western ones that their label must be
   * wrong, or null.
   */
  static Charset insteadOfWestern(byte[] bytes, int offset, int length) {
    if (!holdsUnusual(bytes, offset, length)) {
      return null;
    }
    byte[] sample = sample(bytes, offset, offset + length);
    Reading western = Reading.of(new String(sample, WESTERN), WESTERN, Set.of());
    if (western.letters < FEWEST_TO_DOUBT || western.isCredible()) {
      return null;
    }
    Reading other = best(sample, western, Set.of());
    return other.score - western.score >= DOUBT ? other.charset : null;
  }

  /**
   * Whether some bytes are none that the western languages most written would hold: all others
   * stand in them for other letters too often. Spares what is surely western being read.
   */
  private static boolean holdsUnusual(byte[] bytes, int offset, int length) {
    int foreign = 0;
    int unusual = 0;
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] < 0) {
        foreign++;
        unusual += USUAL[bytes[i] & 0x7f] ? 0 : 1;
      }
    }
    return unusual * ONE_UNUSUAL_OF > foreign;
  }

  /**
   * Whether the bytes are vowels that all charsets of Latin letters write alike, with hardly more
   * than those beside them that Spanish has and Polish writes otherwise. Read or not, such a text
   * comes out the same.
   */
  private static boolean isSurelyWestern(byte[] bytes, int offset, int length) {
    int vowels = 0;
    int spanish = 0;
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] < 0) {
        int b = bytes[i] & 0x7f;
        if (!SHARED[b] && !SPANISH[b]) {
          return false;
        }
        // Polish has the o with an accent, and none of the others.
        vowels += SHARED[b] && bytes[i] != (byte) 0xf3 ? 1 : 0;
        spanish += SPANISH[b] ? 1 : 0;
      }
    }
    return vowels >= 2 * spanish && vowels > 0;
  }

  /** The best reading of a sample whose western reading is known. */
  private static Reading best(byte[] sample, Reading western, Set<String> likely) {
    Reading best = western;
    boolean latin = isWithinLatinWords(sample);
    Set<String> read = new HashSet<>();
    read.add(new String(sample, WESTERN));
    for (Charset charset : SINGLE.subList(1, latin ? LATIN : SINGLE.size())) {
      String text = new String(sample, charset);
      // Charsets of close languages write most bytes alike; the first of them is preferred.
      if (read.add(text)) {
        Reading reading = Reading.of(text, charset, likely);
        best = reading.score > best.score + best.lead() ? reading : best;
      }
    }
    if (best.perLetter < ILLEGIBLE) {
      for (Charset charset : MULTIPLE) {
        if (isWritten(sample, charset)) {
          return Reading.of(new String(sample, charset), charset, likely);
        }
      }
    }
    return best;
  }

  /** Whether most bytes beyond ASCII stand beside a letter of ASCII: no other script does so. */
  private static boolean isWithinLatinWords(byte[] sample) {
    int foreign = 0;
    int beside = 0;
    for (int i = 0; i < sample.length; i++) {
      if (sample[i] < 0) {
        foreign++;
        boolean before = i > 0 && isAsciiLetter(sample[i - 1]);
        boolean after = i + 1 < sample.length && isAsciiLetter(sample[i + 1]);
        beside += before || after ? 1 : 0;
      }
    }
    return foreign >= FEWEST_BESIDE && beside * 4 >= foreign * 3;
  }

  private static boolean isAsciiLetter(byte b) {
    return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
  }

  /** How a sample reads in one charset. */
  private record Reading(
      Charset charset, String language, double score, double perLetter, int letters, int foreign) {

    /** Whether a western reading needs no other to be compared with. */
    boolean isCredible() {
      return perLetter >= WELL_READ && !NOT_WESTERN.contains(language);
    }

    /** What another charset must read better by; little text says little. */
    double lead() {
      return charset == WESTERN ? MARGIN + MARGIN_OF_ONE / Math.max(1, foreign) : SAME;
    }

    static Reading of(String text, Charset charset, Set<String> likely) {
      double penalty = 0;
      int letters = 0;
      int foreign = 0;
      int signs = 0;
      int capitals = 0;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        boolean letter = isLetter(c);
        letters += letter ? 1 : 0;
        if (c < 0x80) {
          continue;
        }
        foreign++;
        signs += letter ? 0 : 1;
        char before = i > 0 ? text.charAt(i - 1) : ' ';
        char after = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
        if (c == '\ufffd') {
          penalty += BROKEN;
        } else if (Character.isISOControl(c)) {
          penalty += CONTROL;
        } else if (!letter && !isPunctuation(c) && isLetter(before) && isLetter(after)) {
          penalty += SIGN_IN_WORD;
        } else if (!letter && isOdd(c)) {
          penalty += ODD_SIGN;
        } else if (!letter && before >= 0x80 && !isLetter(before) && c != '\u00a0') {
          penalty += SIGN_AT_SIGN;
        } else if (Character.isUpperCase(c)) {
          penalty += Character.isLowerCase(before) ? CASE_IN_WORD : 0;
          capitals += Character.isUpperCase(before) ? 1 : 0;
        } else if (c >= 0x05d0 && c <= 0x05ea) {
          penalty += ofHebrew(c, after);
        } else if (c >= 0x0e00 && Character.getType(c) == Character.NON_SPACING_MARK) {
          penalty -= before >= 0x0e01 && before <= 0x0e3a ? THAI_MARK : 0;
        }
      }
      Legibility legibility = Legibility.of(text);
      double greek = isGreek(charset) ? ofGreek(text) : 0;
      penalty += greek > 0 ? -greek : Math.min(capitals * CAPITALS, MOST_FOR_CAPITALS);
      double score = legibility.nats() - letters * PER_LETTER - penalty;
      score += likely.contains(legibility.language()) ? LIKELY_LANGUAGE : 0;
      double perLetter = (legibility.nats() - penalty) / Math.max(1, letters + signs);
      return new Reading(charset, legibility.language(), score, perLetter, letters, foreign);
    }
  }

  private static boolean isGreek(Charset charset) {
    return charset.name().equals("windows-1253") || charset.name().equals("ISO-8859-7");
  }

  /**
   * What a reading as Greek is short of, as no other language shares its letters: if it is in
   * capitals throughout, or bears the accents that its words have when written small.
   */
  private static double ofGreek(String text) {
    int greek = 0;
    int capitals = 0;
    int accents = 0;
    int others = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = c >= '\u0386' && c <= '\u03ce' && c != '\u0387';
      greek += letter ? 1 : 0;
      capitals += c >= '\u0391' && c <= '\u03a9' ? 1 : 0;
      accents += GREEK_ACCENTED.indexOf(c) >= 0 ? 1 : 0;
      others += !letter && (c >= 0x80 || isLetter(c)) ? 1 : 0;
    }
    boolean throughout = (greek - capitals) * MOST_OTHERS < capitals;
    boolean usual = throughout || accents * LETTERS_PER_ACCENT >= greek;
    return greek >= FEWEST_GREEK && others * MOST_OTHERS < greek && usual
        ? greek * GREEK_LETTER
        : 0;
  }

  private static double ofHebrew(char letter, char after) {
    if (HEBREW_FINAL.indexOf(letter) < 0) {
      return -NOT_FINAL;
    }
    return isLetter(after) ? FINAL_IN_WORD : -FINAL_AT_END;
  }

  /** Whether bytes are characters of several bytes of a charset, and usual ones. */
  private static boolean isWritten(byte[] sample, Charset charset) {
    String text = new String(sample, charset);
    int foreign = 0;
    int usual = 0;
    int kana = 0;
    // A full sample may end within a character.
    int end = sample.length == SAMPLE ? text.length() - 1 : text.length();
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        continue;
      }
      if (c == '\ufffd' || Character.isSurrogate(c) || c >= 0xe000 && c < 0xf900) {
        return false;
      }
      foreign++;
      UnicodeScript script = UnicodeScript.of(c);
      boolean halfKana = c >= 0xff61 && c <= 0xff9f;
      kana +=
          !halfKana && (script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA)
              ? 1
              : 0;
      usual += isUsual(c, script, charset) ? 1 : 0;
    }
    if (charset == MULTIPLE.get(2) && Legibility.of(text).nats() < usual * KOREAN_SYLLABLE) {
      return false;
    }
    boolean japanese = charset == MULTIPLE.get(0) || charset == MULTIPLE.get(1);
    return foreign > 1 && usual * 10 >= foreign * 8 && (!japanese || kana * 5 >= foreign);
  }

  private static boolean isUsual(char c, UnicodeScript script, Charset charset) {
    if (c >= 0x3000 && c <= 0x3020 || c >= 0xff01 && c <= 0xff5e || c >= 0x2010 && c <= 0x2026) {
      return true;
    }
    return switch (script) {
      case HANGUL -> charset == MULTIPLE.get(2) && isOldHangul(c, charset);
      case HIRAGANA, KATAKANA -> c < 0xff61 && charset != MULTIPLE.get(2);
      case HAN -> charset != MULTIPLE.get(2) && isFrequent(c, charset);
      default -> false;
    };
  }

  /** The syllables of KS X 1001; the rare ones that Windows added are written otherwise. */
  private static boolean isOldHangul(char c, Charset charset) {
    byte[] code = String.valueOf(c).getBytes(charset);
    return code.length == 2 && (code[0] & 0xff) >= 0xb0 && (code[1] & 0xff) >= 0xa1;
  }

  /** Both Chinese charsets write their frequent characters first. */
  private static boolean isFrequent(char c, Charset charset) {
    if (charset != MULTIPLE.get(3) && charset != MULTIPLE.get(4)) {
      return true;
    }
    byte[] code = String.valueOf(c).getBytes(charset);
    int lead = code[0] & 0xff;
    return charset == MULTIPLE.get(3)
        ? code.length == 2 && lead >= 0xb0 && lead <= 0xd7 && (code[1] & 0xff) >= 0xa1
        : lead >= 0xa4 && lead <= 0xc6;
  }

  private static boolean isLetter(char c) {
    return Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  /** Signs that hardly any letter holds: lines of boxes, fractions, mathematics. */
  private static boolean isOdd(char c) {
    if ("\u20ac\u00a3\u00b0\u00a7\u00ae\u00a9\u2122\u00b4\u2022\u2116".indexOf(c) >= 0) {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.OTHER_SYMBOL,
              Character.MATH_SYMBOL,
              Character.MODIFIER_SYMBOL,
              Character.CURRENCY_SYMBOL,
              Character.OTHER_NUMBER ->
          true;
      default -> false;
    };
  }

  private static boolean isPunctuation(char c) {
    return c == '\u2019' || c == '\u00ad' || c == '\u00b7' || c == '\u00a0' || c == '\u2010';
  }

  private static byte[] sample(byte[] bytes, int start, int end) {
    byte[] sample = new byte[Math.min(SAMPLE, end - start)];
    int size = 0;
    int previous = start;
    int previousEnd = start;
    for (int at = start; at < end && size < sample.length; ) {
      int wordEnd = at;
      boolean foreign = false;
      while (wordEnd < end && (bytes[wordEnd] > ' ' || bytes[wordEnd] < 0)) {
        foreign |= bytes[wordEnd++] < 0;
      }
      if (foreign) {
        // The word before helps to tell the language; a foreign one is in the sample already.
        int from = isAscii(bytes, previous, previousEnd) ? previous : at;
        int taken = Math.min(wordEnd + 1, end) - from;
        taken = Math.min(taken, sample.length - size);
        System.arraycopy(bytes, from, sample, size, taken);
        size += taken;
      }
      previous = at;
      previousEnd = wordEnd;
      at = wordEnd + 1;
    }
    return Arrays.copyOf(sample, size);
  }

  private static boolean isAscii(byte[] bytes, int start, int end) {
    return end - start <= LONGEST_NEIGHBOUR && ByteScan.isPlainAscii(bytes, start, end - start);
  }

  private static boolean[] usual(String letters) {
    boolean[] usual = new boolean[0x80];
    for (byte b : letters.getBytes(WESTERN)) {
      usual[b & 0x7f] = true;
    }
    return usual;
  }

  private static List<Charset> charsets(String... names) {
    return Arrays.stream(names).map(Charset::forName).toList();
  }
}
