package io.mailpulse.model;

import io.mailpulse.model.tier.Passage;
import io.mailpulse.schema.UnknownReason;
import java.util.Optional;
import java.util.Set;

/** Which texts no model is asked about. */
final class Screening {

  /** Letters below which a text without an emoji says nothing. */
  private static final int FEWEST_LETTERS = 2;

  /**
   * Units from which the language of a text is believed. Shorter ones in a language that the model
   * answers for are often taken for another: 11 of 81 French tweets of UMSAB validation were.
   */
  private static final int TRUSTED_GUESS = 160;

  private static final String UNKNOWN = "unknown";

  private final Set<String> languages;

  Screening(Set<String> languages) {
    this.languages = languages;
  }

  /**
   * Why a text is not scored; empty if it is. A short text in a language that the model does not
   * answer for counts as one of undetermined language.
   */
  Optional<UnknownReason> reason(String normalised, String language) {
    if (normalised.isEmpty()) {
      return Optional.of(UnknownReason.EMPTY);
    }
    if (!language.equals(UNKNOWN)
        && !languages.contains(language)
        && normalised.length() >= TRUSTED_GUESS) {
      return Optional.of(UnknownReason.UNSUPPORTED);
    }
    return saysSomething(normalised) ? Optional.empty() : Optional.of(UnknownReason.TOO_SHORT);
  }

  /**
   * What models read of a text: what people wrote in it, or all of it where that says nothing.
   *
   * @param everything all of the text
   * @param text that {@code everything} was cut from
   */
  Passage read(Passage everything, Text text) {
    Passage prose = everything.prose(text.text());
    return reason(prose.whole(), text.languageAmong(languages)).isPresent() ? everything : prose;
  }

  private static boolean saysSomething(String text) {
    int letters = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (c == '<') {
        i = afterPlaceholder(text, i);
        continue;
      }
      boolean emoji = c > 0xFFFF && Character.getType(c) == Character.OTHER_SYMBOL;
      boolean ideograph = Character.isIdeographic(c);
      if (Character.isLetter(c)) {
        letters++;
      }
      if (emoji || ideograph || letters >= FEWEST_LETTERS || isOldEmoji(c)) {
        return true;
      }
      i += Character.charCount(c);
    }
    return false;
  }

  /** Past {@code <URL>} and its like, which the sender did not say. */
  private static int afterPlaceholder(String text, int at) {
    int i = at + 1;
    while (i < text.length() && text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') {
      i++;
    }
    return i > at + 1 && i < text.length() && text.charAt(i) == '>' ? i + 1 : at + 1;
  }

  /** Hearts, faces and hands from before emoji had planes of their own. */
  private static boolean isOldEmoji(int c) {
    return c >= 0x2639 && c <= 0x263B || c == 0x2661 || c == 0x2665 || c == 0x2764;
  }
}
