package io.mailpulse.lab.hub;

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
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes Hugging Face export folders of a few kilobytes, one per tokenizer family. Each model is a
 * table of one row of logits per token id, summed over the tokens under the mask, so that the right
 * answer for any text can be added up by hand:
 *
 * <pre>Gather(table, input_ids) * attention_mask, summed over the tokens = logits</pre>
 *
 * In every vocabulary one token means good and one means bad.
 */
final class SmallExports {

  /** Logits of a token that means good; one that means bad has them the other way round. */
  static final float[] GOOD = {-2f, 0.5f, 3f};

  private static final float[] BAD = {3f, 0.5f, -2f};
  private static final float[] OTHER = {0f, 0.25f, 0f};

  private SmallExports() {}

  /** The tokenizer families that exports come with. */
  enum Family {
    BERT(
        "bert",
        List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "good", "bad", "##ly", "the", "."),
        5,
        6),
    DISTILBERT(
        "distilbert",
        List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "good", "bad", "##ly", "the", "."),
        5,
        6),
    ROBERTA(
        "roberta",
        List.of(
            "<s>", "<pad>", "</s>", "<unk>", "g", "o", "d", "b", "a", "Ġ", ".", "oo", "goo", "good",
            "ba", "bad", "Ġg", "Ġgoo", "Ġgood", "Ġb", "Ġba", "Ġbad"),
        18,
        21),
    XLM_ROBERTA(
        "xlm-roberta",
        List.of("<s>", "<pad>", "</s>", "<unk>", "▁good", "▁bad", "▁the", "▁", ".", "ly"),
        4,
        5);

    final String modelType;
    final List<String> vocabulary;
    final int good;
    final int bad;

    Family(String modelType, List<String> vocabulary, int good, int bad) {
      this.modelType = modelType;
      this.vocabulary = vocabulary;
      this.good = good;
      this.bad = bad;
    }
  }

  /** Logits that the model of a family gives for some ids. */
  static float[] logits(Family family, int... ids) {
    float[] sum = new float[3];
    for (int id : ids) {
      float[] row = row(family, id);
      for (int k = 0; k < 3; k++) {
        sum[k] += row[k];
      }
    }
    return sum;
  }

  private static float[] row(Family family, int id) {
    return id == family.good ? GOOD : id == family.bad ? BAD : OTHER;
  }

  /** Writes the folder. */
  static Path write(Path folder, Family family, Map<Integer, String> labels) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("model.onnx"), graph(family).toByteArray());
    Files.writeString(folder.resolve("tokenizer.json"), tokenizer(family));
    StringBuilder names = new StringBuilder();
    labels.forEach(
        (id, name) ->
            names
                .append(names.length() == 0 ? "" : ",")
                .append('"')
                .append(id)
                .append("\":\"")
                .append(name)
                .append('"'));
    Files.writeString(
        folder.resolve("config.json"),
        "{\"_name_or_path\":\"small\",\"model_type\":\""
            + family.modelType
            + "\",\"max_position_embeddings\":514,\"id2label\":{"
            + names
            + "}}");
    return folder;
  }

  private static String tokenizer(Family family) {
    return switch (family) {
      case BERT, DISTILBERT -> wordPiece(family);
      case ROBERTA -> byteLevel(family);
      case XLM_ROBERTA -> unigram(family);
    };
  }

  private static String wordPiece(Family family) {
    return "{\"version\":\"1.0\",\"added_tokens\":"
        + specials(family, 5)
        + ",\"normalizer\":{\"type\":\"BertNormalizer\",\"clean_text\":true,"
        + "\"handle_chinese_chars\":true,\"strip_accents\":null,\"lowercase\":true},"
        + "\"pre_tokenizer\":{\"type\":\"BertPreTokenizer\"},"
        + "\"post_processor\":"
        + template("[CLS]", 2, "[SEP]", 3)
        + ",\"model\":{\"type\":\"WordPiece\",\"unk_token\":\"[UNK]\","
        + "\"continuing_subword_prefix\":\"##\",\"max_input_chars_per_word\":100,\"vocab\":"
        + vocabulary(family)
        + "}}";
  }

  private static String byteLevel(Family family) {
    return "{\"version\":\"1.0\",\"added_tokens\":"
        + specials(family, 4)
        + ",\"normalizer\":null,\"pre_tokenizer\":{\"type\":\"ByteLevel\","
        + "\"add_prefix_space\":true,\"trim_offsets\":true},"
        + "\"post_processor\":{\"type\":\"RobertaProcessing\",\"sep\":[\"</s>\",2],"
        + "\"cls\":[\"<s>\",0],\"trim_offsets\":true,\"add_prefix_space\":true},"
        + "\"decoder\":{\"type\":\"ByteLevel\",\"add_prefix_space\":true,\"trim_offsets\":true},"
        + "\"model\":{\"type\":\"BPE\",\"dropout\":null,\"unk_token\":\"<unk>\","
        + "\"continuing_subword_prefix\":\"\",\"end_of_word_suffix\":\"\",\"fuse_unk\":false,"
        + "\"vocab\":"
        + vocabulary(family)
        + ",\"merges\":[\"o o\",\"Ġ g\",\"Ġ b\",\"Ġg oo\",\"Ġgoo d\",\"Ġb a\",\"Ġba d\","
        + "\"g oo\",\"goo d\",\"b a\",\"ba d\"]}}";
  }

  private static String unigram(Family family) {
    StringBuilder pieces = new StringBuilder("[");
    for (String piece : family.vocabulary) {
      double score = piece.startsWith("<") ? 0 : piece.equals("▁") ? -6 : -2;
      pieces.append(pieces.length() == 1 ? "" : ",");
      pieces.append("[\"").append(piece).append("\",").append(score).append(']');
    }
    return "{\"version\":\"1.0\",\"added_tokens\":"
        + specials(family, 4)
        + ",\"normalizer\":null,\"pre_tokenizer\":{\"type\":\"Metaspace\","
        + "\"replacement\":\"▁\",\"add_prefix_space\":true},"
        + "\"post_processor\":"
        + template("<s>", 0, "</s>", 2)
        + ",\"decoder\":{\"type\":\"Metaspace\",\"replacement\":\"▁\","
        + "\"add_prefix_space\":true},"
        + "\"model\":{\"type\":\"Unigram\",\"unk_id\":3,\"vocab\":"
        + pieces
        + "]}}";
  }

  private static String template(String open, int openId, String close, int closeId) {
    return "{\"type\":\"TemplateProcessing\",\"single\":["
        + "{\"SpecialToken\":{\"id\":\""
        + open
        + "\",\"type_id\":0}},"
        + "{\"Sequence\":{\"id\":\"A\",\"type_id\":0}},"
        + "{\"SpecialToken\":{\"id\":\""
        + close
        + "\",\"type_id\":0}}],\"pair\":["
        + "{\"Sequence\":{\"id\":\"A\",\"type_id\":0}},"
        + "{\"Sequence\":{\"id\":\"B\",\"type_id\":1}}],\"special_tokens\":{"
        + special(open, openId)
        + ","
        + special(close, closeId)
        + "}}";
  }

  private static String special(String token, int id) {
    return "\""
        + token
        + "\":{\"id\":\""
        + token
        + "\",\"ids\":["
        + id
        + "],\"tokens\":[\""
        + token
        + "\"]}";
  }

  private static String specials(Family family, int count) {
    StringBuilder added = new StringBuilder("[");
    for (int id = 0; id < count; id++) {
      added.append(id == 0 ? "" : ",");
      added
          .append("{\"id\":")
          .append(id)
          .append(",\"content\":\"")
          .append(family.vocabulary.get(id))
          .append("\",\"single_word\":false,\"lstrip\":false,\"rstrip\":false,")
          .append("\"normalized\":false,\"special\":true}");
    }
    return added.append(']').toString();
  }

  private static String vocabulary(Family family) {
    StringBuilder pieces = new StringBuilder("{");
    for (int id = 0; id < family.vocabulary.size(); id++) {
      pieces.append(id == 0 ? "" : ",");
      pieces.append('"').append(family.vocabulary.get(id)).append("\":").append(id);
    }
    return pieces.append('}').toString();
  }

  private static ModelProto graph(Family family) {
    var graph = GraphProto.newBuilder().setName("small");
    graph.addInput(ids("input_ids")).addInput(ids("attention_mask"));
    ByteBuffer table =
        ByteBuffer.allocate(family.vocabulary.size() * 12).order(ByteOrder.LITTLE_ENDIAN);
    for (int id = 0; id < family.vocabulary.size(); id++) {
      for (float value : row(family, id)) {
        table.putFloat(value);
      }
    }
    graph.addInitializer(
        tensor("table", TensorProto.DataType.FLOAT, table, family.vocabulary.size(), 3));
    graph.addInitializer(axis("tokens_axis", 1));
    graph.addInitializer(axis("labels_axis", 2));
    graph.addNode(node("Gather", "rows", "table", "input_ids"));
    String rows = "rows";
    if (family == Family.BERT) {
      // BERT exports declare token types; they are added in, as zeros.
      graph.addInput(ids("token_type_ids"));
      graph.addNode(cast("types", "token_type_ids"));
      graph.addNode(node("Unsqueeze", "types_column", "types", "labels_axis"));
      graph.addNode(node("Add", "typed", "rows", "types_column"));
      rows = "typed";
    }
    graph.addNode(cast("mask", "attention_mask"));
    graph.addNode(node("Unsqueeze", "mask_column", "mask", "labels_axis"));
    graph.addNode(node("Mul", "masked", rows, "mask_column"));
    graph.addNode(
        node("ReduceSum", "logits", "masked", "tokens_axis").toBuilder()
            .addAttribute(attribute("keepdims", 0))
            .build());
    graph.addOutput(value("logits", TensorProto.DataType.FLOAT_VALUE, dim("batch"), dim(3)));
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(13))
        .setGraph(graph)
        .build();
  }

  private static TensorProto axis(String name, long axis) {
    ByteBuffer raw = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(axis);
    return tensor(name, TensorProto.DataType.INT64, raw, 1);
  }

  private static TensorProto tensor(
      String name, TensorProto.DataType type, ByteBuffer raw, long... dims) {
    var tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.getNumber())
            .setRawData(ByteString.copyFrom(raw.array()));
    for (long dim : dims) {
      tensor.addDims(dim);
    }
    return tensor.build();
  }

  private static NodeProto node(String type, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(type)
        .setName(output)
        .addAllInput(List.of(inputs))
        .addOutput(output)
        .build();
  }

  private static NodeProto cast(String output, String input) {
    return node("Cast", output, input).toBuilder()
        .addAttribute(attribute("to", TensorProto.DataType.FLOAT_VALUE))
        .build();
  }

  private static AttributeProto attribute(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private static ValueInfoProto ids(String name) {
    return value(name, TensorProto.DataType.INT64_VALUE, dim("batch"), dim("tokens"));
  }

  private static ValueInfoProto value(
      String name, int type, TensorShapeProto.Dimension... dimensions) {
    var shape = TensorShapeProto.newBuilder().addAllDim(List.of(dimensions));
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape)))
        .build();
  }

  private static TensorShapeProto.Dimension dim(String name) {
    return TensorShapeProto.Dimension.newBuilder().setDimParam(name).build();
  }

  private static TensorShapeProto.Dimension dim(long value) {
    return TensorShapeProto.Dimension.newBuilder().setDimValue(value).build();
  }
}
