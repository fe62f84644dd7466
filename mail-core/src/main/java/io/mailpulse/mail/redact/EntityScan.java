package io.mailpulse.mail.redact;

import io.mailpulse.mail.redact.finding.Findings;
import io.mailpulse.mail.redact.finding.PiiType;
import io.mailpulse.mail.redact.word.Letters;
import io.mailpulse.schema.entity.EntityFinder;
import io.mailpulse.schema.entity.FoundEntity;
import java.util.Locale;

/**
 * What a named-entity bundle finds beside the rules. Tokens of an earlier redaction are blanked
 * first: the model would take their letters for names.
 */
final class EntityScan {

  private final EntityFinder finder;

  EntityScan(EntityFinder finder) {
    this.finder = finder;
  }

  /** Adds persons and addresses, named by their words in lower case with single blanks. */
  void scan(String text, Findings findings) {
    for (FoundEntity entity : finder.find(withoutTokens(text))) {
      String words = text.substring(entity.start(), entity.end());
      PiiType type =
          switch (entity.kind()) {
            case PERSON -> PiiType.PERSON;
            case POSTAL_ADDRESS -> PiiType.POSTAL_ADDRESS;
          };
      findings.add(entity.start(), entity.end(), type, normalForm(words));
    }
  }

  private static String normalForm(String words) {
    StringBuilder form = new StringBuilder(words.length());
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      if (!Character.isWhitespace(c)) {
        form.append(c);
      } else if (form.length() > 0 && form.charAt(form.length() - 1) != ' ') {
        form.append(' ');
      }
    }
    return form.toString().toLowerCase(Locale.ROOT);
  }

  /**
   * The text with {@code <EMAIL_7f3a12bc>} and its like as blanks; everything else in its place.
   */
  static String withoutTokens(String text) {
    StringBuilder blanked = null;
    int at = text.indexOf('<');
    while (at >= 0) {
      int end = endOfToken(text, at);
      if (end > at) {
        if (blanked == null) {
          blanked = new StringBuilder(text);
        }
        for (int i = at; i < end; i++) {
          blanked.setCharAt(i, ' ');
        }
      }
      at = text.indexOf('<', Math.max(end, at + 1));
    }
    return blanked == null ? text : blanked.toString();
  }

  /** Behind a token that starts at a place; the place itself if none does. */
  private static int endOfToken(String text, int at) {
    int i = at + 1;
    while (i < text.length() && (isCapital(text.charAt(i)) || text.charAt(i) == '_')) {
      i++;
    }
    boolean typed = i > at + 2 && text.charAt(i - 1) == '_';
    int digits = i;
    while (i < text.length() && Letters.isHex(text.charAt(i))) {
      i++;
    }
    return typed && i > digits && i < text.length() && text.charAt(i) == '>' ? i + 1 : at;
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
