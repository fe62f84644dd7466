package io.mailpulse.lab.training;

import io.mailpulse.lab.evaluation.GoldenSet;
import io.mailpulse.lab.training.TrainingRecipe.Head;
import io.mailpulse.lab.training.TrainingRecipe.Source;
import io.mailpulse.model.bundle.Calibration;
import io.mailpulse.model.bundle.ModelManifest.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Calibrates and measures quantised heads on texts that trained nothing: the validation files that
 * the recipe names, and the held-back share of training sets.
 */
final class Validation {

  private final TrainingRecipe recipe;
  private final SourceReader reader;
  private final TrainingData data;

  Validation(TrainingRecipe recipe, Path dataFolder, TrainingData data) {
    this.recipe = recipe;
    this.reader = new SourceReader(dataFolder, recipe.languageCodes());
    this.data = data;
  }

  /**
   * The mails of the tuning half set the level. Sets of short texts say how far a language is from
   * the others; sets of longer texts set the temperature of their language themselves. Languages
   * without a validation set share the temperature of their own mails in that half: most were
   * learned from subtitles, and claim more than the others.
   */
  Calibration calibrate(QuantisedHeads heads) throws IOException {
    Head sentiment = recipe.heads().get(0);
    List<TemperatureFit.Case> shortTexts = new ArrayList<>();
    Map<String, List<TemperatureFit.Case>> byLanguage = new TreeMap<>();
    Map<String, List<TemperatureFit.Case>> shortByLanguage = new TreeMap<>();
    for (Source source : recipe.validation()) {
      boolean isShort = recipe.shortSets().contains(source.name());
      if (source.head().equals(sentiment.name())) {
        for (LabelledText text : held(source)) {
          var found = sentimentCase(heads, text.text(), text.labels().get(0));
          if (recipe.unreliable().contains(text.language())) {
            continue;
          }
          if (isShort) {
            shortTexts.add(found);
          }
          (isShort ? shortByLanguage : byLanguage)
              .computeIfAbsent(text.language(), key -> new ArrayList<>())
              .add(found);
        }
      }
    }
    double level = fit(mails(heads, recipe.mailFeatures(), language -> true));
    double ratio = level / fit(shortTexts);
    Map<String, Calibration.Entry> entries = new HashMap<>();
    shortByLanguage.forEach((language, cases) -> entries.put(language, entry(ratio * fit(cases))));
    byLanguage.forEach((language, cases) -> entries.put(language, entry(fit(cases))));
    List<TemperatureFit.Case> others = mails(heads, 0, language -> !entries.containsKey(language));
    return new Calibration(entry(others.isEmpty() ? level : fit(others)), entries);
  }

  /** Mails of the tuning half with at least so many features, in these languages. */
  private List<TemperatureFit.Case> mails(
      QuantisedHeads heads, int features, Predicate<String> languages) {
    return GoldenSet.half(GoldenSet.Half.TUNING).stream()
        .filter(mail -> recipe.languages().contains(mail.language()))
        .filter(mail -> languages.test(mail.language()))
        .filter(mail -> data.featurise(mail.text()).length >= features)
        .map(mail -> sentimentCase(heads, mail.text(), mail.label()))
        .toList();
  }

  private TemperatureFit.Case sentimentCase(QuantisedHeads heads, String text, String label) {
    Head sentiment = recipe.heads().get(0);
    return new TemperatureFit.Case(logits(heads, sentiment, text), sentiment.indexOf(label), 1);
  }

  private static double fit(List<TemperatureFit.Case> cases) {
    return cases.isEmpty() ? 1 : TemperatureFit.fit(cases);
  }

  private Calibration.Entry entry(double temperature) {
    return new Calibration.Entry(Math.round(temperature * 1000) / 1000.0, recipe.floor());
  }

  /** Macro F1, and for sentiment the calibration error, per validation set and language. */
  List<Metric> measure(QuantisedHeads heads, Calibration calibration) throws IOException {
    List<Metric> metrics = new ArrayList<>();
    for (Source source : recipe.validation()) {
      Head head =
          recipe.heads().stream()
              .filter(h -> h.name().equals(source.head()))
              .findFirst()
              .orElseThrow();
      Map<String, MacroF1> scores = new TreeMap<>();
      Map<String, CalibrationError> errors = new TreeMap<>();
      for (LabelledText text : held(source)) {
        boolean calibrated = head == recipe.heads().get(0);
        double temperature = calibrated ? calibration.of(text.language()).temperature() : 1;
        double[] p = Softmax.of(logits(heads, head, text.text()), temperature);
        int expected = head.indexOf(text.labels().get(0));
        int answered = head.decide(p);
        scores
            .computeIfAbsent(text.language(), key -> new MacroF1(head.labels().size()))
            .add(expected, answered);
        errors
            .computeIfAbsent(text.language(), key -> new CalibrationError())
            .add(p[answered], expected, answered);
      }
      scores.forEach(
          (language, score) -> {
            String split = source.name();
            metrics.add(metric(head, "macro_f1", language, split, score.size(), score.value()));
            metrics.add(
                metric(head, "ece", language, split, score.size(), errors.get(language).value()));
          });
    }
    return metrics;
  }

  /** Share of validation texts that a head answers alike before and after its weights are int8. */
  List<Metric> agreement(List<LinearHead> exact, QuantisedHeads quantised) throws IOException {
    List<Metric> metrics = new ArrayList<>();
    for (int i = 0; i < exact.size(); i++) {
      Head head = recipe.heads().get(i);
      long texts = 0;
      long alike = 0;
      for (Source source : recipe.validation()) {
        if (source.head().equals(head.name())) {
          for (LabelledText text : held(source)) {
            double[] before = Softmax.of(exact.get(i).logits(data.featurise(text.text())), 1);
            double[] after = Softmax.of(logits(quantised, head, text.text()), 1);
            texts++;
            alike += head.decide(before) == head.decide(after) ? 1 : 0;
          }
        }
      }
      double share = alike / (double) Math.max(1, texts);
      metrics.add(metric(head, "int8_agreement", "all", "validation", texts, share));
    }
    return metrics;
  }

  private static Metric metric(
      Head head, String measure, String language, String split, long n, double value) {
    return new Metric(head.name(), measure, language, split, n, Math.round(value * 1e4) / 1e4);
  }

  private List<LabelledText> held(Source source) throws IOException {
    List<LabelledText> texts =
        source.keepShare() < 1 ? reader.validation(source) : reader.training(source);
    return texts.stream()
        .filter(text -> text.labels().size() == 1)
        .filter(text -> recipe.languages().contains(text.language()))
        .toList();
  }

  private float[] logits(QuantisedHeads heads, Head head, String text) {
    float[] all = heads.logits(data.featurise(text));
    int start = 0;
    for (Head other : recipe.heads()) {
      if (other == head) {
        break;
      }
      start += other.labels().size();
    }
    float[] own = new float[head.labels().size()];
    System.arraycopy(all, start, own, 0, own.length);
    return own;
  }
}
