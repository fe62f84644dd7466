package io.mailpulse.model.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/** Turns a model into a native session under the project's settings. */
final class GraphOpening {

  private GraphOpening() {}

  /**
   * Opens a native session.
   *
   * @param model an ONNX model whole
   * @throws OrtException if the runtime refuses it
   */
  static OrtSession open(byte[] model, RuntimeSettings settings) throws OrtException {
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.addConfigEntry("session.inter_op.allow_spinning", "0");
      if (settings.device() == RuntimeSettings.Device.CUDA) {
        options.addCUDA();
      }
      return OrtEnvironment.getEnvironment().createSession(model, options);
    }
  }
}
