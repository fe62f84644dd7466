package io.mailpulse.lab.training;

import io.mailpulse.lab.training.TrainingRecipe.Head;
import io.mailpulse.lab.training.TrainingRecipe.Source;
import io.mailpulse.model.bundle.Calibration;
import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.model.bundle.ModelManifest;
import io.mailpulse.model.bundle.ModelManifest.Activation;
import io.mailpulse.model.bundle.ModelManifest.HeadSpec;
import io.mailpulse.model.bundle.ModelManifest.Metric;
import io.mailpulse.model.bundle.ModelManifest.NgramPart;
import io.mailpulse.model.bundle.ModelManifest.TrainingSet;
import io.mailpulse.model.ngram.NgramFeaturiser;
import io.mailpulse.model.ngram.NgramSpec;
import io.mailpulse.model.text.Normaliser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Trains the fast tier from labelled sets and writes its bundle. The same data, recipe and seed
 * give the same bytes.
 */
final class FastTierTraining {

  static final String MODEL_FILE = "model.onnx";

  private final TrainingRecipe recipe;
  private final NgramSpec spec;
  private final TrainingData data;
  private final Validation validation;
  private final long seed;

  FastTierTraining(TrainingRecipe recipe, Path dataFolder, long seed) {
    this.recipe = recipe;
    this.spec = NgramSpec.ofBits(recipe.bucketBits());
    this.data =
        new TrainingData(
            new SourceReader(dataFolder, recipe.languageCodes()),
            new NgramFeaturiser(spec),
            Normaliser::normalise,
            Set.copyOf(recipe.languages()));
    this.validation = new Validation(recipe, dataFolder, data);
    this.seed = seed;
  }

  /** Trains and writes; returns the bundle as written. */
  ModelBundle write(Path folder) throws IOException {
    List<FeatureRows> sets = new ArrayList<>();
    for (Head head : recipe.heads()) {
      sets.add(data.rows(head, recipe.sources()));
    }
    float[] idf = InverseDocumentFrequency.fit(sets, spec.buckets(), recipe.minDocuments());
    List<LinearHead> heads = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      heads.add(train(recipe.heads().get(i), sets.get(i), idf));
    }
    QuantisedHeads quantised = QuantisedHeads.of(heads, idf);
    byte[] graph =
        NgramGraph.write(
            quantised,
            recipe.heads().stream()
                .map(head -> new NgramGraph.Output(tensor(head), head.labels().size()))
                .toList());
    Calibration calibration = validation.calibrate(quantised);
    List<Metric> metrics = validation.measure(quantised, calibration);
    metrics.addAll(validation.agreement(heads, quantised));
    return ModelBundle.write(folder, manifest(calibration, metrics), Map.of(MODEL_FILE, graph));
  }

  private LinearHead train(Head head, FeatureRows rows, float[] idf) {
    LinearHead trained =
        new AdaGradTrainer(head.epochs(), head.learningRate(), seed)
            .train(rows, head.labels().size(), idf);
    head.priors()
        .forEach((label, logOdds) -> trained.bias[head.indexOf(label)] += logOdds.floatValue());
    return trained;
  }

  private static String tensor(Head head) {
    return head.name().equals(ModelManifest.SENTIMENT) ? "logits" : head.name() + "_logits";
  }

  private ModelManifest manifest(Calibration calibration, List<Metric> metrics) {
    return new ModelManifest(
        ModelManifest.FORMAT,
        recipe.name(),
        recipe.version(),
        ModelManifest.Kind.NGRAM,
        recipe.description(),
        Normaliser.VERSION,
        recipe.languages(),
        recipe.heads().stream()
            .map(
                h ->
                    new HeadSpec(
                        h.name(), h.labels(), tensor(h), Activation.SOFTMAX, h.thresholds()))
            .toList(),
        calibration,
        new NgramPart(MODEL_FILE, spec.maxFeatures(), spec.toMap(), recipe.surely()),
        List.of(),
        recipe.sources().stream().map(this::trainingSet).toList(),
        metrics,
        Map.of());
  }

  private TrainingSet trainingSet(Source source) {
    return new TrainingSet(
        source.name(),
        source.licence(),
        source.origin() + " (" + source.attribution() + ")",
        data.rowsBySource().get(source.head() + "/" + source.name()),
        source.head());
  }
}
