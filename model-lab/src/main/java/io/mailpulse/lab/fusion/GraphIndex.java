package io.mailpulse.lab.fusion;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who makes and who takes each value of a graph. Lookups from nothing give nothing, so that a
 * pattern is one line per node and is asked once, at its end, whether it was there.
 */
final class GraphIndex {

  private final Map<String, NodeProto> makers = new HashMap<>();
  private final Map<String, List<NodeProto>> takers = new HashMap<>();
  private final Map<String, TensorProto> constants = new HashMap<>();
  private final Set<String> inputs;

  GraphIndex(GraphProto graph) {
    graph.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
    for (NodeProto node : graph.getNodeList()) {
      node.getOutputList().forEach(output -> makers.put(output, node));
      node.getInputList()
          .forEach(in -> takers.computeIfAbsent(in, name -> new ArrayList<>()).add(node));
      if (node.getOpType().equals("Constant") && node.getAttributeCount() == 1) {
        constants.put(node.getOutput(0), node.getAttribute(0).getT());
      }
    }
    inputs =
        graph.getInputList().stream()
            .map(ValueInfoProto::getName)
            .filter(name -> !constants.containsKey(name))
            .collect(Collectors.toSet());
  }

  /** The node of that type that makes an input; null if there is none. */
  NodeProto maker(NodeProto of, int input, String type) {
    if (of == null || of.getInputCount() <= input) {
      return null;
    }
    NodeProto maker = makers.get(of.getInput(input));
    return maker != null && maker.getOpType().equals(type) ? maker : null;
  }

  /** The node of that type that makes either of two inputs; null if there is none. */
  NodeProto maker(NodeProto of, String type) {
    NodeProto first = maker(of, 0, type);
    return first != null ? first : maker(of, 1, type);
  }

  /** All nodes that take the first output. */
  List<NodeProto> takersOf(NodeProto node) {
    return takers.getOrDefault(node.getOutput(0), List.of());
  }

  /** The constant at an input; null if it is computed. */
  TensorProto constant(NodeProto of, int input) {
    return of == null || of.getInputCount() <= input ? null : constants.get(of.getInput(input));
  }

  /** Which of two inputs is a constant, as an index; -1 if not exactly one is. */
  int constantSide(NodeProto of) {
    boolean first = constant(of, 0) != null;
    boolean second = constant(of, 1) != null;
    return first == second ? -1 : first ? 0 : 1;
  }

  /** Inputs of the graph that a value depends on. */
  Set<String> origins(String value) {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(value));
    while (!open.isEmpty()) {
      String name = open.pop();
      if (seen.add(name) && makers.containsKey(name)) {
        open.addAll(makers.get(name).getInputList());
      }
    }
    seen.retainAll(inputs);
    return seen;
  }
}
