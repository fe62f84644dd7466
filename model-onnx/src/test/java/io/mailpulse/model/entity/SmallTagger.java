package io.mailpulse.model.entity;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An export of a token classifier that knows a few words: each has its label, every other word is
 * outside.
 */
final class SmallTagger {

  static final List<String> LABELS = List.of("O", "B-GIVEN_NAME", "I-STREET_NAME");

  private static final List<String> WORDS = List.of("[UNK]", "Ada", "Elm", "Hm");

  /** Rows by word. Of {@code Hm} no kind has half of the probability. */
  private static final float[][] LOGITS = {{9, 0, 0}, {0, 9, 0}, {0, 0, 9}, {1, 1, 1}};

  private SmallTagger() {}

  static Path write(Path folder) throws IOException {
    return write(folder, LABELS);
  }

  static Path write(Path folder, List<String> labels) throws IOException {
    var config = new StringBuilder("{\"id2label\":{");
    for (int k = 0; k < labels.size(); k++) {
      config.append(k == 0 ? "" : ",").append('"').append(k).append("\":\"");
      config.append(labels.get(k)).append('"');
    }
    Files.writeString(folder.resolve("config.json"), config.append("}}"));
    Files.writeString(folder.resolve("tokenizer.json"), tokenizer());
    Files.write(folder.resolve("model.onnx"), graph().toByteArray());
    return folder;
  }

  private static String tokenizer() {
    var vocabulary = new StringBuilder();
    for (int id = 0; id < WORDS.size(); id++) {
      vocabulary.append(id == 0 ? "" : ",");
      vocabulary.append('"').append(WORDS.get(id)).append("\":").append(id);
    }
    return """
           {"version":"1.0","truncation":null,"padding":null,"added_tokens":[],"normalizer":null,
            "pre_tokenizer":{"type":"Whitespace"},"post_processor":null,"decoder":null,
            "model":{"type":"WordLevel","vocab":{%s},"unk_token":"[UNK]"}}
           """
        .formatted(vocabulary);
  }

  private static ModelProto graph() {
    ByteBuffer table =
        ByteBuffer.allocate(WORDS.size() * LABELS.size() * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : LOGITS) {
      for (float logit : row) {
        table.putFloat(logit);
      }
    }
    var graph =
        GraphProto.newBuilder()
            .setName("tagger")
            .addInput(value("input_ids", TensorProto.DataType.INT64_VALUE, 0))
            .addInput(value("attention_mask", TensorProto.DataType.INT64_VALUE, 0))
            .addInitializer(
                TensorProto.newBuilder()
                    .setName("table")
                    .setDataType(TensorProto.DataType.FLOAT.getNumber())
                    .addDims(WORDS.size())
                    .addDims(LABELS.size())
                    .setRawData(ByteString.copyFrom(table.array())))
            .addNode(
                NodeProto.newBuilder()
                    .setOpType("Gather")
                    .setName("logits")
                    .addInput("table")
                    .addInput("input_ids")
                    .addOutput("logits"))
            .addOutput(value("logits", TensorProto.DataType.FLOAT_VALUE, LABELS.size()));
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(13))
        .setGraph(graph)
        .build();
  }

  private static ValueInfoProto value(String name, int type, int columns) {
    var shape = TensorShapeProto.newBuilder();
    shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"));
    shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("tokens"));
    if (columns > 0) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(columns));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape)))
        .build();
  }
}
