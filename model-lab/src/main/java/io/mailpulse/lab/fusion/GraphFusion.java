package io.mailpulse.lab.fusion;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.mailpulse.model.bundle.BundleException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rewrites an encoder whose products are quantised as it runs: each attention of narrow heads
 * becomes one node, each residual sum with its norm another. Gelu, norms and products ONNX Runtime
 * fuses by itself. The same graph always gives the same bytes.
 */
public final class GraphFusion {

  private static final String MASK = "attention_mask";
  private static final String WHOLE_MASK = "fused/attention_mask";

  /** Nodes of a graph that its maker fused, as the encoder that ships: it stays as given. */
  private static final Set<String> FUSED = Set.of("Attention", "MultiHeadAttention");

  private GraphFusion() {}

  /**
   * Fuses what it recognises.
   *
   * @param model an ONNX model whole
   * @return the rewritten model; empty if nothing in it has the expected form
   * @throws BundleException if the bytes are no model
   */
  public static Optional<byte[]> fuse(byte[] model) {
    ModelProto parsed;
    try {
      parsed = ModelProto.parseFrom(model);
    } catch (InvalidProtocolBufferException e) {
      throw new BundleException("Graph: expected an ONNX model, found other bytes", e);
    }
    GraphProto graph = parsed.getGraph();
    if (graph.getNodeList().stream().anyMatch(node -> FUSED.contains(node.getOpType()))) {
      return Optional.empty();
    }
    var index = new GraphIndex(graph);
    var attentions = new AttentionFusion(index, WHOLE_MASK);
    var norms = new NormFusion(index);
    List<NodeProto> nodes = new ArrayList<>(graph.getNodeCount());
    nodes.add(wholeMask());
    boolean found = false;
    for (NodeProto node : graph.getNodeList()) {
      Optional<NodeProto> fused = attentions.inPlaceOf(node).or(() -> norms.inPlaceOf(node));
      found |= fused.isPresent();
      nodes.add(fused.orElse(node));
    }
    if (!found) {
      return Optional.empty();
    }
    List<TensorProto> tensors = new ArrayList<>(graph.getInitializerList());
    tensors.addAll(attentions.weights());
    return Optional.of(
        withContrib(parsed).setGraph(needed(graph, nodes, tensors)).build().toByteArray());
  }

  private static NodeProto wholeMask() {
    return NodeProto.newBuilder()
        .setOpType("Cast")
        .setName(WHOLE_MASK)
        .addInput(MASK)
        .addOutput(WHOLE_MASK)
        .addAttribute(Nodes.whole("to", TensorProto.DataType.INT32_VALUE))
        .build();
  }

  /** The graph of those nodes and tensors that an output depends on. */
  private static GraphProto needed(
      GraphProto graph, List<NodeProto> nodes, List<TensorProto> tensors) {
    Set<String> wanted = new HashSet<>();
    graph.getOutputList().forEach(output -> wanted.add(output.getName()));
    List<NodeProto> kept = new ArrayList<>();
    // Nodes stand after what they take: from the end, everything is wanted before it is met.
    for (int i = nodes.size() - 1; i >= 0; i--) {
      NodeProto node = nodes.get(i);
      if (node.getOutputList().stream().anyMatch(wanted::contains)) {
        kept.add(node);
        wanted.addAll(node.getInputList());
      }
    }
    Collections.reverse(kept);
    var result = graph.toBuilder().clearNode().clearInitializer().clearValueInfo().addAllNode(kept);
    tensors.stream().filter(t -> wanted.contains(t.getName())).forEach(result::addInitializer);
    result.clearInput();
    graph.getInputList().stream()
        .filter(input -> wanted.contains(input.getName()) || !isTensor(graph, input))
        .forEach(result::addInput);
    return result.build();
  }

  private static boolean isTensor(GraphProto graph, ValueInfoProto input) {
    return graph.getInitializerList().stream().anyMatch(t -> t.getName().equals(input.getName()));
  }

  private static ModelProto.Builder withContrib(ModelProto model) {
    var builder = model.toBuilder();
    boolean declared =
        model.getOpsetImportList().stream().anyMatch(o -> o.getDomain().equals(Nodes.CONTRIB));
    return declared
        ? builder
        : builder.addOpsetImport(
            OperatorSetIdProto.newBuilder().setDomain(Nodes.CONTRIB).setVersion(1));
  }
}
