package io.mailpulse.model.bundle;

import java.util.Map;

/**
 * How sure a model may claim to be, per language.
 *
 * @param defaults for languages without an entry of their own
 * @param languages by ISO 639-1 code; {@code unknown} is the entry for undetermined languages
 */
public record Calibration(Entry defaults, Map<String, Entry> languages) {

  /** Probabilities as the model gives them, and no floor. */
  public static final Calibration NONE = new Calibration(new Entry(1, 0), Map.of());

  /** Copies. */
  public Calibration {
    defaults = defaults == null ? new Entry(1, 0) : defaults;
    languages = languages == null ? Map.of() : Map.copyOf(languages);
  }

  /** The entry that holds for a language. */
  public Entry of(String language) {
    return languages.getOrDefault(language, defaults);
  }

  /**
   * Temperature and floor.
   *
   * @param temperature logits are divided by it before the softmax; above 0
   * @param floor confidence below which the answer is {@code unknown}; 0 to 1
   */
  public record Entry(double temperature, double floor) {}
}
