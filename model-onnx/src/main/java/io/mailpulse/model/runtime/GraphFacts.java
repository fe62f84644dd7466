package io.mailpulse.model.runtime;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.mailpulse.model.bundle.BundleException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * What must be known of a graph before it runs.
 *
 * @param dynamicallyQuantised activations are quantised by the extremes of the whole batch, so that
 *     a row's result depends on its neighbours
 */
record GraphFacts(boolean dynamicallyQuantised) {

  private static final Set<String> DYNAMIC =
      Set.of("DynamicQuantizeLinear", "DynamicQuantizeMatMul", "DynamicQuantizeLSTM");

  // Field numbers of the ONNX protobuf schema: a walk along them leaves gigabytes of weights alone.
  private static final int GRAPH_OF_MODEL = 7;
  private static final int NODE_OF_GRAPH = 1;
  private static final int OPERATOR_OF_NODE = 4;

  /** Reads a graph's operators. */
  static GraphFacts of(byte[] model) {
    try {
      Set<String> operators = new HashSet<>();
      CodedInputStream in = CodedInputStream.newInstance(model);
      in.setSizeLimit(Integer.MAX_VALUE);
      walk(in, GRAPH_OF_MODEL, graph -> walk(graph, NODE_OF_GRAPH, node -> name(node, operators)));
      return new GraphFacts(operators.stream().anyMatch(DYNAMIC::contains));
    } catch (IOException e) {
      throw new BundleException("Graph: expected an ONNX model, found other bytes", e);
    }
  }

  private interface Visitor {
    void visit(CodedInputStream message) throws IOException;
  }

  private static void walk(CodedInputStream in, int field, Visitor visitor) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == WireFormatTags.message(field)) {
        int limit = in.pushLimit(in.readRawVarint32());
        visitor.visit(in);
        in.popLimit(limit);
      } else if (!in.skipField(tag)) {
        return;
      }
    }
  }

  private static void name(CodedInputStream node, Set<String> operators) throws IOException {
    for (int tag = node.readTag(); tag != 0; tag = node.readTag()) {
      if (tag == WireFormatTags.message(OPERATOR_OF_NODE)) {
        operators.add(node.readString());
      } else if (!node.skipField(tag)) {
        return;
      }
    }
  }

  /** Tags of length-delimited fields. */
  private static final class WireFormatTags {

    static int message(int field) {
      return field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }
  }
}
