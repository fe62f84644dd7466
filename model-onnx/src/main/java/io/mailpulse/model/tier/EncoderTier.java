package io.mailpulse.model.tier;

import io.mailpulse.model.bundle.BundleException;
import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.model.bundle.ModelManifest.EncoderPart;
import io.mailpulse.model.bundle.ModelManifest.HeadSpec;
import io.mailpulse.model.bundle.ModelManifest.Pooling;
import io.mailpulse.model.runtime.FloatTensor;
import io.mailpulse.model.runtime.ModelSession;
import io.mailpulse.model.runtime.RuntimeSettings;
import io.mailpulse.model.text.Window;
import io.mailpulse.model.text.Windows;
import io.mailpulse.model.tokenizer.Tokenizer;
import io.mailpulse.model.tokenizer.Tokenizers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A transformer encoder: windows of whole sentences to token ids, the graph, then either the
 * graph's own heads or a pooled vector and linear heads. Thread-safe.
 */
public final class EncoderTier implements Tier {

  /** Windows of one mail that are read where the fast tier has read all of it. */
  static final int MOST_WINDOWS = 4;

  /** Of those, windows that are chosen because they are decided; the others are both ends. */
  private static final int MOST_DECIDED = 2;

  private static final String UNSTATED = "";

  private final EncoderPart part;
  private final List<HeadSpec> heads;
  private final int sentiment;
  private final Tokenizer tokenizer;
  private final ModelSession session;
  private final HeadWeights weights;
  private final int windowTokens;

  private EncoderTier(
      ModelBundle bundle,
      EncoderPart part,
      Tokenizer tokenizer,
      ModelSession session,
      HeadWeights weights) {
    this.part = part;
    this.heads = bundle.manifest().heads();
    this.sentiment =
        IntStream.range(0, heads.size())
            .filter(h -> heads.get(h).name().equals("sentiment"))
            .findFirst()
            .orElseThrow();
    this.tokenizer = tokenizer;
    this.session = session;
    this.weights = weights;
    int prefix = part.inputPrefix().isEmpty() ? 0 : tokenizer.count(part.inputPrefix().trim());
    this.windowTokens = part.maxTokens() - tokenizer.specialTokens() - prefix;
  }

  /**
   * Opens one encoder of a bundle.
   *
   * @throws BundleException if graph, tokenizer, heads and manifest contradict each other
   */
  public static EncoderTier open(ModelBundle bundle, EncoderPart part, RuntimeSettings settings) {
    Tokenizer tokenizer = Tokenizers.open(bundle.resolve(part.tokenizer()));
    ModelSession session = null;
    try {
      session = ModelSession.open(bundle.resolve(part.model()), settings);
      HeadWeights weights =
          part.pooling() == Pooling.NONE ? null : HeadWeights.parse(bundle.file(part.headsFile()));
      check(bundle, part, session, weights);
      return new EncoderTier(bundle, part, tokenizer, session, weights);
    } catch (BundleException e) {
      tokenizer.close();
      if (session != null) {
        session.close();
      }
      throw e;
    }
  }

  /**
   * Opens an encoder whose heads are yet to be trained: it gives vectors only.
   *
   * @throws BundleException if graph, tokenizer and manifest contradict each other
   */
  public static EncoderTier headless(ModelBundle bundle, EncoderPart part) {
    Tokenizer tokenizer = Tokenizers.open(bundle.resolve(part.tokenizer()));
    ModelSession session = ModelSession.open(bundle.resolve(part.model()), RuntimeSettings.DEFAULT);
    return new EncoderTier(bundle, part, tokenizer, session, null);
  }

  private static void check(
      ModelBundle bundle, EncoderPart part, ModelSession session, HeadWeights weights) {
    if (weights == null) {
      for (HeadSpec head : bundle.manifest().heads()) {
        session.requireOutput(head.tensor(), 2, head.labels().size());
      }
      return;
    }
    session.requireOutput(part.output(), 3, weights.width());
    for (HeadSpec head : bundle.manifest().heads()) {
      HeadWeights.Head found = weights.heads().get(head.name());
      boolean needed = head.name().equals("sentiment");
      if (found == null && needed || found != null && !found.labels().equals(head.labels())) {
        throw new BundleException(
            "Model bundle "
                + bundle.origin()
                + ": "
                + part.headsFile()
                + ": head "
                + head.name()
                + ": expected labels "
                + head.labels()
                + ", found "
                + (found == null ? "no such head" : found.labels()));
      }
    }
  }

  /** What the manifest says of it. */
  public EncoderPart part() {
    return part;
  }

  @Override
  public List<Reading> read(List<Passage> passages) {
    return passages.stream().map(passage -> read(passage, UNSTATED)).toList();
  }

  /**
   * Reads all windows of a passage.
   *
   * @param language ISO 639-1 code, for encoders that have heads of their own for some languages
   */
  public Reading read(Passage passage, String language) {
    return read(passage, windows(passage), language);
  }

  /**
   * Reads the windows that matter most of a passage: the first, the last and the most decided two,
   * which may be the same.
   *
   * @param decidedness of each sentence, 0 to 1: a window counts as decided as its most decided
   *     sentence
   * @param language ISO 639-1 code
   * @return a reading of at most {@value #MOST_WINDOWS} windows, in the order of the text
   */
  public Reading read(Passage passage, double[] decidedness, String language) {
    List<Window> all = windows(passage);
    if (all.size() < MOST_WINDOWS) {
      return read(passage, all, language);
    }
    Comparator<Window> byDecidedness =
        Comparator.comparingDouble(
            window ->
                -IntStream.range(window.first(), window.last())
                    .mapToDouble(s -> decidedness[s])
                    .max()
                    .orElse(0));
    Set<Window> chosen = new TreeSet<>(Comparator.comparingInt(Window::first));
    chosen.add(all.get(0));
    chosen.add(all.get(all.size() - 1));
    all.stream().sorted(byDecidedness).limit(MOST_DECIDED).forEach(chosen::add);
    return read(passage, List.copyOf(chosen), language);
  }

  private List<Window> windows(Passage passage) {
    int[] tokens = new int[passage.sentences().size()];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = tokenizer.count(passage.normalised().get(i));
    }
    return Windows.pack(passage.sentences(), tokens, windowTokens, Windows.ENCODER_SETTLED);
  }

  private Reading read(Passage passage, List<Window> windows, String language) {
    int[][] rows = new int[windows.size()][];
    int[] lengths = new int[windows.size()];
    for (int w = 0; w < rows.length; w++) {
      String text = passage.join(windows.get(w).first(), windows.get(w).last());
      rows[w] = tokenizer.encode(part.inputPrefix() + text, part.maxTokens());
      lengths[w] = rows[w].length;
    }
    float[][][] logits = new float[rows.length][][];
    for (int[] batch : session.batches(lengths)) {
      if (weights == null) {
        ownHeads(rows, batch, logits);
      } else {
        pooled(rows, batch, language, logits);
      }
    }
    float[][] sentences = new float[passage.sentences().size()][];
    for (int w = 0; w < rows.length; w++) {
      for (int s = windows.get(w).first(); s < windows.get(w).last(); s++) {
        sentences[s] = logits[w][sentiment];
      }
    }
    return new Reading(windows, logits, sentences);
  }

  private void ownHeads(int[][] rows, int[] batch, float[][][] logits) {
    Set<String> outputs = new LinkedHashSet<>();
    heads.forEach(head -> outputs.add(head.tensor()));
    Map<String, FloatTensor> tensors = session.run(rows, batch, outputs);
    for (int i = 0; i < batch.length; i++) {
      logits[batch[i]] = new float[heads.size()][];
      for (int h = 0; h < heads.size(); h++) {
        logits[batch[i]][h] = tensors.get(heads.get(h).tensor()).row(i);
      }
    }
  }

  private void pooled(int[][] rows, int[] batch, String language, float[][][] logits) {
    FloatTensor states = session.run(rows, batch, Set.of(part.output())).get(part.output());
    for (int i = 0; i < batch.length; i++) {
      float[] vector = pool(states, i, rows[batch[i]].length);
      logits[batch[i]] = new float[heads.size()][];
      for (int h = 0; h < heads.size(); h++) {
        Optional<HeadWeights.Head> head = weights.head(heads.get(h).name(), language);
        logits[batch[i]][h] = head.map(found -> found.logits(vector)).orElse(null);
      }
    }
  }

  /** The text's vector, scaled to unit length. */
  private float[] pool(FloatTensor states, int row, int tokens) {
    int width = states.width();
    int from = row * (int) states.shape()[1] * width;
    int counted = part.pooling() == Pooling.CLS ? 1 : tokens;
    float[] vector = new float[width];
    for (int t = 0; t < counted; t++) {
      for (int i = 0; i < width; i++) {
        vector[i] += states.data()[from + t * width + i];
      }
    }
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    float scale = (float) (1 / Math.sqrt(Math.max(squares, 1e-12)));
    for (int i = 0; i < width; i++) {
      vector[i] *= scale;
    }
    return vector;
  }

  /**
   * Vectors of short texts, as the heads see them: what heads are trained on.
   *
   * @param normalised each of one window; what is beyond is cut off
   */
  public List<float[]> vectors(List<String> normalised) {
    List<float[]> vectors = new ArrayList<>(normalised.size());
    for (String text : normalised) {
      int[][] row = {tokenizer.encode(part.inputPrefix() + text, part.maxTokens())};
      FloatTensor states =
          session.run(row, new int[] {0}, Set.of(part.output())).get(part.output());
      vectors.add(pool(states, 0, row[0].length));
    }
    return vectors;
  }

  @Override
  public void close() {
    session.close();
    tokenizer.close();
  }
}
