package io.mailpulse.model.runtime;

/**
 * A float32 tensor copied out of the runtime.
 *
 * @param data row-major values
 * @param shape length of each axis
 */
public record FloatTensor(float[] data, long[] shape) {

  /** Length of the last axis. */
  public int width() {
    return (int) shape[shape.length - 1];
  }

  /** One row of a tensor of two axes. */
  public float[] row(int index) {
    int width = width();
    float[] row = new float[width];
    System.arraycopy(data, index * width, row, 0, width);
    return row;
  }
}
