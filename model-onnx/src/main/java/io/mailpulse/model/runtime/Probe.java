package io.mailpulse.model.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;

/** Two rows of ids that every vocabulary has, one of them padded, to compare two sessions on. */
final class Probe {

  /** Share of the outputs' own size by which they may differ. */
  static final double TOLERANCE = 1e-3;

  private static final int ROWS = 2;
  private static final int TOKENS = 24;
  private static final int PADDED = 7;
  private static final int IDS = 50;

  private Probe() {}

  /**
   * How far apart two sessions with the same inputs and outputs are: the sum of differences over
   * the sum of sizes, for the output where that is largest; padded places are left out.
   */
  static double difference(OrtSession one, OrtSession other) throws OrtException {
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      for (String name : one.getInputNames()) {
        inputs.put(name, input(name));
      }
      try (OrtSession.Result expected = one.run(inputs);
          OrtSession.Result found = other.run(inputs)) {
        double most = 0;
        for (var output : expected) {
          var tensor = (OnnxTensor) output.getValue();
          var same = (OnnxTensor) found.get(output.getKey()).orElseThrow();
          boolean perToken = tensor.getInfo().getShape().length == 3;
          most = Math.max(most, share(tensor.getFloatBuffer(), same.getFloatBuffer(), perToken));
        }
        return most;
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static double share(FloatBuffer expected, FloatBuffer found, boolean perToken) {
    int seen = expected.remaining();
    if (perToken) {
      seen -= seen / (ROWS * TOKENS) * PADDED;
    }
    double differences = 0;
    double sizes = 0;
    for (int i = 0; i < seen; i++) {
      differences += Math.abs(expected.get(i) - found.get(i));
      sizes += Math.abs(expected.get(i));
    }
    return differences / Math.max(sizes, Double.MIN_NORMAL);
  }

  private static OnnxTensor input(String name) throws OrtException {
    var values = LongBuffer.allocate(ROWS * TOKENS);
    for (int i = 0; i < ROWS * TOKENS; i++) {
      boolean padding = i >= ROWS * TOKENS - PADDED;
      values.put(
          switch (name) {
            case ModelSession.INPUT_IDS -> padding ? 0 : i * 7 % IDS;
            case ModelSession.ATTENTION_MASK -> padding ? 0 : 1;
            default -> 0;
          });
    }
    return OnnxTensor.createTensor(
        OrtEnvironment.getEnvironment(), values.flip(), new long[] {ROWS, TOKENS});
  }
}
