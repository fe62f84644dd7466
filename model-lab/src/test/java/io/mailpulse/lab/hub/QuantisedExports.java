package io.mailpulse.lab.hub;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Encoders that others exported with products quantised as they run, from test dependencies. */
final class QuantisedExports {

  /** Twelve layers, heads of 32 columns. */
  static final String ENGLISH = "e5-small-v2-q.onnx";

  /** Four layers, heads of 64 columns. */
  static final String CHINESE = "bge-small-zh-v1.5-q.onnx";

  static final String VECTORS = "last_hidden_state";

  private static final int WIDTH = 384;
  private static final int LABELS = 3;

  private QuantisedExports() {}

  static byte[] read(String resource) throws IOException {
    try (InputStream in = QuantisedExports.class.getResourceAsStream("/" + resource)) {
      return in.readAllBytes();
    }
  }

  /** An export folder of the English encoder under a classifier with weights at random. */
  static Path writeClassifier(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("model.onnx"), classifier(read(ENGLISH)));
    Files.write(folder.resolve("tokenizer.json"), read("e5-small-v2-q-tokenizer.json"));
    Files.writeString(
        folder.resolve("config.json"),
        "{\"model_type\":\"bert\",\"max_position_embeddings\":512,\"id2label\":{\"0\":\"negative\","
            + "\"1\":\"neutral\",\"2\":\"positive\"}}");
    return folder;
  }

  /** Logits of the vector of the first token, instead of all vectors. */
  private static byte[] classifier(byte[] encoder) throws IOException {
    ModelProto.Builder model = ModelProto.parseFrom(encoder).toBuilder();
    GraphProto.Builder graph = model.getGraphBuilder();
    var random = new SplittableRandom(7);
    var weights =
        TensorProto.newBuilder()
            .setName("weights")
            .setDataType(TensorProto.DataType.FLOAT_VALUE)
            .addDims(WIDTH)
            .addDims(LABELS);
    random.doubles((long) WIDTH * LABELS, -1, 1).forEach(w -> weights.addFloatData((float) w));
    graph.addInitializer(weights);
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName("first")
            .setDataType(TensorProto.DataType.INT64_VALUE)
            .addInt64Data(0));
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("Gather")
            .addInput(VECTORS)
            .addInput("first")
            .addOutput("vector")
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName("axis")
                    .setType(AttributeProto.AttributeType.INT)
                    .setI(1)));
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("MatMul")
            .addInput("vector")
            .addInput("weights")
            .addOutput("logits"));
    graph.clearOutput();
    graph.addOutput(
        ValueInfoProto.newBuilder()
            .setName("logits")
            .setType(
                TypeProto.newBuilder()
                    .setTensorType(
                        TypeProto.Tensor.newBuilder()
                            .setElemType(TensorProto.DataType.FLOAT_VALUE))));
    return model.build().toByteArray();
  }
}
