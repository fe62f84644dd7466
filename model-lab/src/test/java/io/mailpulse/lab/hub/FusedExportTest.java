package io.mailpulse.lab.hub;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.mailpulse.lab.hub.SmallExports.Family;
import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.model.runtime.ModelSession;
import io.mailpulse.model.runtime.RuntimeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FusedExportTest {

  private static final int FIRST_WORD = 1000;
  private static final int WORDS = 15_000;

  @ParameterizedTest
  @ValueSource(strings = {QuantisedExports.ENGLISH, QuantisedExports.CHINESE})
  void answersWhatTheExportAnswers(String name) throws IOException {
    byte[] given = QuantisedExports.read(name);
    byte[] fused = FusedExport.of(given);

    assertThat(fused).isNotEqualTo(given);
    try (var one = ModelSession.open(given, RuntimeSettings.DEFAULT);
        var other = ModelSession.open(fused, RuntimeSettings.DEFAULT)) {
      assertThat(other.dynamicallyQuantised()).isTrue();
      var random = new SplittableRandom(5);
      for (int tokens : new int[] {1, 2, 17, 64, 128}) {
        int[] ids = random.ints(tokens, FIRST_WORD, WORDS).toArray();
        assertThat(distance(vectors(other, ids), vectors(one, ids)))
            .isLessThan(FusedExport.TOLERANCE);
      }
    }
  }

  @Test
  void leavesWhatIsFusedAndWhatIsNotQuantisedAsItIs(@TempDir Path folder) throws IOException {
    ModelBundle shipped = ModelBundle.open(ModelBundle.DEFAULT_LOCATION);
    byte[] encoder = shipped.resolve(shipped.manifest().encoders().get(0).model());
    assertThat(FusedExport.of(encoder)).isSameAs(encoder);

    SmallExports.write(folder, Family.BERT, Map.of(0, "negative", 1, "positive"));
    byte[] whole = Files.readAllBytes(folder.resolve("model.onnx"));
    assertThat(FusedExport.of(whole)).isSameAs(whole);
  }

  @Test
  void seesThatAGraphWithAnotherBiasIsAnother() throws IOException {
    byte[] chinese = QuantisedExports.read(QuantisedExports.CHINESE);
    try (var one = ModelSession.open(chinese, RuntimeSettings.DEFAULT);
        var other = ModelSession.open(withoutABias(chinese), RuntimeSettings.DEFAULT)) {
      assertThat(FusedExport.difference(one, one)).isZero();
      assertThat(FusedExport.difference(one, other)).isGreaterThan(FusedExport.TOLERANCE);
    }
  }

  private static byte[] withoutABias(byte[] model) throws IOException {
    var changed = ModelProto.parseFrom(model).toBuilder();
    TensorProto.Builder bias =
        changed.getGraphBuilder().getInitializerBuilderList().stream()
            .filter(tensor -> tensor.getName().endsWith("layer.0.output.dense.bias"))
            .findFirst()
            .orElseThrow();
    bias.setRawData(ByteString.copyFrom(new byte[bias.getRawData().size()]));
    return changed.build().toByteArray();
  }

  private static float[] vectors(ModelSession session, int[] ids) {
    String output = QuantisedExports.VECTORS;
    return session.run(new int[][] {ids}, new int[] {0}, Set.of(output)).get(output).data();
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
}
