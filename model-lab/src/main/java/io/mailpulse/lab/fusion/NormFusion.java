package io.mailpulse.lab.fusion;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.Optional;

/**
 * A residual sum and the layer norm after it as one SkipLayerNormalization node. The norm is
 * written out: mean, difference, square, mean, root, quotient, weight and bias.
 */
final class NormFusion {

  private final GraphIndex graph;
  private int found;

  NormFusion(GraphIndex graph) {
    this.graph = graph;
  }

  /** The node in place of a norm that ends in {@code last}. */
  Optional<NodeProto> inPlaceOf(NodeProto last) {
    if (!last.getOpType().equals("Add")) {
      return Optional.empty();
    }
    NodeProto weighted = graph.maker(last, "Mul");
    NodeProto quotient = graph.maker(weighted, "Div");
    NodeProto difference = graph.maker(quotient, 0, "Sub");
    NodeProto stable = graph.maker(graph.maker(quotient, 1, "Sqrt"), 0, "Add");
    NodeProto squares = graph.maker(graph.maker(stable, "ReduceMean"), 0, "Pow");
    NodeProto mean = graph.maker(difference, 1, "ReduceMean");
    NodeProto sum = graph.maker(difference, 0, "Add");
    if (squares == null
        || mean == null
        || sum == null
        || graph.maker(squares, 0, "Sub") != difference
        || graph.maker(mean, 0, "Add") != sum
        || !isResidual(sum)
        || Values.real(graph.constant(squares, 1)) != 2) {
      return Optional.empty();
    }
    int bias = graph.constantSide(last);
    int weight = graph.constantSide(weighted);
    int epsilon = graph.constantSide(stable);
    if (bias < 0 || weight < 0 || epsilon < 0) {
      return Optional.empty();
    }
    return Optional.of(
        Nodes.contrib("SkipLayerNormalization", "fused/norm." + found++, last.getOutput(0))
            .addInput(sum.getInput(0))
            .addInput(sum.getInput(1))
            .addInput(weighted.getInput(weight))
            .addInput(last.getInput(bias))
            .addAttribute(Nodes.real("epsilon", Values.real(graph.constant(stable, epsilon))))
            .build());
  }

  /** Only the norm takes the sum, and one summand is a dense layer: none is stretched over rows. */
  private boolean isResidual(NodeProto sum) {
    boolean taken =
        graph.takersOf(sum).stream().allMatch(node -> node.getOpType().matches("ReduceMean|Sub"));
    NodeProto first = graph.maker(sum, 0, "Add");
    NodeProto second = graph.maker(sum, 1, "Add");
    return taken && (graph.constantSide(first) >= 0 || graph.constantSide(second) >= 0);
  }
}
