package io.mailpulse.model.tier;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteOrder;
import java.util.Arrays;
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

  private static final int BIAS = 128;
  private static final long EVEN_BYTES = 0x00FF00FF00FF00FFL;

  private final long[] rows;
  private final int longs;
  private final float[] scales;
  private final float[] bias;
  private final float smallest;
  private final int columns;

  private LinearTable(byte[] table, float[] scales, float[] bias, float smallest) {
    this.scales = scales;
    this.bias = bias;
    this.smallest = smallest;
    this.columns = scales.length;
    this.longs = (columns + Long.BYTES - 1) / Long.BYTES;
    this.rows = pack(table);
  }

  /** Eight columns to a long, each made unsigned, so that a row is two or three loads. */
  private long[] pack(byte[] table) {
    int features = table.length / columns;
    long[] packed = new long[features * longs];
    for (int id = 0; id < features; id++) {
      for (int k = 0; k < columns; k++) {
        long value = table[id * columns + k] + BIAS;
        packed[id * longs + k / Long.BYTES] |= value << k % Long.BYTES * Byte.SIZE;
      }
    }
    return packed;
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

  /** Sums of nothing. */
  Sums sums() {
    return new Sums();
  }

  /** Logits of all heads, one after the other. */
  float[] logits(Sums of) {
    int[] sums = of.settled();
    int last = columns - 1;
    float norm = (float) Math.sqrt(Math.max(sums[last] * scales[last], smallest));
    float[] logits = new float[last];
    for (int k = 0; k < last; k++) {
      logits[k] = sums[k] * scales[k] / norm + bias[k];
    }
    return logits;
  }

  /**
   * Sums of rows. Even and odd bytes are added in lanes of 16 bits, four columns to an addition,
   * and moved to whole numbers before a lane can overflow.
   */
  final class Sums {

    private static final int MOST_PENDING = 256;

    private final int[] settled = new int[columns];
    private final long[] lanes = new long[2 * longs];
    private int pending;

    /** Adds the rows of features, those from one index to before another. */
    void add(int[] ids, int from, int to) {
      int at = from;
      while (at < to) {
        int end = Math.min(to, at + MOST_PENDING - pending);
        if (longs == 2) {
          addTwoLongs(ids, at, end);
        } else {
          addAnyLongs(ids, at, end);
        }
        pending += end - at;
        at = end;
        if (pending == MOST_PENDING) {
          settle();
        }
      }
    }

    /**
     * For nine to sixteen columns, as the default bundle has. The lanes stay in registers and no
     * load waits for another: the table is larger than the caches that answer at once.
     */
    private void addTwoLongs(int[] ids, int from, int to) {
      long even = lanes[0];
      long odd = lanes[1];
      long evenNext = lanes[2];
      long oddNext = lanes[3];
      for (int i = from; i < to; i++) {
        int at = ids[i] << 1;
        long row = rows[at];
        long next = rows[at + 1];
        even += row & EVEN_BYTES;
        odd += row >>> Byte.SIZE & EVEN_BYTES;
        evenNext += next & EVEN_BYTES;
        oddNext += next >>> Byte.SIZE & EVEN_BYTES;
      }
      lanes[0] = even;
      lanes[1] = odd;
      lanes[2] = evenNext;
      lanes[3] = oddNext;
    }

    private void addAnyLongs(int[] ids, int from, int to) {
      for (int i = from; i < to; i++) {
        int at = ids[i] * longs;
        for (int k = 0; k < longs; k++) {
          long row = rows[at + k];
          lanes[2 * k] += row & EVEN_BYTES;
          lanes[2 * k + 1] += row >>> Byte.SIZE & EVEN_BYTES;
        }
      }
    }

    /** Adds what another has summed. */
    void add(Sums other) {
      int[] more = other.settled();
      settle();
      for (int k = 0; k < columns; k++) {
        settled[k] += more[k];
      }
    }

    private int[] settled() {
      settle();
      return settled;
    }

    private void settle() {
      for (int k = 0; k < columns; k++) {
        int lane = k / Long.BYTES * 2 + (k & 1);
        int shift = k % Long.BYTES / 2 * Short.SIZE;
        settled[k] += (int) (lanes[lane] >>> shift & 0xFFFF) - pending * BIAS;
      }
      Arrays.fill(lanes, 0);
      pending = 0;
    }
  }
}
