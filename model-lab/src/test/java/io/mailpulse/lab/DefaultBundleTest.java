package io.mailpulse.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.model.bundle.BundleException;
import io.mailpulse.model.bundle.BundleSource;
import io.mailpulse.model.bundle.ModelBundle;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class DefaultBundleTest {

  @Test
  void theArtifactHasTheVersionOfItsBundle() {
    assertThat(ModelBundle.open(ModelBundle.DEFAULT_NAME).manifest().version())
        .isEqualTo(System.getProperty("model.default.version"));
  }

  @Test
  void aClassPathWithoutItIsToldWhatToAdd() {
    BundleSource emptyClassPath =
        new BundleSource() {
          @Override
          public String describe() {
            return ModelBundle.DEFAULT_LOCATION;
          }

          @Override
          public byte[] read(String name) throws NoSuchFileException {
            throw new NoSuchFileException(name);
          }
        };

    assertThatThrownBy(() -> ModelBundle.open(emptyClassPath))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("manifest.json")
        .hasMessageContaining("Put io.mailpulse:model-default on the class path");
  }
}
