package io.mailpulse.lab.hub;

import io.mailpulse.lab.fusion.GraphFusion;
import io.mailpulse.model.bundle.BundleException;
import io.mailpulse.model.runtime.FloatTensor;
import io.mailpulse.model.runtime.ModelSession;
import io.mailpulse.model.runtime.RuntimeSettings;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The graph of an export as a bundle holds it: one that quantises as it runs is fused, once, and
 * answers a probe as the export does. The same export always gives the same bytes.
 */
final class FusedExport {

  /** Share of the outputs' own size by which they may differ. */
  static final double TOLERANCE = 1e-3;

  private static final Logger LOG = LoggerFactory.getLogger(FusedExport.class);

  /** Two rows of ids that every vocabulary has, one of them padded. */
  private static final int[][] PROBE = {ids(24), ids(17)};

  private FusedExport() {}

  /**
   * Fuses what is worth it.
   *
   * @param given an ONNX model whole
   * @return the fused model; the given one if it has nothing to fuse, or would answer otherwise
   * @throws BundleException if the bytes are no model that runs
   */
  static byte[] of(byte[] given) {
    try (ModelSession session = ModelSession.open(given, RuntimeSettings.DEFAULT)) {
      return session.dynamicallyQuantised()
          ? GraphFusion.fuse(given).filter(fused -> isSame(session, fused)).orElse(given)
          : given;
    }
  }

  private static boolean isSame(ModelSession given, byte[] rewritten) {
    try (ModelSession fused = ModelSession.open(rewritten, RuntimeSettings.DEFAULT)) {
      double difference = difference(given, fused);
      boolean same = difference <= TOLERANCE;
      if (!same) {
        LOG.warn(
            "The export is taken as it is: fused, it differs by {}, and {} is allowed.",
            difference,
            TOLERANCE);
      }
      return same;
    } catch (BundleException e) {
      LOG.warn("The export is taken as it is: the runtime refuses it fused.", e);
      return false;
    }
  }

  /**
   * How far apart two graphs with the same inputs and outputs are: the sum of differences over the
   * sum of sizes, for the output where that is largest; padded places are left out.
   */
  static double difference(ModelSession one, ModelSession other) {
    Set<String> outputs = one.outputs();
    int[] both = {0, 1};
    Map<String, FloatTensor> expected = one.run(PROBE, both, outputs);
    Map<String, FloatTensor> found = other.run(PROBE, both, outputs);
    return outputs.stream()
        .mapToDouble(output -> share(expected.get(output), found.get(output)))
        .max()
        .orElse(0);
  }

  private static double share(FloatTensor expected, FloatTensor found) {
    boolean perToken = expected.shape().length == 3;
    int padded = PROBE[0].length - PROBE[1].length;
    int seen = expected.data().length - (perToken ? padded * expected.width() : 0);
    double differences = 0;
    double sizes = 0;
    for (int i = 0; i < seen; i++) {
      differences += Math.abs(expected.data()[i] - found.data()[i]);
      sizes += Math.abs(expected.data()[i]);
    }
    return differences / Math.max(sizes, Double.MIN_NORMAL);
  }

  private static int[] ids(int tokens) {
    int[] ids = new int[tokens];
    for (int i = 0; i < tokens; i++) {
      ids[i] = i * 7 % 50;
    }
    return ids;
  }
}
