package io.mailpulse.flink.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  @Test
  void theCommittedPageIsTheGeneratedOne() throws IOException {
    if ("write".equals(System.getProperty("mailpulse.docs"))) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, PipelineConfig.documentation());
    }

    assertThat(PAGE).content().isEqualTo(PipelineConfig.documentation());
  }
}
