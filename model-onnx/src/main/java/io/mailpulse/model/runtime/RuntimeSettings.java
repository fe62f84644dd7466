package io.mailpulse.model.runtime;

import java.io.Serializable;

/**
 * How graphs are run.
 *
 * @param device where
 * @param tokenBudget tokens of one batch at most, padding included; rows of quantised encoders run
 *     one by one whatever the budget
 */
public record RuntimeSettings(Device device, int tokenBudget) implements Serializable {

  /** The processor, batches of 16,384 tokens. */
  public static final RuntimeSettings DEFAULT = new RuntimeSettings(Device.CPU, 16_384);

  /** Where a graph runs. */
  public enum Device {
    CPU,
    /** The first CUDA device; needs ONNX Runtime's GPU artifact on the class path. */
    CUDA
  }

  /** Checks the ranges. */
  public RuntimeSettings {
    if (tokenBudget < 1) {
      throw new IllegalArgumentException("tokenBudget: expected at least 1, found " + tokenBudget);
    }
  }
}
