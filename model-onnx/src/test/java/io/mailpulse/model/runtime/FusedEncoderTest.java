package io.mailpulse.model.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.mailpulse.model.bundle.ModelBundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Encoders as others export them, fused as the runtime opens them, against the graphs as given. */
class FusedEncoderTest {

  private static final int FIRST_WORD = 1000;
  private static final int WORDS = 15_000;
  private static final String OUTPUT = "last_hidden_state";

  static List<String> transformers() {
    return List.of("e5-small-v2-q.onnx", "bge-small-zh-v1.5-q.onnx");
  }

  @ParameterizedTest
  @MethodSource("transformers")
  void answersWhatTheGraphAsGivenAnswers(String name) throws OrtException {
    byte[] model = exported(name);
    try (var fused = ModelSession.open(model, RuntimeSettings.DEFAULT);
        var given = GraphOpening.open(model, RuntimeSettings.DEFAULT)) {
      assertThat(fused.form()).isEqualTo(ModelSession.Form.FUSED);
      var random = new SplittableRandom(5);
      for (int tokens : new int[] {1, 2, 17, 64, 128}) {
        int[] ids = random.ints(tokens, FIRST_WORD, WORDS).toArray();
        float[] found =
            fused.run(new int[][] {ids}, new int[] {0}, Set.of(OUTPUT)).get(OUTPUT).data();
        float[] expected = plain(given, ids, OUTPUT);
        assertThat(distance(found, expected)).isLessThan(Probe.TOLERANCE);
      }
    }
  }

  @Test
  void leavesTheEncoderThatShipsAsGiven() {
    ModelBundle bundle = ModelBundle.open(ModelBundle.DEFAULT_LOCATION);
    byte[] model = bundle.resolve(bundle.manifest().encoders().get(0).model());

    try (var session = ModelSession.open(model, RuntimeSettings.DEFAULT)) {
      assertThat(session.form()).isEqualTo(ModelSession.Form.AS_GIVEN);
    }
  }

  @Test
  void seesThatAGraphWithAnotherBiasIsAnother() throws Exception {
    byte[] chinese = exported("bge-small-zh-v1.5-q.onnx");
    try (var one = GraphOpening.open(chinese, RuntimeSettings.DEFAULT);
        var same = GraphOpening.open(chinese, RuntimeSettings.DEFAULT);
        var other = GraphOpening.open(withoutABias(chinese), RuntimeSettings.DEFAULT)) {
      assertThat(Probe.difference(one, same)).isZero();
      assertThat(Probe.difference(one, other)).isGreaterThan(Probe.TOLERANCE);
    }
  }

  private static byte[] exported(String name) {
    try (InputStream in = FusedEncoderTest.class.getResourceAsStream("/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] withoutABias(byte[] model) throws InvalidProtocolBufferException {
    var changed = ModelProto.parseFrom(model).toBuilder();
    TensorProto.Builder bias =
        changed.getGraphBuilder().getInitializerBuilderList().stream()
            .filter(tensor -> tensor.getName().endsWith("layer.0.output.dense.bias"))
            .findFirst()
            .orElseThrow();
    bias.setRawData(ByteString.copyFrom(new byte[bias.getRawData().size()]));
    return changed.build().toByteArray();
  }

  private static double distance(float[] found, float[] expected) {
    assertThat(found).hasSameSizeAs(expected);
    double differences = 0;
    double sizes = 0;
    for (int i = 0; i < found.length; i++) {
      differences += Math.abs(found[i] - expected[i]);
      sizes += Math.abs(expected[i]);
    }
    return differences / sizes;
  }

  private static float[] plain(OrtSession session, int[] ids, String output) throws OrtException {
    var environment = OrtEnvironment.getEnvironment();
    long[] shape = {1, ids.length};
    Map<String, OnnxTensor> inputs = new HashMap<>();
    for (String name : session.getInputNames()) {
      var values = LongBuffer.allocate(ids.length);
      for (int id : ids) {
        values.put(
            switch (name) {
              case ModelSession.INPUT_IDS -> id;
              case ModelSession.ATTENTION_MASK -> 1;
              default -> 0;
            });
      }
      inputs.put(name, OnnxTensor.createTensor(environment, values.flip(), shape));
    }
    try (OrtSession.Result result = session.run(inputs)) {
      var tensor = (OnnxTensor) result.get(output).orElseThrow();
      float[] data = new float[tensor.getFloatBuffer().remaining()];
      tensor.getFloatBuffer().get(data);
      return data;
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }
}
