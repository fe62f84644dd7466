package io.mailpulse.model.runtime;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.CodedInputStream;
import io.mailpulse.model.bundle.BundleException;
import java.io.IOException;
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

  /** Reads a graph's operators. */
  static GraphFacts of(byte[] model) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(model);
      in.setSizeLimit(Integer.MAX_VALUE);
      boolean dynamic =
          ModelProto.parseFrom(in).getGraph().getNodeList().stream()
              .map(NodeProto::getOpType)
              .anyMatch(DYNAMIC::contains);
      return new GraphFacts(dynamic);
    } catch (IOException e) {
      throw new BundleException("Graph: expected an ONNX model, found other bytes", e);
    }
  }
}
