package io.mailpulse.lab.training;

import static java.util.stream.Collectors.toList;

import io.mailpulse.lab.training.EncoderRecipe.Encoder;
import io.mailpulse.lab.training.TrainingRecipe.Head;
import io.mailpulse.lab.training.TrainingRecipe.Source;
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
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Gives a bundle of the fast tier its encoders: trains linear heads over frozen encoders, fits the
 * temperature of the mix with the fast tier, and measures that mix, on the same sets as the fast
 * tier. The encoders' own weights stay in the dependencies that carry them.
 */
final class EncoderHeadTraining {

  private final TrainingRecipe texts;
  private final EncoderRecipe recipe;
  private final SourceReader reader;
  private final long seed;

  /** Vectors of texts that more than one head trains on. */
  private final Map<String, float[]> vectors = new ConcurrentHashMap<>();

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
    metrics.removeIf(metric -> metric.split().contains(TierMix.WITH_ENCODER));
    List<EncoderTier> opened = new ArrayList<>();
    List<TierMix> mixes = new ArrayList<>();
    MailCalibration mails = new MailCalibration(mails(), manifest.heads().get(0), texts.floor());
    try (FastTier fastTier = FastTier.open(fast, RuntimeSettings.DEFAULT)) {
      for (Encoder encoder : recipe.encoders()) {
        String file = encoder.id() + ".heads.json";
        vectors.clear();
        EncoderTier frozen = EncoderTier.headless(fast, part(encoder, file, Calibration.NONE));
        opened.add(frozen);
        boolean known =
            trained.map(bundle -> bundle.manifest().files().containsKey(file)).orElse(false);
        HeadWeights heads =
            encoder.trainedHeads() != null
                ? HeadWeights.parse(resource(encoder.trainedHeads()))
                : known ? HeadWeights.parse(trained.get().file(file)) : train(frozen, encoder);
        files.put(file, heads.toJson());
        Optional<TierMix> asked =
            encoder.second() == null ? Optional.empty() : Optional.of(mixes.get(mixes.size() - 1));
        var mix = new TierMix(texts, reader, manifest, fastTier, frozen, heads, encoder, asked);
        mixes.add(mix);
        parts.add(part(encoder, file, Calibration.NONE));
        if (mails.isPresent()) {
          ModelBundle.write(folder, manifest.withEncoders(parts), files);
          mix.calibrate(mails.of(folder, parts.get(parts.size() - 1), encoder.leastTemperature()));
        }
      }
      for (int i = 0; i < mixes.size(); i++) {
        metrics.addAll(mixes.get(i).measure());
        Encoder encoder = recipe.encoders().get(i);
        parts.set(i, part(encoder, parts.get(i).headsFile(), mixes.get(i).calibration()));
      }
    } finally {
      opened.forEach(EncoderTier::close);
    }
    return ModelBundle.write(folder, manifest.withEncoders(parts).withMetrics(metrics), files);
  }

  /** Real mails that train nothing. */
  private List<LabelledText> mails() throws IOException {
    List<LabelledText> mails = new ArrayList<>();
    for (Source source : texts.validation()) {
      if (texts.mailSets().contains(source.name())) {
        mails.addAll(reader.training(source));
      }
    }
    return mails;
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
        calibration,
        e.second());
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = EncoderHeadTraining.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new NoSuchFileException(name);
      }
      return in.readAllBytes();
    }
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
      // A vector depends on its text alone: threads change the time, not the bytes.
      chosen.parallelStream().forEach(text -> vector(frozen, text.text()));
      double[] counts = new double[head.labels().size()];
      for (LabelledText text : chosen) {
        text.labels().forEach(label -> counts[head.indexOf(label)] += 1.0 / text.labels().size());
      }
      for (LabelledText text : chosen) {
        int[] labels = text.labels().stream().mapToInt(head::indexOf).toArray();
        double balanced = source.asItComes() ? weight : weight * LabelBalance.of(counts, labels);
        rows.computeIfAbsent(entry.getKey(), key -> new ArrayList<>())
            .add(new VectorHead.Row(vector(frozen, text.text()), labels, balanced));
      }
    }
  }

  private float[] vector(EncoderTier frozen, String text) {
    return vectors.computeIfAbsent(
        Normaliser.normalise(text), normalised -> frozen.vectors(List.of(normalised)).get(0));
  }
}
