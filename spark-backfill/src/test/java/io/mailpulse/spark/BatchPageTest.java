package io.mailpulse.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.settings.KnownKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BatchPageTest {

  private static final Path PAGE = Path.of("..", "docs", "batch-configuration.md");
  private static final Path KEYS =
      Path.of("../settings/src/main/resources/io/mailpulse/settings/keys/batch.txt");

  @Test
  void theCommittedPageIsTheGeneratedOne() throws IOException {
    if ("write".equals(System.getProperty("mailpulse.docs"))) {
      Files.writeString(PAGE, BatchPage.markdown());
    }

    assertThat(PAGE).content().isEqualTo(BatchPage.markdown());
  }

  @Test
  void theCommittedKeysAreThoseOfTheOptions() throws IOException {
    String keys = KnownKeys.list(Jobs.options());
    if ("write".equals(System.getProperty("mailpulse.docs"))) {
      Files.writeString(KEYS, keys);
    }

    assertThat(KEYS).content().isEqualTo(keys);
  }
}
