package io.mailpulse.model.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.mailpulse.model.ScorerSettings;
import io.mailpulse.model.Scorers;
import io.mailpulse.model.bundle.BundleException;
import io.mailpulse.model.runtime.RuntimeSettings.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;

class DeviceTest {

  static boolean runsOnCuda() {
    return OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
  }

  @Test
  @DisabledIf("runsOnCuda")
  void refusesADeviceThatThisBuildOfTheRuntimeDoesNotKnow() {
    var settings = ScorerSettings.defaults().withRuntime(new RuntimeSettings(Device.CUDA, 16_384));

    assertThatThrownBy(() -> Scorers.open(settings))
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith(
            "Device: expected an ONNX Runtime that runs on CUDA, found one for [CPU")
        .hasMessageEndingWith(
            "Put onnxruntime_gpu in place of onnxruntime on the class path, or set the device to"
                + " cpu.");
  }
}
