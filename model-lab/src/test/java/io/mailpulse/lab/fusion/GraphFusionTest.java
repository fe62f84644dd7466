package io.mailpulse.lab.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.mailpulse.model.bundle.BundleException;
import io.mailpulse.model.bundle.ModelBundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GraphFusionTest {

  @Test
  void putsEachAttentionAndEachResidualNormIntoOneNode() throws InvalidProtocolBufferException {
    byte[] english = exported("e5-small-v2-q.onnx");

    Map<String, Long> operators = operators(GraphFusion.fuse(english).orElseThrow());

    assertThat(operators)
        .containsEntry("QAttention", 12L)
        .containsEntry("SkipLayerNormalization", 24L)
        .doesNotContainKey("Softmax")
        .containsEntry("MatMulInteger", 36L);
    assertThat(operators(english)).containsEntry("MatMulInteger", 72L);
  }

  @Test
  void leavesAnAttentionOfWideHeadsApartAndFusesTheNorms() throws InvalidProtocolBufferException {
    byte[] chinese = exported("bge-small-zh-v1.5-q.onnx");

    Map<String, Long> operators = operators(GraphFusion.fuse(chinese).orElseThrow());

    assertThat(operators)
        .containsEntry("SkipLayerNormalization", 8L)
        .containsEntry("Softmax", 4L)
        .doesNotContainKey("QAttention")
        .containsEntry("MatMulInteger", operators(chinese).get("MatMulInteger"));
  }

  @Test
  void givesTheSameBytesEveryTime() {
    byte[] chinese = exported("bge-small-zh-v1.5-q.onnx");

    assertThat(GraphFusion.fuse(chinese).orElseThrow())
        .isEqualTo(GraphFusion.fuse(chinese).orElseThrow());
  }

  @Test
  void leavesAnAttentionAloneWhoseScoresAreScaledOtherwise() throws InvalidProtocolBufferException {
    byte[] english = exported("e5-small-v2-q.onnx");
    var model = ModelProto.parseFrom(english).toBuilder();
    // The division before each softmax becomes a multiplication: no longer the known form.
    for (NodeProto.Builder node : model.getGraphBuilder().getNodeBuilderList()) {
      if (node.getOpType().equals("Div") && node.getName().endsWith("/self/Div")) {
        node.setOpType("Mul");
      }
    }

    Map<String, Long> operators =
        operators(GraphFusion.fuse(model.build().toByteArray()).orElseThrow());

    assertThat(operators)
        .doesNotContainKey("QAttention")
        .containsEntry("Softmax", 12L)
        .containsEntry("SkipLayerNormalization", 24L);
  }

  @Test
  void leavesAGraphWithoutAttentionAlone() {
    ModelBundle bundle = ModelBundle.open(ModelBundle.DEFAULT_LOCATION);
    assertThat(GraphFusion.fuse(bundle.file(bundle.manifest().ngram().model()))).isEmpty();
    byte[] fusedByItsMaker = bundle.resolve(bundle.manifest().encoders().get(0).model());
    assertThat(GraphFusion.fuse(fusedByItsMaker)).isEmpty();
  }

  @Test
  void refusesBytesThatAreNoModel() {
    assertThatThrownBy(() -> GraphFusion.fuse(new byte[] {1, 2, 3}))
        .isInstanceOf(BundleException.class)
        .hasMessage("Graph: expected an ONNX model, found other bytes");
  }

  private static byte[] exported(String name) {
    try (InputStream in = GraphFusionTest.class.getResourceAsStream("/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Long> operators(byte[] model) throws InvalidProtocolBufferException {
    return ModelProto.parseFrom(model).getGraph().getNodeList().stream()
        .collect(Collectors.groupingBy(NodeProto::getOpType, Collectors.counting()));
  }
}
