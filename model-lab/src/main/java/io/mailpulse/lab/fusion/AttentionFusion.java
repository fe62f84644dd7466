package io.mailpulse.lab.fusion;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Self-attention over quantised projections as one QAttention node.
 *
 * <pre>
 * quantised input -+- product, scale, bias, heads (query) -+
 *                  +- the same (key)   - transposed -------+- / sqrt - + mask - softmax -+
 *                  +- the same (value) ------------------------------------------------- x - heads back
 * </pre>
 *
 * The three products become one with the weights side by side; every sum stays the same sum.
 *
 * <p>Only narrow heads: the node multiplies head by head, which costs long rows more, the wider the
 * heads and the fewer the layers, than it saves in calls. docs/scoring.md has the measurements.
 */
final class AttentionFusion {

  private static final String MASK = "attention_mask";
  private static final float RELATIVE = 1e-5f;

  /**
   * Columns. At 32 the node is faster than its parts at all lengths, at 64 slower from 48 tokens.
   */
  private static final int WIDEST_HEAD = 32;

  private final GraphIndex graph;
  private final String mask;
  private final List<TensorProto> weights = new ArrayList<>();
  private int found;

  /**
   * A fusion of one graph.
   *
   * @param mask name of the attention mask as int32
   */
  AttentionFusion(GraphIndex graph, String mask) {
    this.graph = graph;
    this.mask = mask;
  }

  /** Tensors that the nodes so far need. */
  List<TensorProto> weights() {
    return weights;
  }

  /** The node in place of an attention whose heads are put together by {@code last}. */
  Optional<NodeProto> inPlaceOf(NodeProto last) {
    if (!last.getOpType().equals("Reshape")) {
      return Optional.empty();
    }
    NodeProto context = graph.maker(graph.maker(last, 0, "Transpose"), 0, "MatMul");
    NodeProto softmax = graph.maker(context, 0, "Softmax");
    NodeProto masked = graph.maker(softmax, 0, "Add");
    NodeProto divided = graph.maker(masked, "Div");
    NodeProto scores = graph.maker(divided, 0, "MatMul");
    var query = projection(scores, 0);
    var key = projection(scores, 1);
    var value = projection(context, 1);
    if (query == null
        || key == null
        || value == null
        || !query.sharesInputWith(key)
        || !query.sharesInputWith(value)
        || query.headSize() > WIDEST_HEAD
        || !dividesByRoot(divided, query.headSize())
        || !isMask(masked, divided)) {
      return Optional.empty();
    }
    return Optional.of(node(last.getOutput(0), query, key, value));
  }

  private QuantisedProjection projection(NodeProto product, int input) {
    NodeProto transposed = graph.maker(product, input, "Transpose");
    return QuantisedProjection.read(graph, graph.maker(transposed, 0, "Reshape"));
  }

  private boolean dividesByRoot(NodeProto divided, int headSize) {
    float root = Values.real(graph.constant(divided, 1));
    return Math.abs(root * root - headSize) <= RELATIVE * headSize;
  }

  private boolean isMask(NodeProto masked, NodeProto divided) {
    int side = masked.getInput(0).equals(divided.getOutput(0)) ? 1 : 0;
    return graph.origins(masked.getInput(side)).equals(Set.of(MASK));
  }

  private NodeProto node(
      String output,
      QuantisedProjection query,
      QuantisedProjection key,
      QuantisedProjection value) {
    String name = "fused/attention." + found++;
    List<QuantisedProjection> all = List.of(query, key, value);
    int width = query.width();
    weights.add(
        Nodes.tensor(
            name + "/weights",
            TensorProto.DataType.INT8,
            sideBySide(all, width),
            width,
            3L * width));
    weights.add(
        Nodes.tensor(
            name + "/scales",
            TensorProto.DataType.FLOAT,
            joined(all.stream().map(QuantisedProjection::weightScales).toList()),
            3L * width));
    weights.add(
        Nodes.tensor(
            name + "/bias",
            TensorProto.DataType.FLOAT,
            joined(all.stream().map(QuantisedProjection::bias).toList()),
            3L * width));
    weights.add(
        Nodes.tensor(name + "/zero", TensorProto.DataType.INT8, ByteString.copyFrom(new byte[1])));
    return Nodes.contrib("QAttention", name, output)
        .addInput(query.product().getInput(0))
        .addInput(name + "/weights")
        .addInput(name + "/bias")
        .addInput(query.inputScale())
        .addInput(name + "/scales")
        .addInput(mask)
        .addInput(query.product().getInput(2))
        .addInput(name + "/zero")
        .addAttribute(Nodes.whole("num_heads", query.heads()))
        .addAttribute(Nodes.whole("unidirectional", 0))
        .build();
  }

  private static ByteString joined(List<TensorProto> tensors) {
    ByteString all = ByteString.EMPTY;
    for (TensorProto tensor : tensors) {
      all = all.concat(Values.raw(tensor));
    }
    return all;
  }

  private static ByteString sideBySide(List<QuantisedProjection> all, int width) {
    byte[] merged = new byte[all.size() * width * width];
    for (int p = 0; p < all.size(); p++) {
      byte[] own = Values.raw(all.get(p).weights()).toByteArray();
      for (int row = 0; row < width; row++) {
        System.arraycopy(own, row * width, merged, (row * all.size() + p) * width, width);
      }
    }
    return ByteString.copyFrom(merged);
  }
}
