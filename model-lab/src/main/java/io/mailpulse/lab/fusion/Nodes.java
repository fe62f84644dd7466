package io.mailpulse.lab.fusion;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;

/** Makes nodes, attributes and tensors. */
final class Nodes {

  /** Operators that are ONNX Runtime's own. */
  static final String CONTRIB = "com.microsoft";

  private Nodes() {}

  static NodeProto.Builder contrib(String type, String name, String output) {
    return NodeProto.newBuilder()
        .setDomain(CONTRIB)
        .setOpType(type)
        .setName(name)
        .addOutput(output);
  }

  static AttributeProto whole(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static AttributeProto real(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.FLOAT)
        .setF(value)
        .build();
  }

  /** A tensor; without axes it is one value. */
  static TensorProto tensor(String name, TensorProto.DataType type, ByteString raw, long... shape) {
    var tensor =
        TensorProto.newBuilder().setName(name).setDataType(type.getNumber()).setRawData(raw);
    for (long length : shape) {
      tensor.addDims(length);
    }
    return tensor.build();
  }
}
