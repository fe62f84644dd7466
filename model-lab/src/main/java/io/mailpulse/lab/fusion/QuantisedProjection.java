package io.mailpulse.lab.fusion;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;

/**
 * One of query, key and value: a quantised product, scaled, with its bias, cut into heads.
 *
 * @param product the MatMulInteger: quantised input, weights, zero points of both
 * @param inputScale name of the scale of the quantised input
 * @param weights int8 [width, width]
 * @param weightScales float32 [width]
 * @param weightZero int8, one or one per column
 * @param bias float32 [width]
 * @param heads how many
 * @param headSize columns of each
 */
record QuantisedProjection(
    NodeProto product,
    String inputScale,
    TensorProto weights,
    TensorProto weightScales,
    TensorProto weightZero,
    TensorProto bias,
    int heads,
    int headSize) {

  private static final int SHAPE_OF_HEADS = 4;

  /** Columns of all heads together. */
  int width() {
    return heads * headSize;
  }

  /**
   * Reads upwards from the node that cuts into heads.
   *
   * @return null if anything is not as expected
   */
  static QuantisedProjection read(GraphIndex graph, NodeProto reshape) {
    NodeProto add = graph.maker(reshape, 0, "Add");
    NodeProto scaled = graph.maker(add, "Mul");
    NodeProto product = graph.maker(graph.maker(scaled, "Cast"), 0, "MatMulInteger");
    NodeProto scales = graph.maker(scaled, "Mul");
    NodeProto shape = graph.maker(reshape, 1, "Concat");
    int biasAt = graph.constantSide(add);
    int scaleAt = graph.constantSide(scales);
    if (product == null
        || product.getInputCount() != 4
        || biasAt < 0
        || scaleAt < 0
        || shape == null
        || shape.getInputCount() != SHAPE_OF_HEADS) {
      return null;
    }
    var found =
        new QuantisedProjection(
            product,
            scales.getInput(1 - scaleAt),
            graph.constant(product, 1),
            graph.constant(scales, scaleAt),
            graph.constant(product, 3),
            graph.constant(add, biasAt),
            Values.whole(graph.constant(shape, 2)),
            Values.whole(graph.constant(shape, 3)));
    return found.isComplete() ? found : null;
  }

  private boolean isComplete() {
    int width = width();
    return width > 0
        && is(weights, TensorProto.DataType.INT8, width * width)
        && is(weightScales, TensorProto.DataType.FLOAT, width * Float.BYTES)
        && weightZero != null
        && weightZero.getDataType() == TensorProto.DataType.INT8_VALUE
        && isZero(weightZero)
        && is(bias, TensorProto.DataType.FLOAT, width * Float.BYTES);
  }

  private static boolean is(TensorProto tensor, TensorProto.DataType type, int bytes) {
    return tensor != null
        && tensor.getDataType() == type.getNumber()
        && Values.raw(tensor).size() == bytes;
  }

  private static boolean isZero(TensorProto tensor) {
    ByteString raw = Values.raw(tensor);
    for (int i = 0; i < raw.size(); i++) {
      if (raw.byteAt(i) != 0) {
        return false;
      }
    }
    return !raw.isEmpty();
  }

  /** Whether two read the same quantised values. */
  boolean sharesInputWith(QuantisedProjection other) {
    return product.getInput(0).equals(other.product.getInput(0))
        && product.getInput(2).equals(other.product.getInput(2))
        && inputScale.equals(other.inputScale)
        && heads == other.heads
        && headSize == other.headSize;
  }
}
