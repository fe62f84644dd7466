package io.mailpulse.lab.training;

import java.util.Arrays;
import java.util.List;

/**
 * All heads as one int8 table with a scale per column: a column per label, holding {@code idf *
 * weight}, and a last one holding {@code idf^2}, from which the norm is summed. Its arithmetic is
 * that of the exported graph; sums are of integers, so they are exact and no batch or order can
 * change them.
 */
final class QuantisedHeads {

  /** Values beyond this share of a column are clipped: outliers would cost all others precision. */
  private static final double KEPT = 0.9999;

  private static final float SMALLEST_NORM = 1e-6f;

  final int columns;
  final byte[] table;
  final float[] scales;
  final float[] bias;

  private QuantisedHeads(int columns, byte[] table, float[] scales, float[] bias) {
    this.columns = columns;
    this.table = table;
    this.scales = scales;
    this.bias = bias;
  }

  static QuantisedHeads of(List<LinearHead> heads, float[] idf) {
    int labels = heads.stream().mapToInt(head -> head.labels).sum();
    int columns = labels + 1;
    byte[] table = new byte[idf.length * columns];
    float[] scales = new float[columns];
    float[] bias = new float[labels];
    int column = 0;
    for (LinearHead head : heads) {
      for (int k = 0; k < head.labels; k++) {
        float[] values = new float[idf.length];
        for (int id = 0; id < idf.length; id++) {
          values[id] = idf[id] * head.weights[id * head.labels + k];
        }
        bias[column] = head.bias[k];
        scales[column] = quantise(values, table, column, columns);
        column++;
      }
    }
    float[] squares = new float[idf.length];
    for (int id = 0; id < idf.length; id++) {
      squares[id] = idf[id] * idf[id];
    }
    scales[column] = quantise(squares, table, column, columns);
    return new QuantisedHeads(columns, table, scales, bias);
  }

  private static float quantise(float[] values, byte[] table, int column, int columns) {
    float[] sizes = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      sizes[i] = Math.abs(values[i]);
    }
    Arrays.sort(sizes);
    float largest = Math.max(sizes[(int) ((sizes.length - 1) * KEPT)], Float.MIN_NORMAL);
    float scale = largest / Byte.MAX_VALUE;
    for (int i = 0; i < values.length; i++) {
      int step = Math.round(values[i] / scale);
      table[i * columns + column] =
          (byte) Math.max(-Byte.MAX_VALUE, Math.min(Byte.MAX_VALUE, step));
    }
    return scale;
  }

  int buckets() {
    return table.length / columns;
  }

  /** Logits of all heads, one after the other. */
  float[] logits(int[] ids) {
    int[] sums = new int[columns];
    for (int id : ids) {
      int at = id * columns;
      for (int k = 0; k < columns; k++) {
        sums[k] += table[at + k];
      }
    }
    int last = columns - 1;
    float norm = (float) Math.sqrt(Math.max(sums[last] * scales[last], SMALLEST_NORM));
    float[] logits = new float[last];
    for (int k = 0; k < last; k++) {
      logits[k] = sums[k] * scales[k] / norm + bias[k];
    }
    return logits;
  }
}
