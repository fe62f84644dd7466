package io.mailpulse.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends a run before Spark starts. */
class RescoreJobTest {

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aWrongCommandLineIsAUsageError() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("--config")).isEqualTo(2);
    assertThat(run("--cnofig", "x")).isEqualTo(2);
    assertThat(run("--config", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("there is no such file");
  }

  @Test
  void aMissingModelIsAUsageError() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("config"),
            "warehouse.path = "
                + folder
                + "\ntenants.default.pseudonym-key = literal:sixteen-bytes-or-more");

    int code = run("--config", config.toString(), "--set", "model.bundle=" + folder);

    assertThat(code).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("manifest.json");
    assertThat(out.size()).isZero();
  }

  @Test
  void helpIsPrintedAndNothingRuns() {
    assertThat(run("-h")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("--config FILE");
  }

  private int run(String... args) {
    return RescoreJob.run(
        args,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
