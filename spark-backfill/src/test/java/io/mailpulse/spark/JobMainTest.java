package io.mailpulse.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.testkit.CommandRun;
import io.mailpulse.testkit.LoopbackAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends a run before Spark starts. */
class JobMainTest {

  @TempDir Path folder;

  @Test
  void aWrongCommandLineIsAUsageError() {
    assertThat(run().status()).isEqualTo(2);
    assertThat(run("recsore").status()).isEqualTo(2);
    assertThat(run("rescore").status()).isEqualTo(2);
    assertThat(run("rescore", "--config").status()).isEqualTo(2);
    assertThat(run("rescore", "--cnofig", "x").status()).isEqualTo(2);
    CommandRun withoutFile = run("rescore", "--config", folder.resolve("none").toString());
    assertThat(withoutFile.status()).isEqualTo(2);
    assertThat(withoutFile.err()).contains("there is no such file");
  }

  @Test
  void aMissingModelIsAUsageError() throws IOException {
    CommandRun run = run("rescore", "--config", config(), "--set", "model.bundle=" + folder);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("manifest.json");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aBucketIsAskedForTheModel() throws IOException {
    CommandRun missing;
    CommandRun denied;
    try (var aws = new LoopbackAws()) {
      missing = run("rescore", "--config", config(), "--set", "model.bundle=s3://missing/v2");
      denied = run("rescore", "--config", config(), "--set", "model.bundle=s3://denied/v2");
      assertThat(aws.requests()).isNotEmpty();
    }

    assertThat(missing.status()).isEqualTo(2);
    assertThat(missing.errLines())
        .containsExactly(
            "Model bundle s3://missing/v2/: expected file manifest.json, found none. Restore the"
                + " bundle or name another.");
    assertThat(denied.status()).isEqualTo(1);
    assertThat(denied.errLines())
        .containsExactly(
            "Model bundle s3://denied/v2/: manifest.json cannot be read:"
                + " s3://denied/v2/manifest.json: the store answers 403: AccessDenied");
  }

  @Test
  void aQueryPrintsRowsOfTheWarehouseAndRefusesWhatNoTableHas() {
    String warehouse = "warehouse.path=" + folder;

    CommandRun nowhere = run("query", "--sql", "SELECT 1");
    CommandRun nothing = run("query", "--set", warehouse);
    CommandRun unknown = run("query", "--set", warehouse, "--sql", "SELECT * FROM nothing");
    CommandRun rows =
        run(
            "query",
            "--set",
            warehouse,
            "--sql",
            "SELECT count(*) AS mails, 'a' AS x FROM current_sentiment");

    assertThat(nowhere.status()).isEqualTo(2);
    assertThat(nowhere.err()).contains("warehouse.path");
    assertThat(nothing.status()).isEqualTo(2);
    assertThat(nothing.err()).contains("--sql");
    assertThat(unknown.status()).isEqualTo(1);
    assertThat(unknown.err()).contains("nothing");
    assertThat(rows.status()).isZero();
    assertThat(rows.out().strip()).isEqualTo("{\"mails\":0,\"x\":\"a\"}");
  }

  @Test
  void helpIsPrintedAndNothingRuns() {
    assertThat(run("-h"))
        .satisfies(run -> assertThat(run.status()).isZero())
        .satisfies(
            run -> assertThat(run.out()).contains("rescore", "Rescores the raw landing", "query"));
    assertThat(run("rescore", "-h"))
        .satisfies(run -> assertThat(run.status()).isZero())
        .satisfies(run -> assertThat(run.out()).contains("--config=FILE"));
  }

  private String config() throws IOException {
    return Files.writeString(
            folder.resolve("config"),
            "warehouse.path = "
                + folder
                + "\ntenants.default.pseudonym-key = literal:sixteen-bytes-or-more")
        .toString();
  }

  private static CommandRun run(String... args) {
    return CommandRun.of((in, out, err) -> JobMain.run(args, out, err));
  }
}
