package io.mailpulse.model.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import io.mailpulse.model.bundle.BundleException;
import io.mailpulse.model.fusion.GraphFusion;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a model into a native session under the project's settings. On the processor, an encoder
 * that quantises as it runs is fused first; both forms answer a probe, and if they disagree the
 * graph runs as it was given.
 */
final class GraphOpening {

  private static final Logger LOG = LoggerFactory.getLogger(GraphOpening.class);

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

  /**
   * Opens the same graph fused.
   *
   * @param given session over the graph as it is
   * @return empty if there is nothing to fuse, or the fused graph is not the same
   */
  static Optional<OrtSession> fused(OrtSession given, byte[] model, RuntimeSettings settings) {
    // The fused attention takes other types on CUDA.
    if (settings.device() != RuntimeSettings.Device.CPU) {
      return Optional.empty();
    }
    return GraphFusion.fuse(model).flatMap(rewritten -> ifEqual(given, rewritten, settings));
  }

  private static Optional<OrtSession> ifEqual(
      OrtSession given, byte[] rewritten, RuntimeSettings settings) {
    try {
      OrtSession fused = session(rewritten, settings);
      double difference = Probe.difference(given, fused);
      if (difference <= Probe.TOLERANCE) {
        return Optional.of(fused);
      }
      fused.close();
      LOG.warn(
          "An encoder runs as it was given: fused, it differs by {}, and {} is allowed.",
          difference,
          Probe.TOLERANCE);
    } catch (OrtException e) {
      LOG.warn("An encoder runs as it was given: the runtime refuses it fused.", e);
    }
    return Optional.empty();
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
