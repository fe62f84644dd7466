package io.mailpulse.model.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.mailpulse.model.bundle.BundleException;
import io.mailpulse.model.bundle.Sha256;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A graph ready to run. Sessions are shared: opening the same graph twice in a process gives the
 * same native session, freed when the last holder closes it. Runs on the calling thread, any number
 * of callers at once; ONNX Runtime starts no threads of its own.
 */
public final class ModelSession implements AutoCloseable {

  /** Token or feature ids, int64 [batch, tokens]. */
  public static final String INPUT_IDS = "input_ids";

  private static final String ATTENTION_MASK = "attention_mask";
  private static final String TOKEN_TYPES = "token_type_ids";
  private static final Map<String, ModelSession> OPEN = new HashMap<>();

  private final String key;
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final RuntimeSettings settings;
  private final GraphFacts facts;
  private final boolean wantsTypes;
  private final ConcurrentLinkedQueue<TokenBuffers> buffers = new ConcurrentLinkedQueue<>();
  private int holders = 1;

  private ModelSession(String key, OrtSession session, RuntimeSettings settings, GraphFacts facts) {
    this.key = key;
    this.session = session;
    this.settings = settings;
    this.facts = facts;
    this.wantsTypes = session.getInputNames().contains(TOKEN_TYPES);
  }

  /**
   * Opens a graph.
   *
   * @param model an ONNX model whole
   * @throws BundleException if it is none, or its inputs are not ids and mask
   */
  public static ModelSession open(byte[] model, RuntimeSettings settings) {
    String key = Sha256.hex(model) + settings;
    synchronized (OPEN) {
      ModelSession open = OPEN.get(key);
      if (open != null) {
        open.holders++;
        return open;
      }
      ModelSession fresh = load(key, model, settings);
      OPEN.put(key, fresh);
      return fresh;
    }
  }

  private static ModelSession load(String key, byte[] model, RuntimeSettings settings) {
    GraphFacts facts = GraphFacts.of(model);
    try {
      OrtSession session = GraphOpening.open(model, settings);
      try {
        checkInputs(session);
      } catch (BundleException | OrtException e) {
        session.close();
        throw e;
      }
      return new ModelSession(key, session, settings, facts);
    } catch (OrtException e) {
      throw new BundleException(
          "Graph: ONNX Runtime refuses it on " + settings.device() + ": " + e.getMessage(), e);
    }
  }

  private static void checkInputs(OrtSession session) throws OrtException {
    Set<String> names = new TreeSet<>(session.getInputNames());
    Set<String> known = Set.of(INPUT_IDS, ATTENTION_MASK, TOKEN_TYPES);
    if (!known.containsAll(names)
        || !names.contains(INPUT_IDS)
        || !names.contains(ATTENTION_MASK)) {
      throw new BundleException(
          "Graph inputs: expected input_ids, attention_mask and perhaps token_type_ids, found "
              + names);
    }
    for (NodeInfo input : session.getInputInfo().values()) {
      var info = (TensorInfo) input.getInfo();
      if (info.type != OnnxJavaType.INT64 || info.getShape().length != 2) {
        throw new BundleException(
            "Graph input " + input.getName() + ": expected int64 [batch, tokens], found " + info);
      }
    }
  }

  /**
   * Checks that an output exists as float32 with so many axes.
   *
   * @param name of the output
   * @param axes expected
   * @param width expected length of the last axis; 0 for any
   * @throws BundleException naming what was found
   */
  public void requireOutput(String name, int axes, int width) {
    try {
      NodeInfo output = session.getOutputInfo().get(name);
      if (output == null) {
        throw new BundleException(
            "Graph outputs: expected " + name + ", found " + session.getOutputNames());
      }
      if (!(output.getInfo() instanceof TensorInfo info)
          || info.type != OnnxJavaType.FLOAT
          || info.getShape().length != axes
          || width > 0 && last(info) > 0 && last(info) != width) {
        throw new BundleException(
            "Graph output "
                + name
                + ": expected float32 with "
                + axes
                + " axes and "
                + (width > 0 ? width : "any")
                + " columns, found "
                + output.getInfo());
      }
    } catch (OrtException e) {
      throw new BundleException("Graph outputs cannot be read: " + e.getMessage(), e);
    }
  }

  private static long last(TensorInfo info) {
    return info.getShape()[info.getShape().length - 1];
  }

  /** Length of the last axis of an output, if the graph states it. */
  public Optional<Integer> outputWidth(String name) {
    try {
      NodeInfo output = session.getOutputInfo().get(name);
      boolean known = output != null && output.getInfo() instanceof TensorInfo i && last(i) > 0;
      return known ? Optional.of((int) last((TensorInfo) output.getInfo())) : Optional.empty();
    } catch (OrtException e) {
      throw new BundleException("Graph outputs cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Whether the graph quantises activations as it runs, by the extremes of the whole batch: a row's
   * result depends on its neighbours.
   */
  public boolean dynamicallyQuantised() {
    return facts.dynamicallyQuantised();
  }

  /** Names of the outputs. */
  public Set<String> outputs() {
    return Set.copyOf(session.getOutputNames());
  }

  /**
   * Groups rows for {@link #run}: singly for a graph whose rows would influence each other, else by
   * like length within the token budget.
   */
  public List<int[]> batches(int[] lengths) {
    return LengthBuckets.group(lengths, dynamicallyQuantised() ? 1 : settings.tokenBudget());
  }

  /**
   * Runs one batch on the calling thread.
   *
   * @param rows token ids of texts
   * @param chosen which of the rows
   * @param outputs which outputs to give back
   * @return the outputs by name, first axis in the order of {@code chosen}
   * @throws ScoringException if the runtime fails or the session is closed
   */
  public Map<String, FloatTensor> run(int[][] rows, int[] chosen, Set<String> outputs) {
    int width = 1;
    for (int index : chosen) {
      width = Math.max(width, rows[index].length);
    }
    TokenBuffers scratch = buffers.poll();
    if (scratch == null) {
      scratch = new TokenBuffers();
    }
    try {
      scratch.fill(rows, chosen, width);
      return run(scratch, new long[] {chosen.length, width}, outputs);
    } catch (OrtException | IllegalStateException e) {
      throw new ScoringException("ONNX Runtime cannot run the graph: " + e.getMessage(), e);
    } finally {
      buffers.add(scratch);
    }
  }

  private Map<String, FloatTensor> run(TokenBuffers scratch, long[] shape, Set<String> outputs)
      throws OrtException {
    try (OnnxTensor ids = tensor(scratch.ids(), shape);
        OnnxTensor mask = tensor(scratch.mask(), shape);
        OnnxTensor types = wantsTypes ? tensor(scratch.types(), shape) : null) {
      Map<String, OnnxTensor> inputs = new HashMap<>(4);
      inputs.put(INPUT_IDS, ids);
      inputs.put(ATTENTION_MASK, mask);
      if (types != null) {
        inputs.put(TOKEN_TYPES, types);
      }
      try (OrtSession.Result result = session.run(inputs, outputs)) {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        for (var output : result) {
          var tensor = (OnnxTensor) output.getValue();
          var copy = tensor.getFloatBuffer();
          float[] data = new float[copy.remaining()];
          copy.get(data);
          tensors.put(output.getKey(), new FloatTensor(data, tensor.getInfo().getShape()));
        }
        return tensors;
      }
    }
  }

  private OnnxTensor tensor(LongBuffer buffer, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(environment, buffer, shape);
  }

  /** Gives up this hold; the last one frees the native session. */
  @Override
  public void close() {
    synchronized (OPEN) {
      holders--;
      if (holders > 0) {
        return;
      }
      OPEN.remove(key);
      try {
        session.close();
      } catch (OrtException e) {
        throw new ScoringException("ONNX Runtime cannot free the session", e);
      }
    }
  }
}
