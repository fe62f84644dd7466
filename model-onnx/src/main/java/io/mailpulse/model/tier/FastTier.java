package io.mailpulse.model.tier;

import io.mailpulse.model.bundle.BundleException;
import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.model.bundle.ModelManifest;
import io.mailpulse.model.bundle.ModelManifest.HeadSpec;
import io.mailpulse.model.bundle.ModelManifest.NgramPart;
import io.mailpulse.model.ngram.NgramFeaturiser;
import io.mailpulse.model.ngram.NgramSpec;
import io.mailpulse.model.runtime.FloatTensor;
import io.mailpulse.model.runtime.ModelSession;
import io.mailpulse.model.runtime.RuntimeSettings;
import io.mailpulse.model.text.Window;
import io.mailpulse.model.text.Windows;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Hashed n-grams into linear heads. Features are taken once per sentence; a window has those of its
 * sentences together. A graph of the project's own trainer is summed in place, any other runs in
 * ONNX Runtime. Thread-safe.
 */
public final class FastTier implements Tier {

  /** Words of a window, as the encoders' windows have tokens. */
  static final int MAX_WORDS = 128;

  private static final float TOLERANCE = 1e-3f;

  private final List<HeadSpec> heads;
  private final int sentiment;
  private final int labels;
  private final int maxFeatures;
  private final NgramSpec spec;
  private final ModelSession session;
  private final Optional<LinearTable> table;
  private final ConcurrentLinkedQueue<Scratch> idle = new ConcurrentLinkedQueue<>();

  private FastTier(ModelManifest manifest, NgramSpec spec, ModelSession session, byte[] model) {
    this.heads = manifest.heads();
    this.sentiment = heads.indexOf(manifest.head(ModelManifest.SENTIMENT).orElseThrow());
    this.labels = heads.stream().mapToInt(head -> head.labels().size()).sum();
    this.maxFeatures = manifest.ngram().maxFeatures();
    this.spec = spec;
    this.session = session;
    this.table = LinearTable.read(model, labels).filter(this::agreesWithTheRuntime);
  }

  /**
   * Opens the fast tier of a bundle.
   *
   * @throws BundleException if its graph and its manifest contradict each other
   */
  public static FastTier open(ModelBundle bundle, RuntimeSettings settings) {
    ModelManifest manifest = bundle.manifest();
    NgramPart part = manifest.ngram();
    NgramSpec spec;
    try {
      spec = NgramSpec.fromMap(part.featuriser());
    } catch (IllegalArgumentException e) {
      throw new BundleException("Model bundle " + bundle.origin() + ": " + e.getMessage(), e);
    }
    byte[] model = bundle.file(part.model());
    ModelSession session = ModelSession.open(model, settings);
    try {
      for (HeadSpec head : manifest.heads()) {
        session.requireOutput(head.tensor(), 2, head.labels().size());
      }
      return new FastTier(manifest, spec, session, model);
    } catch (BundleException e) {
      session.close();
      throw e;
    }
  }

  @Override
  public List<Reading> read(List<Passage> passages) {
    Scratch scratch = idle.poll();
    if (scratch == null) {
      scratch = new Scratch(spec);
    }
    try {
      return table.isPresent() ? summed(passages, scratch, table.get()) : run(passages, scratch);
    } finally {
      idle.add(scratch);
    }
  }

  private List<Reading> summed(List<Passage> passages, Scratch scratch, LinearTable sums) {
    List<Reading> readings = new ArrayList<>(passages.size());
    for (Passage passage : passages) {
      List<Window> windows = windows(passage);
      float[][] sentenceLogits = new float[passage.sentences().size()][];
      float[][][] windowLogits = new float[windows.size()][][];
      for (int w = 0; w < windows.size(); w++) {
        Window window = windows.get(w);
        LinearTable.Sums whole = sums.sums();
        for (int s = window.first(); s < window.last(); s++) {
          int[] ids = scratch.featuriser.featurise(passage.normalised().get(s));
          int fresh = scratch.freshFirst(ids);
          LinearTable.Sums part = sums.sums();
          part.add(ids, 0, fresh);
          whole.add(part);
          part.add(ids, fresh, ids.length);
          sentenceLogits[s] = split(sums.logits(part))[sentiment];
        }
        scratch.clear();
        windowLogits[w] = split(sums.logits(whole));
      }
      readings.add(new Reading(windows, windowLogits, sentenceLogits));
    }
    return readings;
  }

  private List<Reading> run(List<Passage> passages, Scratch scratch) {
    List<int[]> rows = new ArrayList<>();
    List<List<Window>> windowsOf = new ArrayList<>();
    for (Passage passage : passages) {
      List<Window> windows = windows(passage);
      windowsOf.add(windows);
      for (Window window : windows) {
        var union = new LinkedHashSet<Integer>();
        for (int s = window.first(); s < window.last(); s++) {
          int[] ids = scratch.featuriser.featurise(passage.normalised().get(s));
          rows.add(ids);
          for (int id : ids) {
            union.add(id);
          }
        }
        rows.add(union.stream().mapToInt(Integer::intValue).limit(maxFeatures).toArray());
      }
    }
    float[][][] logits = run(rows.toArray(int[][]::new));
    List<Reading> readings = new ArrayList<>(passages.size());
    int row = 0;
    for (int p = 0; p < passages.size(); p++) {
      List<Window> windows = windowsOf.get(p);
      float[][] sentenceLogits = new float[passages.get(p).sentences().size()][];
      float[][][] windowLogits = new float[windows.size()][][];
      for (int w = 0; w < windows.size(); w++) {
        for (int s = windows.get(w).first(); s < windows.get(w).last(); s++) {
          sentenceLogits[s] = logits[row++][sentiment];
        }
        windowLogits[w] = logits[row++];
      }
      readings.add(new Reading(windows, windowLogits, sentenceLogits));
    }
    return readings;
  }

  private float[][][] run(int[][] rows) {
    float[][][] logits = new float[rows.length][heads.size()][];
    int[] lengths = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      lengths[i] = rows[i].length;
    }
    Set<String> outputs = new LinkedHashSet<>();
    heads.forEach(head -> outputs.add(head.tensor()));
    for (int[] batch : session.batches(lengths)) {
      Map<String, FloatTensor> tensors = session.run(rows, batch, outputs);
      for (int h = 0; h < heads.size(); h++) {
        FloatTensor tensor = tensors.get(heads.get(h).tensor());
        for (int i = 0; i < batch.length; i++) {
          logits[batch[i]][h] = tensor.row(i);
        }
      }
    }
    return logits;
  }

  private List<Window> windows(Passage passage) {
    int[] words = new int[passage.sentences().size()];
    for (int i = 0; i < words.length; i++) {
      words[i] = WordCount.of(passage.normalised().get(i));
    }
    return Windows.pack(passage.sentences(), words, MAX_WORDS, Windows.FAST_SETTLED);
  }

  private float[][] split(float[] all) {
    float[][] logits = new float[heads.size()][];
    int from = 0;
    for (int h = 0; h < logits.length; h++) {
      int width = heads.get(h).labels().size();
      logits[h] = new float[width];
      System.arraycopy(all, from, logits[h], 0, width);
      from += width;
    }
    return logits;
  }

  /** Both ways on a few rows; a graph that only looks like ours runs in the runtime. */
  private boolean agreesWithTheRuntime(LinearTable candidate) {
    int[][] rows = {{0}, probe(7), probe(300)};
    float[][][] expected = run(rows);
    for (int i = 0; i < rows.length; i++) {
      LinearTable.Sums sums = candidate.sums();
      sums.add(rows[i], 0, rows[i].length);
      float[][] found = split(candidate.logits(sums));
      for (int h = 0; h < found.length; h++) {
        for (int k = 0; k < found[h].length; k++) {
          float difference = Math.abs(found[h][k] - expected[i][h][k]);
          if (!(difference <= TOLERANCE * (1 + Math.abs(expected[i][h][k])))) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private int[] probe(int length) {
    int[] row = new int[length];
    for (int i = 0; i < length; i++) {
      row[i] = (int) ((i * 0x9E3779B1L & 0x7FFFFFFFL) % spec.buckets());
    }
    return row;
  }

  @Override
  public void close() {
    session.close();
  }

  /** What one caller at a time works with. */
  private static final class Scratch {

    private final NgramFeaturiser featuriser;
    private final long[] seen;
    private int[] ids = new int[4096];
    private int size;

    Scratch(NgramSpec spec) {
      featuriser = new NgramFeaturiser(spec);
      seen = new long[Math.max(1, spec.buckets() >>> 6)];
    }

    /** Puts ids that the window has not had first, and remembers them; how many they are. */
    int freshFirst(int[] sentence) {
      int fresh = 0;
      for (int i = 0; i < sentence.length; i++) {
        int id = sentence[i];
        if (addIfAbsent(id)) {
          sentence[i] = sentence[fresh];
          sentence[fresh++] = id;
        }
      }
      return fresh;
    }

    private boolean addIfAbsent(int id) {
      long bit = 1L << id;
      if ((seen[id >>> 6] & bit) != 0) {
        return false;
      }
      seen[id >>> 6] |= bit;
      if (size == ids.length) {
        ids = java.util.Arrays.copyOf(ids, size * 2);
      }
      ids[size++] = id;
      return true;
    }

    void clear() {
      for (int i = 0; i < size; i++) {
        seen[ids[i] >>> 6] = 0;
      }
      size = 0;
    }
  }
}
