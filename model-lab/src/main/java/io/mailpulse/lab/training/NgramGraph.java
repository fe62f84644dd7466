package io.mailpulse.lab.training;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Writes quantised heads as an ONNX graph.
 *
 * <pre>
 * table[B,C] -Gather(input_ids)-> [b,n,C] -Cast-+
 * attention_mask -Cast-Unsqueeze-> [b,1,n] -----+-MatMul-> [b,1,C] -Squeeze-Mul(scales)-> [b,C]
 *   -> first C-1 / sqrt(max(last, 1e-6)) + bias -Split-> one output per head
 * </pre>
 *
 * The product with the mask sums and leaves padding out in one step.
 */
final class NgramGraph {

  private static final int OPSET = 13;
  private static final int IR_VERSION = 8;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("mailpulse-ngram");

  private NgramGraph() {}

  /** One output of the graph: float32 [batch, labels]. */
  record Output(String tensor, int labels) {}

  static byte[] write(QuantisedHeads heads, List<Output> outputs) {
    return new NgramGraph().build(heads, outputs).toByteArray();
  }

  private ModelProto build(QuantisedHeads heads, List<Output> outputs) {
    int last = heads.columns - 1;
    input("input_ids");
    input("attention_mask");
    constant(
        "table",
        TensorProto.DataType.INT8,
        ByteString.copyFrom(heads.table),
        heads.buckets(),
        heads.columns);
    floats("scales", heads.scales, heads.columns);
    floats("bias", heads.bias, last);
    floats("smallest", new float[] {1e-6f});
    longs("zero", 0);
    longs("one", 1);
    longs("labels_end", last);
    longs("columns_end", heads.columns);
    node("Gather", "rows", List.of("table", "input_ids"), attribute("axis", 0));
    node("Cast", "values", List.of("rows"), attribute("to", TensorProto.DataType.FLOAT_VALUE));
    node(
        "Cast",
        "mask",
        List.of("attention_mask"),
        attribute("to", TensorProto.DataType.FLOAT_VALUE));
    node("Unsqueeze", "mask_row", List.of("mask", "one"));
    node("MatMul", "sum_row", List.of("mask_row", "values"));
    node("Squeeze", "sums", List.of("sum_row", "one"));
    node("Mul", "scaled", List.of("sums", "scales"));
    node("Slice", "scores", List.of("scaled", "zero", "labels_end", "one"));
    node("Slice", "squares", List.of("scaled", "labels_end", "columns_end", "one"));
    node("Max", "bounded", List.of("squares", "smallest"));
    node("Sqrt", "norm", List.of("bounded"));
    node("Div", "normed", List.of("scores", "norm"));
    node("Add", "all_logits", List.of("normed", "bias"));
    split(outputs);
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("mailpulse")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .setGraph(graph)
        .build();
  }

  private void split(List<Output> outputs) {
    int start = 0;
    for (Output output : outputs) {
      longs(output.tensor() + "_start", start);
      start += output.labels();
      longs(output.tensor() + "_end", start);
      node(
          "Slice",
          output.tensor(),
          List.of("all_logits", output.tensor() + "_start", output.tensor() + "_end", "one"));
      graph.addOutput(
          tensorInfo(
              output.tensor(),
              TensorProto.DataType.FLOAT_VALUE,
              symbol("batch"),
              TensorShapeProto.Dimension.newBuilder().setDimValue(output.labels()).build()));
    }
  }

  private void input(String name) {
    graph.addInput(
        tensorInfo(name, TensorProto.DataType.INT64_VALUE, symbol("batch"), symbol("features")));
  }

  private static ValueInfoProto tensorInfo(
      String name, int type, TensorShapeProto.Dimension... dimensions) {
    var shape = TensorShapeProto.newBuilder().addAllDim(List.of(dimensions));
    var tensor = TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  private static TensorShapeProto.Dimension symbol(String name) {
    return TensorShapeProto.Dimension.newBuilder().setDimParam(name).build();
  }

  private void node(String type, String output, List<String> inputs, AttributeProto... settings) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(type)
            .setName(output)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(List.of(settings)));
  }

  private static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private void floats(String name, float[] values, long... dimensions) {
    ByteBuffer raw =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      raw.putFloat(value);
    }
    constant(name, TensorProto.DataType.FLOAT, ByteString.copyFrom(raw.array()), dimensions);
  }

  private void longs(String name, long value) {
    ByteBuffer raw = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
    constant(name, TensorProto.DataType.INT64, ByteString.copyFrom(raw.array()), 1);
  }

  private void constant(
      String name, TensorProto.DataType type, ByteString raw, long... dimensions) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(type.getNumber()).setRawData(raw);
    for (long dimension : dimensions) {
      tensor.addDims(dimension);
    }
    graph.addInitializer(tensor);
  }
}
