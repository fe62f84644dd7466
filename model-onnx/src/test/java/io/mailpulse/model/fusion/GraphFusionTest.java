package io.mailpulse.model.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.mailpulse.model.bundle.BundleException;
import io.mailpulse.model.bundle.ModelBundle;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GraphFusionTest {

  private final ModelBundle bundle = ModelBundle.open(ModelBundle.DEFAULT_LOCATION);

  @Test
  void putsEachAttentionAndEachResidualNormIntoOneNode() throws InvalidProtocolBufferException {
    byte[] english = bundle.resolve(bundle.manifest().encoders().get(0).model());

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
    byte[] chinese = bundle.resolve(bundle.manifest().encoders().get(1).model());

    Map<String, Long> operators = operators(GraphFusion.fuse(chinese).orElseThrow());

    assertThat(operators)
        .containsEntry("SkipLayerNormalization", 8L)
        .containsEntry("Softmax", 4L)
        .doesNotContainKey("QAttention")
        .containsEntry("MatMulInteger", operators(chinese).get("MatMulInteger"));
  }

  @Test
  void givesTheSameBytesEveryTime() {
    byte[] chinese = bundle.resolve(bundle.manifest().encoders().get(1).model());

    assertThat(GraphFusion.fuse(chinese).orElseThrow())
        .isEqualTo(GraphFusion.fuse(chinese).orElseThrow());
  }

  @Test
  void leavesAnAttentionAloneWhoseScoresAreScaledOtherwise() throws InvalidProtocolBufferException {
    byte[] english = bundle.resolve(bundle.manifest().encoders().get(0).model());
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
    assertThat(GraphFusion.fuse(bundle.file(bundle.manifest().ngram().model()))).isEmpty();
  }

  @Test
  void refusesBytesThatAreNoModel() {
    assertThatThrownBy(() -> GraphFusion.fuse(new byte[] {1, 2, 3}))
        .isInstanceOf(BundleException.class)
        .hasMessage("Graph: expected an ONNX model, found other bytes");
  }

  private static Map<String, Long> operators(byte[] model) throws InvalidProtocolBufferException {
    return ModelProto.parseFrom(model).getGraph().getNodeList().stream()
        .collect(Collectors.groupingBy(NodeProto::getOpType, Collectors.counting()));
  }
}
