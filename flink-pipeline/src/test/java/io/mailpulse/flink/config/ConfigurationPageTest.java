package io.mailpulse.flink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.settings.KnownKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  /** What the stream reads, the batch jobs know, and the other way round. */
  private static final Path KEYS =
      Path.of("../settings/src/main/resources/io/mailpulse/settings/keys/stream.txt");

  @Test
  void theCommittedKeysAreThoseOfTheOptions() throws IOException {
    if ("write".equals(System.getProperty("mailpulse.docs"))) {
      Files.writeString(KEYS, KnownKeys.list(Options.ALL));
    }

    assertThat(KEYS).content().isEqualTo(KnownKeys.list(Options.ALL));
  }

  @Test
  void theCommittedPageIsTheGeneratedOne() throws IOException {
    if ("write".equals(System.getProperty("mailpulse.docs"))) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, PipelineConfig.documentation());
    }

    assertThat(PAGE).content().isEqualTo(PipelineConfig.documentation());
  }
}
