package io.mailpulse.model.training;

import static java.util.stream.Collectors.toList;

import io.mailpulse.model.bundle.Calibration;
import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.model.bundle.ModelManifest;
import io.mailpulse.model.bundle.ModelManifest.EncoderPart;
import io.mailpulse.model.bundle.ModelManifest.Metric;
import io.mailpulse.model.runtime.RuntimeSettings;
import io.mailpulse.model.text.Normaliser;
import io.mailpulse.model.tier.EncoderTier;
import io.mailpulse.model.tier.FastTier;
import io.mailpulse.model.tier.HeadWeights;
import io.mailpulse.model.tier.Passage;
import io.mailpulse.model.training.EncoderRecipe.Encoder;
import io.mailpulse.model.training.TrainingRecipe.Head;
import io.mailpulse.model.training.TrainingRecipe.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Gives a bundle of the fast tier its encoders: trains linear heads over frozen encoders, fits the
 * temperature of the mix with the fast tier, and measures that mix, on the same sets as the fast
 * tier. The encoders' own weights stay in the dependencies that carry them.
 */
final class EncoderHeadTraining {

  /** Texts of a validation set and language that the mix is measured on, chosen by a hash. */
  private static final int MOST_MEASURED = 1500;

  /** Between the split and the encoder in the name of a figure of the mix. */
  private static final String WITH_ENCODER = "+";

  private final TrainingRecipe texts;
  private final EncoderRecipe recipe;
  private final SourceReader reader;
  private final long seed;

  /** Vectors of texts that more than one head trains on. */
  private final Map<String, float[]> vectors = new HashMap<>();

  EncoderHeadTraining(TrainingRecipe texts, EncoderRecipe recipe, Path dataFolder, long seed) {
    this.texts = texts;
    this.recipe = recipe;
    this.reader = new SourceReader(dataFolder, texts.languageCodes());
    this.seed = seed;
  }

  /**
   * Trains the heads of every encoder of the recipe and writes the bundle anew.
   *
   * @param fast bundle of the fast tier
   * @param trained bundle whose heads are taken as they are, to be mixed with another fast tier;
   *     heads that it does not have are trained
   * @param folder to write
   */
  ModelBundle write(ModelBundle fast, Optional<ModelBundle> trained, Path folder)
      throws IOException {
    ModelManifest manifest = fast.manifest();
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(manifest.ngram().model(), fast.file(manifest.ngram().model()));
    List<EncoderPart> parts = new ArrayList<>();
    List<Metric> metrics = new ArrayList<>(manifest.metrics());
    metrics.removeIf(metric -> metric.split().contains(WITH_ENCODER));
    try (FastTier fastTier = FastTier.open(fast, RuntimeSettings.DEFAULT)) {
      for (Encoder encoder : recipe.encoders()) {
        String file = encoder.id() + ".heads.json";
        vectors.clear();
        try (EncoderTier frozen =
            EncoderTier.headless(fast, part(encoder, file, Calibration.NONE))) {
          boolean known =
              trained.map(bundle -> bundle.manifest().files().containsKey(file)).orElse(false);
          HeadWeights heads =
              known ? HeadWeights.parse(trained.get().file(file)) : train(frozen, encoder);
          files.put(file, heads.toJson());
          var mix = new Mix(manifest, fastTier, frozen, heads, encoder);
          Calibration calibration = mix.calibrate();
          metrics.addAll(mix.measure(calibration));
          parts.add(part(encoder, file, calibration));
        }
      }
    }
    return ModelBundle.write(folder, manifest.withEncoders(parts).withMetrics(metrics), files);
  }

  private static EncoderPart part(Encoder e, String file, Calibration calibration) {
    return new EncoderPart(
        e.id(),
        e.languages(),
        e.model(),
        e.tokenizer(),
        e.inputPrefix(),
        e.maxTokens(),
        e.pooling(),
        e.output(),
        file,
        e.weight(),
        calibration);
  }

  private HeadWeights train(EncoderTier frozen, Encoder encoder) throws IOException {
    Map<String, HeadWeights.Head> heads = new TreeMap<>();
    Map<String, Map<String, HeadWeights.Head>> own = new TreeMap<>();
    for (Head head : texts.heads()) {
      if (encoder.heads().contains(head.name())) {
        Map<String, List<VectorHead.Row>> byLanguage = rows(frozen, encoder, head);
        List<VectorHead.Row> all = byLanguage.values().stream().flatMap(List::stream).toList();
        VectorHead common =
            VectorHead.train(recipe, head.labels().size(), all, encoder.penalty(), seed);
        heads.put(head.name(), common.folded(head.labels()));
        for (String language : encoder.ownHeads()) {
          if (head == texts.heads().get(0)) {
            VectorHead adapted =
                common.adapted(byLanguage.get(language), encoder.ownPenalty(), seed);
            own.put(language, Map.of(head.name(), adapted.folded(head.labels())));
          }
        }
      }
    }
    return new HeadWeights(encoder.width(), heads, own);
  }

  private Map<String, List<VectorHead.Row>> rows(EncoderTier frozen, Encoder encoder, Head head)
      throws IOException {
    Map<String, List<VectorHead.Row>> rows = new TreeMap<>();
    for (Source source : texts.sources()) {
      if (source.head().equals(head.name())) {
        addRows(rows, frozen, encoder, head, source);
      }
    }
    return rows;
  }

  private void addRows(
      Map<String, List<VectorHead.Row>> rows,
      EncoderTier frozen,
      Encoder encoder,
      Head head,
      Source source)
      throws IOException {
    double weight = encoder.sourceWeights().getOrDefault(source.name(), source.weight());
    if (weight == 0) {
      return;
    }
    Map<String, List<LabelledText>> byLanguage =
        reader.training(source).stream()
            .filter(text -> encoder.trainedOn().contains(text.language()))
            .collect(Collectors.groupingBy(LabelledText::language, TreeMap::new, toList()));
    for (Map.Entry<String, List<LabelledText>> entry : byLanguage.entrySet()) {
      List<LabelledText> chosen =
          entry.getValue().stream()
              .sorted(Comparator.comparingInt(text -> text.text().hashCode() * 0x9E3779B1))
              .limit(encoder.mostTextsPerSource())
              .toList();
      double[] counts = new double[head.labels().size()];
      for (LabelledText text : chosen) {
        text.labels().forEach(label -> counts[head.indexOf(label)] += 1.0 / text.labels().size());
      }
      for (LabelledText text : chosen) {
        int[] labels = text.labels().stream().mapToInt(head::indexOf).toArray();
        double balanced = weight * LabelBalance.of(counts, labels);
        rows.computeIfAbsent(entry.getKey(), key -> new ArrayList<>())
            .add(new VectorHead.Row(vector(frozen, text.text()), labels, balanced));
      }
    }
  }

  private float[] vector(EncoderTier frozen, String text) {
    return vectors.computeIfAbsent(
        Normaliser.normalise(text), normalised -> frozen.vectors(List.of(normalised)).get(0));
  }

  /** The two tiers together on texts that trained nothing. */
  private final class Mix {

    private final ModelManifest manifest;
    private final FastTier fast;
    private final EncoderTier frozen;
    private final HeadWeights heads;
    private final Encoder encoder;
    private final Map<Head, Map<String, List<Case>>> casesByHead = new LinkedHashMap<>();

    private record Case(String split, String language, int expected, double[] mixed) {}

    Mix(
        ModelManifest manifest,
        FastTier fast,
        EncoderTier frozen,
        HeadWeights heads,
        Encoder encoder)
        throws IOException {
      this.manifest = manifest;
      this.fast = fast;
      this.frozen = frozen;
      this.heads = heads;
      this.encoder = encoder;
      for (Head head : texts.heads()) {
        if (encoder.heads().contains(head.name())) {
          casesByHead.put(head, cases(head));
        }
      }
    }

    private double[] mixed(Head head, String normalised, String language) {
      int index = texts.heads().indexOf(head);
      float[] vector = frozen.vectors(List.of(normalised)).get(0);
      float[] deep = heads.head(head.name(), language).orElseThrow().logits(vector);
      float[] shallow = fast.read(List.of(Passage.of(normalised))).get(0).windowLogits()[0][index];
      double temperature = index == 0 ? manifest.calibration().of(language).temperature() : 1;
      double[] mixed = Softmax.of(shallow, temperature);
      double[] encoded = Softmax.of(deep, 1);
      for (int k = 0; k < mixed.length; k++) {
        mixed[k] = encoder.weight() * encoded[k] + (1 - encoder.weight()) * mixed[k];
      }
      return mixed;
    }

    private Map<String, List<Case>> cases(Head head) throws IOException {
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
            cases
                .computeIfAbsent(text.language(), key -> new ArrayList<>())
                .add(
                    new Case(
                        source.name(),
                        text.language(),
                        expected,
                        mixed(head, normalised, text.language())));
          }
        }
      }
      return cases;
    }

    /**
     * Held-back texts of a language set its temperature; all of them together that of languages
     * without any. Mails of the golden set resemble the support phrases that heads train on, and
     * would make the mix claim too much.
     */
    Calibration calibrate() {
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

    List<Metric> measure(Calibration calibration) {
      List<Metric> metrics = new ArrayList<>();
      casesByHead.forEach(
          (head, byLanguage) ->
              byLanguage.forEach(
                  (language, cases) -> {
                    Map<String, MacroF1> scores = new TreeMap<>();
                    Map<String, CalibrationError> errors = new TreeMap<>();
                    for (Case c : cases) {
                      boolean first = head == texts.heads().get(0);
                      double temperature = first ? calibration.of(language).temperature() : 1;
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
                          metrics.add(
                              metric(head, "macro_f1", language, measured, n, score.value()));
                          metrics.add(
                              metric(
                                  head, "ece", language, measured, n, errors.get(split).value()));
                        });
                  }));
      return metrics;
    }

    private Metric metric(
        Head head, String measure, String language, String split, long n, double value) {
      return new Metric(head.name(), measure, language, split, n, Math.round(value * 1e4) / 1e4);
    }
  }
}
