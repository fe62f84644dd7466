package io.mailpulse.lab.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.mailpulse.model.runtime.ScoringException;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;

/** The least that running a graph in ONNX Runtime can cost: tensors in, run, first output out. */
final class BareLoop implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final boolean wantsTypes;

  BareLoop(byte[] model) {
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      session = environment.createSession(model, options);
      wantsTypes = session.getInputNames().contains("token_type_ids");
    } catch (OrtException e) {
      throw new ScoringException("The graph does not load", e);
    }
  }

  /** Runs one row and reads the first output whole. */
  long run(int[] row) {
    long[] ids = new long[row.length];
    long[] mask = new long[row.length];
    for (int i = 0; i < row.length; i++) {
      ids[i] = row[i];
      mask[i] = 1;
    }
    long[] shape = {1, row.length};
    try (OnnxTensor idTensor = tensor(ids, shape);
        OnnxTensor maskTensor = tensor(mask, shape);
        OnnxTensor typeTensor = wantsTypes ? tensor(new long[row.length], shape) : null) {
      Map<String, OnnxTensor> inputs = new HashMap<>();
      inputs.put("input_ids", idTensor);
      inputs.put("attention_mask", maskTensor);
      if (typeTensor != null) {
        inputs.put("token_type_ids", typeTensor);
      }
      try (OrtSession.Result result = session.run(inputs)) {
        float[] out = new float[((OnnxTensor) result.get(0)).getFloatBuffer().remaining()];
        ((OnnxTensor) result.get(0)).getFloatBuffer().get(out);
        return out.length;
      }
    } catch (OrtException e) {
      throw new ScoringException("The graph does not run", e);
    }
  }

  private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new ScoringException("The session does not close", e);
    }
  }
}
