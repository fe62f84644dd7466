package io.mailpulse.local.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.generate.GeneratedMail;
import io.mailpulse.generate.GeneratorSettings;
import io.mailpulse.generate.MailGenerator;
import io.mailpulse.generate.truth.MailTruth;
import io.mailpulse.generate.truth.Truth;
import io.mailpulse.generate.truth.TruthFile;
import io.mailpulse.local.lines.Json;
import io.mailpulse.mail.mailbox.MailboxReader;
import io.mailpulse.mail.mailbox.RawMail;
import io.mailpulse.schema.landing.LandingPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GenerateVerbTest {

  private static final Instant NOW = Instant.parse("2027-03-04T05:06:07Z");

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter err = new StringWriter();
  private final List<Duration> waits = new ArrayList<>();

  @Test
  void writesAnMboxThatGivesTheMailsBack() throws IOException {
    Path mbox = folder.resolve("mails.mbox");
    Path truth = folder.resolve("truth.jsonl");

    assertThat(run("--output", "mbox:" + mbox, "--truth", truth.toString(), "--mails", "80"))
        .isZero();

    List<GeneratedMail> expected = new ArrayList<>();
    new MailGenerator(GeneratorSettings.builder().mails(80).build())
        .forEachRemaining(expected::add);
    try (Stream<RawMail> read = MailboxReader.open(mbox)) {
      assertThat(read.map(mail -> text(mail.bytes())))
          .containsExactlyElementsOf(
              expected.stream().map(mail -> text(mail.bytes()).replace("\r\n", "\n")).toList());
    }
    assertThat(TruthFile.read(truth).arrivals())
        .isEqualTo(expected.stream().flatMap(mail -> mail.truths().stream()).toList());
    assertThat(Json.MAPPER.readTree(out.toByteArray()).get("mails").asLong()).isEqualTo(80);
  }

  @Test
  void writesOneMboxPerTenant() {
    run("--output", "mbox:" + folder.resolve("mails.mbox"), "--mails", "60", "--tenants", "2");

    assertThat(folder.resolve("mails-tenant-1.mbox")).isNotEmptyFile();
    assertThat(folder.resolve("mails-tenant-2.mbox")).isNotEmptyFile();
  }

  @Test
  void landsEachMailOnceByTenantAndDay() throws IOException {
    Path truth = folder.resolve("truth.jsonl");

    run(
        "--output",
        "landing:" + folder.resolve("warehouse"),
        "--truth",
        truth.toString(),
        "--mails",
        "60",
        "--duplicates",
        "0.5");

    Truth read = TruthFile.read(truth);
    try (Stream<Path> files = Files.walk(folder.resolve("warehouse"))) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> LandingPath.parse(file.toString()).orElseThrow().emailId()))
          .containsExactlyInAnyOrderElementsOf(
              read.mails().values().stream()
                  .filter(mail -> mail.attachedTo() == null)
                  .map(MailTruth::emailId)
                  .toList());
    }
  }

  @Test
  void keepsToTheRateInCompressedTime() {
    run(
        "--output", "mbox:" + folder.resolve("mails.mbox"),
        "--mails", "100",
        "--rate", "50",
        "--compress", "3600",
        "--start", "now",
        "--disorder", "0",
        "--duplicates", "0");

    // The clock stands still, so each mail waits for its own time since the first.
    assertThat(waits).hasSizeGreaterThan(90);
    assertThat(waits.get(waits.size() - 1))
        .isBetween(Duration.ofMillis(1_700), Duration.ofMillis(2_300));
  }

  @Test
  void tellsAllMistakesAtOnce() {
    assertThat(
            run(
                "--output", "pigeon:1",
                "--mails", "0",
                "--rate", "-1",
                "--start", "noon",
                "--disorder", "7",
                "--sour-tenant", "globex"))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains("--output: expected mbox:FILE")
        .contains("--mails: ")
        .contains("--rate: ")
        .contains("--start: ")
        .contains("--disorder: ")
        .contains("--sour-tenant: ");
    assertThat(run("--output", "kafka:localhost:1", "--large", "0.1")).isEqualTo(2);
    assertThat(err.toString()).contains("--landing: ");
    assertThat(run()).isEqualTo(2);
  }

  private int run(String... arguments) {
    var verb = new GenerateVerb(out, Clock.fixed(NOW, ZoneOffset.UTC), waits::add);
    return new CommandLine(verb).setErr(new PrintWriter(err)).execute(arguments);
  }

  private static String text(byte[] mail) {
    return new String(mail, StandardCharsets.ISO_8859_1);
  }
}
