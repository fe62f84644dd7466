package io.mailpulse.model.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import io.mailpulse.model.bundle.BundleException;

/** Turns a model into a native session under the project's settings; the graph runs as it is. */
final class GraphOpening {

  private GraphOpening() {}

  /**
   * Opens a native session over a graph as it is.
   *
   * @param model an ONNX model whole
   * @throws OrtException if the runtime refuses it
   * @throws BundleException if this build of the runtime cannot run on the device
   */
  static OrtSession open(byte[] model, RuntimeSettings settings) throws OrtException {
    requireDevice(settings);
    return session(model, settings);
  }

  private static void requireDevice(RuntimeSettings settings) {
    var available = OrtEnvironment.getAvailableProviders();
    if (settings.device() == RuntimeSettings.Device.CUDA && !available.contains(OrtProvider.CUDA)) {
      throw new BundleException(
          "Device: expected an ONNX Runtime that runs on CUDA, found one for "
              + available
              + ". Put onnxruntime_gpu in place of onnxruntime on the class path, or set the device"
              + " to cpu.");
    }
  }

  private static OrtSession session(byte[] model, RuntimeSettings settings) throws OrtException {
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
