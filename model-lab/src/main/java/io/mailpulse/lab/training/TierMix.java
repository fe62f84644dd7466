package io.mailpulse.lab.training;

import io.mailpulse.lab.training.EncoderRecipe.Encoder;
import io.mailpulse.lab.training.TrainingRecipe.Head;
import io.mailpulse.lab.training.TrainingRecipe.Source;
import io.mailpulse.model.bundle.Calibration;
import io.mailpulse.model.bundle.ModelManifest;
import io.mailpulse.model.bundle.ModelManifest.Metric;
import io.mailpulse.model.text.Normaliser;
import io.mailpulse.model.tier.EncoderTier;
import io.mailpulse.model.tier.FastTier;
import io.mailpulse.model.tier.HeadWeights;
import io.mailpulse.model.tier.Passage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The two tiers together on texts that trained nothing: fits the temperature of the mix, and
 * measures it.
 */
final class TierMix {

  /** Texts of a validation set and language that the mix is measured on, chosen by a hash. */
  private static final int MOST_MEASURED = 1500;

  /** Between the split and the encoder in the name of a figure of the mix. */
  static final String WITH_ENCODER = "+";

  private final TrainingRecipe texts;
  private final ModelManifest manifest;
  private final FastTier fast;
  private final EncoderTier frozen;
  private final HeadWeights heads;
  private final Encoder encoder;
  private final Optional<TierMix> before;
  private Calibration calibration;
  private final Map<Head, Map<String, List<Case>>> casesByHead = new LinkedHashMap<>();

  /**
   * A text with what is said of it.
   *
   * @param asked whether this encoder was asked; else it is what was said before
   */
  private record Case(String split, String language, int expected, double[] mixed, boolean asked) {}

  /**
   * Scores the validation texts of the encoder's languages.
   *
   * @param fast tier of that manifest
   * @param heads over the frozen encoder
   * @param before what is mixed with the encoder: the mix that it gives a second opinion on, or the
   *     fast tier if empty
   */
  TierMix(
      TrainingRecipe texts,
      SourceReader reader,
      ModelManifest manifest,
      FastTier fast,
      EncoderTier frozen,
      HeadWeights heads,
      Encoder encoder,
      Optional<TierMix> before)
      throws IOException {
    this.texts = texts;
    this.manifest = manifest;
    this.fast = fast;
    this.frozen = frozen;
    this.heads = heads;
    this.encoder = encoder;
    this.before = before;
    for (Head head : texts.heads()) {
      if (encoder.heads().contains(head.name())) {
        casesByHead.put(head, cases(reader, head));
      }
    }
    calibration = fitted();
  }

  /** Takes what was fitted to whole mails in place of its own fit. */
  void calibrate(Calibration fitted) {
    calibration = fitted;
  }

  /** How sure the mix may claim to be where this encoder was asked. */
  Calibration calibration() {
    return calibration;
  }

  private double[] mixed(Head head, String normalised, String language) {
    double[] soFar =
        before
            .map(mix -> mix.mixed(head, normalised, language))
            .orElseGet(() -> shallow(head, normalised, language));
    if (isCalm(head, soFar)) {
      return soFar;
    }
    float[] vector = frozen.vectors(List.of(normalised)).get(0);
    float[] deep = heads.head(head.name(), language).orElseThrow().logits(vector);
    double[] encoded = Softmax.of(deep, 1);
    double[] mixed = new double[encoded.length];
    for (int k = 0; k < mixed.length; k++) {
      mixed[k] = encoder.weight() * encoded[k] + (1 - encoder.weight()) * soFar[k];
    }
    return mixed;
  }

  private double[] shallow(Head head, String normalised, String language) {
    int index = texts.heads().indexOf(head);
    float[] logits = fast.read(List.of(Passage.of(normalised))).get(0).windowLogits()[0][index];
    double temperature = index == 0 ? manifest.calibration().of(language).temperature() : 1;
    return Softmax.of(logits, temperature);
  }

  /** Whether a second opinion is not asked for. */
  private boolean isCalm(Head head, double[] soFar) {
    return encoder.second() != null && soFar[head.indexOf("neutral")] >= encoder.second().calm();
  }

  private Map<String, List<Case>> cases(SourceReader reader, Head head) throws IOException {
    Map<String, List<Case>> cases = new TreeMap<>();
    for (Source source : texts.validation()) {
      if (!source.head().equals(head.name())) {
        continue;
      }
      List<LabelledText> all =
          source.keepShare() < 1 ? reader.validation(source) : reader.training(source);
      List<LabelledText> measured =
          all.stream()
              .filter(text -> encoder.languages().contains(text.language()))
              .sorted(Comparator.comparingInt(text -> text.text().hashCode() * 0x9E3779B1))
              .limit(MOST_MEASURED)
              .toList();
      for (LabelledText text : measured) {
        String normalised = Normaliser.normalise(text.text());
        if (text.labels().size() == 1 && !normalised.isEmpty()) {
          int expected = head.indexOf(text.labels().get(0));
          double[] mixed = mixed(head, normalised, text.language());
          boolean asked =
              before
                  .map(mix -> !isCalm(head, mix.mixed(head, normalised, text.language())))
                  .orElse(true);
          cases
              .computeIfAbsent(text.language(), key -> new ArrayList<>())
              .add(new Case(source.name(), text.language(), expected, mixed, asked));
        }
      }
    }
    return cases;
  }

  /**
   * Held-back texts of a language set its temperature, and all of them together that of languages
   * without any. Mails of the golden set resemble the support phrases that heads train on, and
   * would make the mix claim too much.
   */
  private Calibration fitted() {
    Map<String, List<Case>> byLanguage = casesByHead.getOrDefault(texts.heads().get(0), Map.of());
    Map<String, Calibration.Entry> entries = new HashMap<>();
    byLanguage.forEach((language, cases) -> entries.put(language, entry(temperature(cases))));
    List<Case> all = byLanguage.values().stream().flatMap(List::stream).toList();
    return new Calibration(entry(temperature(all)), entries);
  }

  private double temperature(List<Case> cases) {
    return cases.isEmpty()
        ? 1
        : TemperatureFit.fit(
            cases.stream()
                .map(c -> new TemperatureFit.Case(logits(c.mixed()), c.expected(), 1))
                .toList());
  }

  private Calibration.Entry entry(double temperature) {
    return new Calibration.Entry(Math.round(temperature * 1000) / 1000.0, texts.floor());
  }

  private float[] logits(double[] probabilities) {
    float[] logits = new float[probabilities.length];
    for (int k = 0; k < logits.length; k++) {
      logits[k] = (float) StrictMath.log(Math.max(probabilities[k], 1e-12));
    }
    return logits;
  }

  List<Metric> measure() {
    List<Metric> metrics = new ArrayList<>();
    casesByHead.forEach(
        (head, byLanguage) ->
            byLanguage.forEach(
                (language, cases) -> {
                  Map<String, MacroF1> scores = new TreeMap<>();
                  Map<String, CalibrationError> errors = new TreeMap<>();
                  for (Case c : cases) {
                    boolean first = head == texts.heads().get(0);
                    Calibration own = c.asked() ? calibration : before.orElseThrow().calibration;
                    double temperature = first ? own.of(language).temperature() : 1;
                    double[] p = Softmax.of(logits(c.mixed()), temperature);
                    int answered = Softmax.argMax(p);
                    scores
                        .computeIfAbsent(c.split(), key -> new MacroF1(head.labels().size()))
                        .add(c.expected(), answered);
                    errors
                        .computeIfAbsent(c.split(), key -> new CalibrationError())
                        .add(p[answered], c.expected(), answered);
                  }
                  scores.forEach(
                      (split, score) -> {
                        String measured = split + WITH_ENCODER + encoder.id();
                        long n = score.size();
                        metrics.add(metric(head, "macro_f1", language, measured, n, score.value()));
                        metrics.add(
                            metric(head, "ece", language, measured, n, errors.get(split).value()));
                      });
                }));
    return metrics;
  }

  private Metric metric(
      Head head, String measure, String language, String split, long n, double value) {
    return new Metric(head.name(), measure, language, split, n, Math.round(value * 1e4) / 1e4);
  }
}
