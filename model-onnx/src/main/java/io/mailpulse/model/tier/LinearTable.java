package io.mailpulse.model.tier;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The weights of a graph that only gathers, sums and divides, taken out of it: {@code logits = sum
 * of rows * scales / sqrt(sum of the last column) + bias}. Sums are of int8 values and exact, so
 * the result is that of the graph to the last rounding, at a fraction of the cost of crossing into
 * the native runtime. {@link FastTier} compares both when it opens a bundle.
 */
final class LinearTable {

  private static final String PRODUCER = "mailpulse";
  private static final String GRAPH = "mailpulse-ngram";

  private final byte[] table;
  private final float[] scales;
  private final float[] bias;
  private final float smallest;
  private final int columns;

  private LinearTable(byte[] table, float[] scales, float[] bias, float smallest) {
    this.table = table;
    this.scales = scales;
    this.bias = bias;
    this.smallest = smallest;
    this.columns = scales.length;
  }

  /** The table of a graph that the project's trainer wrote; empty for any other. */
  static Optional<LinearTable> read(byte[] model, int labels) {
    ModelProto proto;
    try {
      proto = ModelProto.parseFrom(model);
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
    GraphProto graph = proto.getGraph();
    Map<String, TensorProto> tensors = new HashMap<>();
    graph.getInitializerList().forEach(tensor -> tensors.put(tensor.getName(), tensor));
    boolean ours =
        proto.getProducerName().equals(PRODUCER)
            && graph.getName().equals(GRAPH)
            && tensors.keySet().containsAll(List.of("table", "scales", "bias", "smallest"));
    if (!ours || tensors.get("table").getDataType() != TensorProto.DataType.INT8_VALUE) {
      return Optional.empty();
    }
    float[] scales = floats(tensors.get("scales"));
    float[] bias = floats(tensors.get("bias"));
    if (scales.length != labels + 1 || bias.length != labels) {
      return Optional.empty();
    }
    return Optional.of(
        new LinearTable(
            tensors.get("table").getRawData().toByteArray(),
            scales,
            bias,
            floats(tensors.get("smallest"))[0]));
  }

  private static float[] floats(TensorProto tensor) {
    var buffer =
        tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  /** Zeroed sums, one per column. */
  int[] sums() {
    return new int[columns];
  }

  /** Adds a feature's row to sums. */
  void add(int[] sums, int id) {
    int at = id * columns;
    for (int k = 0; k < columns; k++) {
      sums[k] += table[at + k];
    }
  }

  /** Adds the sums of one part of a text to those of the whole. */
  static void add(int[] whole, int[] part) {
    for (int k = 0; k < whole.length; k++) {
      whole[k] += part[k];
    }
  }

  /** Logits of all heads, one after the other. */
  float[] logits(int[] sums) {
    int last = columns - 1;
    float norm = (float) Math.sqrt(Math.max(sums[last] * scales[last], smallest));
    float[] logits = new float[last];
    for (int k = 0; k < last; k++) {
      logits[k] = sums[k] * scales[k] / norm + bias[k];
    }
    return logits;
  }
}
