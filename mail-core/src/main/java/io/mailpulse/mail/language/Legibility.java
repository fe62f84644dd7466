package io.mailpulse.mail.language;

import java.util.List;

/**
 * How well a text reads in the language that reads it best. Bytes decoded in the wrong charset read
 * badly in every language, so readings of the same bytes can be told apart.
 *
 * @param language ISO 639-1 code of that language; empty if the text holds no letters
 * @param nats comparable between readings of the same bytes only
 */
public record Legibility(String language, double nats) {

  /** Reads a whole text: keep it short. */
  public static Legibility of(String text) {
    NgramTable table = LanguageIdentifier.sharedTable();
    NgramScore score = NgramScore.ofWhole(text, table);
    List<String> languages = table.languages();
    String best = "";
    double most = 0;
    for (int i = 0; i < languages.size(); i++) {
      if (score.nats(i) > most) {
        most = score.nats(i);
        best = languages.get(i);
      }
    }
    return new Legibility(best, most);
  }
}
