package io.mailpulse.lab.bench;

import io.mailpulse.model.Score;
import io.mailpulse.model.Scorer;
import io.mailpulse.model.ScorerSettings;
import io.mailpulse.model.ScorerSettings.TierChoice;
import io.mailpulse.model.Scorers;
import io.mailpulse.model.Text;
import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.model.bundle.ModelManifest.EncoderPart;
import io.mailpulse.model.ngram.NgramFeaturiser;
import io.mailpulse.model.ngram.NgramSpec;
import io.mailpulse.model.runtime.LengthBuckets;
import io.mailpulse.model.runtime.RuntimeSettings;
import io.mailpulse.model.runtime.ScoringException;
import io.mailpulse.model.text.Normaliser;
import io.mailpulse.model.tier.EncoderTier;
import io.mailpulse.model.tier.Passage;
import io.mailpulse.model.tokenizer.Tokenizer;
import io.mailpulse.model.tokenizer.Tokenizers;
import io.mailpulse.schema.RedactedText;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The speed of this module: tokenizer against JNI, both tiers against bare ONNX Runtime loops over
 * the same ids, and padding. Single-threaded.
 */
public final class ModelBench {

  private static final int SHORT = 2;
  private static final int LONG = 17;

  private final ModelBundle bundle;
  private final Consumer<Figure> figures;
  private final BenchTexts texts = new BenchTexts();
  private final CpuTimer timer = CpuTimer.ofLongPasses();

  private ModelBench(ModelBundle bundle, Consumer<Figure> figures) {
    this.bundle = bundle;
    this.figures = figures;
  }

  /**
   * Measures everything; minutes.
   *
   * @param lines takes each figure as it is ready, and what was left out, as one JSON line has it
   */
  public static void run(BenchSettings settings, Consumer<Map<String, Object>> lines) {
    var bench =
        new ModelBench(ModelBundle.open(settings.bundle()), figure -> lines.accept(figure.toMap()));
    bench.fastTier(SHORT, 2000);
    bench.fastTier(LONG, 400);
    bench.padding();
    for (EncoderPart part : bench.bundle.manifest().encoders()) {
      bench.graphs(part, settings.node(), lines);
      if (part.languages().contains("en")) {
        bench.tokenizer(part, SHORT, 2000);
        bench.tokenizer(part, LONG, 400);
        bench.encoder(part, 1, 40);
        bench.encoder(part, 6, 20);
      }
    }
  }

  private void graphs(EncoderPart part, Optional<Path> node, Consumer<Map<String, Object>> lines) {
    var graphs = new GraphBench(bundle, figures);
    graphs.againstBareLoop(part);
    try {
      graphs.againstNode(
          part, node.orElseThrow(() -> new ScoringException("no folder with it was named")));
    } catch (ScoringException e) {
      lines.accept(Map.of("name", part.id() + ", onnxruntime-node", "left_out", e.getMessage()));
    }
  }

  private void fastTier(int sentences, int count) {
    List<String> mails = texts.mails(count, sentences);
    List<Text> batch =
        mails.stream().map(mail -> new Text(RedactedText.ofRedacted(mail), "en", "")).toList();
    List<int[]> rows = features(mails);
    byte[] model = bundle.file(bundle.manifest().ngram().model());
    var featuriser = new NgramFeaturiser(NgramSpec.fromMap(bundle.manifest().ngram().featuriser()));
    var settings = ScorerSettings.defaults().withBundle(bundle.origin());
    try (Scorer scorer = Scorers.open(settings);
        var bare = new BareLoop(model)) {
      CpuTimer.Pass ours =
          () -> batch.stream().mapToLong(text -> score(scorer, text).evidence().size()).sum();
      double[] scored =
          timer.perSecond(
              count,
              ours,
              () -> {
                long sum = 0;
                for (String mail : mails) {
                  sum += bare.run(featuriser.featurise(Normaliser.normalise(mail)));
                }
                return sum;
              });
      String name = "fast tier, " + characters(mails) + " characters, whole score";
      report(name, scored, "normalise, featurise, bare ONNX Runtime", count);
      double[] graph = timer.perSecond(count, ours, () -> rows.stream().mapToLong(bare::run).sum());
      report(name, graph, "bare ONNX Runtime alone, features ready", count);
    }
  }

  private static Score score(Scorer scorer, Text text) {
    return scorer.score(List.of(text)).get(0);
  }

  private List<int[]> features(List<String> mails) {
    var featuriser = new NgramFeaturiser(NgramSpec.fromMap(bundle.manifest().ngram().featuriser()));
    return mails.stream().map(m -> featuriser.featurise(Normaliser.normalise(m))).toList();
  }

  private void padding() {
    int[] lengths =
        features(texts.mails(1000, LONG)).stream().mapToInt(row -> row.length).toArray();
    long padded = 0;
    for (int[] group : LengthBuckets.group(lengths, RuntimeSettings.DEFAULT.tokenBudget())) {
      padded += (long) group.length * Arrays.stream(group).map(i -> lengths[i]).max().orElse(0);
    }
    long inOrder = 0;
    for (int from = 0; from < lengths.length; from += 32) {
      int to = Math.min(lengths.length, from + 32);
      inOrder += (long) (to - from) * Arrays.stream(lengths, from, to).max().orElse(0);
    }
    long tokens = Arrays.stream(lengths).sum();
    figures.accept(
        new Figure(
            "padding of length buckets",
            "share",
            1 - (double) tokens / padded,
            "batches of 32 in order of arrival",
            1 - (double) tokens / inOrder,
            lengths.length));
  }

  private void tokenizer(EncoderPart part, int sentences, int count) {
    byte[] json = bundle.resolve(part.tokenizer());
    List<String> mails = texts.mails(count, sentences).stream().map(Normaliser::normalise).toList();
    try (Tokenizer ours = Tokenizers.open(json);
        Tokenizer measure = Tokenizers.openNative(json)) {
      double[] rates =
          timer.perSecond(
              count, () -> tokens(ours, mails, part), () -> tokens(measure, mails, part));
      String name = "tokenizer, " + characters(mails) + " characters";
      report(name, rates, "Hugging Face tokenizer through JNI", count);
    }
  }

  private static long tokens(Tokenizer tokenizer, List<String> texts, EncoderPart part) {
    return texts.stream().mapToLong(t -> tokenizer.encode(t, part.maxTokens()).length).sum();
  }

  private void encoder(EncoderPart part, int sentences, int count) {
    List<String> mails = texts.mails(count, sentences).stream().map(Normaliser::normalise).toList();
    List<Text> batch =
        mails.stream().map(mail -> new Text(RedactedText.ofRedacted(mail), "en", "")).toList();
    var settings =
        ScorerSettings.defaults().withBundle(bundle.origin()).withTier(TierChoice.ENCODER);
    try (Scorer scorer = Scorers.open(settings);
        EncoderTier tier = EncoderTier.open(bundle, part, RuntimeSettings.DEFAULT);
        Tokenizer tokenizer = Tokenizers.open(bundle.resolve(part.tokenizer()));
        var bare = new BareLoop(bundle.resolve(part.model()))) {
      List<int[]> rows =
          mails.stream()
              .map(mail -> tokenizer.encode(part.inputPrefix() + mail, part.maxTokens()))
              .toList();
      long tokens = rows.stream().mapToLong(row -> row.length).sum() / count;
      CpuTimer.Pass loop = () -> rows.stream().mapToLong(bare::run).sum();
      String name = "encoder, " + tokens + " tokens, ";
      double[] read =
          timer.perSecond(
              count,
              () ->
                  mails.stream()
                      .mapToLong(mail -> tier.read(List.of(Passage.of(mail))).size())
                      .sum(),
              loop);
      report(name + "text to logits", read, "bare ONNX Runtime, ids ready", count);
      double[] whole =
          timer.perSecond(
              count,
              () -> batch.stream().mapToLong(text -> score(scorer, text).evidence().size()).sum(),
              loop);
      report(name + "whole mixed score", whole, "bare ONNX Runtime, ids ready", count);
    }
  }

  private static int characters(List<String> mails) {
    return (int) mails.stream().mapToInt(String::length).average().orElse(0);
  }

  private void report(String name, double[] rates, String baseline, int n) {
    figures.accept(new Figure(name, "texts/s", rates[0], baseline, rates[1], n));
  }
}
