package io.mailpulse.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckVerbTest {

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream differences = new ByteArrayOutputStream();
  private final StringWriter usage = new StringWriter();

  @Test
  void tellsAllMistakesAtOnce() {
    assertThat(run("--truth", folder.resolve("none").toString(), "--threads", "2", "--wait", "-1"))
        .isEqualTo(2);
    assertThat(usage.toString())
        .contains("--truth: ", "--kafka, --search, --warehouse", "--threads: ", "--wait: ");
  }

  @Test
  void failsWhereAMailIsMissing() throws IOException {
    Path truth =
        Files.writeString(
            folder.resolve("truth.jsonl"),
            """
            {"type":"mail","arrival":0,"source":"generate/1/0.eml","tenant_id":"acme",\
            "message_id":"1@m","email_id":"id-1","sha256":"0","size_bytes":1,"outcome":"read",\
            "label":"neutral","certain":true,"kind":"person","language":"en","thread":"t1",\
            "duplicate":false,"sent_at":"2026-03-02T12:00:00Z",\
            "received_at":"2026-03-02T12:00:00Z","planted":[]}
            """);

    int status = run("--truth", truth.toString(), "--warehouse", folder.toString());

    assertThat(status).isEqualTo(1);
    assertThat(differences.toString(StandardCharsets.UTF_8))
        .isEqualTo("mail id-1 (generate/1/0.eml) is not in Delta\n");
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("{\"mails\":1,");
  }

  private int run(String... arguments) {
    var verb =
        new CheckVerb(
            out, new PrintStream(differences, true, StandardCharsets.UTF_8), Clock.systemUTC());
    return new CommandLine(verb).setErr(new PrintWriter(usage)).execute(arguments);
  }
}
