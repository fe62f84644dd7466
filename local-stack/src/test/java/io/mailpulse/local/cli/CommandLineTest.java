package io.mailpulse.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailpulse.local.BuildInfo;
import io.mailpulse.local.lines.Json;
import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.testkit.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of each verb: exit status, fields and their order. */
class CommandLineTest {

  private static final String MAIL =
      """
      From: Ann Lee <ann@home.example>
      To: shop@brightcart.example
      Subject: Where is it?
      Message-ID: <1@home.example>
      Date: Mon, 2 Mar 2026 12:00:00 +0000

      Hello, where is my parcel? Please call +44 20 7946 0018.
      """;

  @TempDir private Path folder;

  @Test
  void saysWhichBuildItIs() {
    CommandRun run = CommandLineRun.of("", "--version");

    assertThat(run.status()).isZero();
    assertThat(run.outLines()).containsExactly("mailpulse " + BuildInfo.current().version());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "parse",
        "segments",
        "threads",
        "language",
        "redact",
        "score",
        "run",
        "replay",
        "backfill",
        "batch",
        "model",
        "bench",
        "generate",
        "check"
      })
  void everyVerbExplainsItself(String verb) {
    CommandRun run = run("", verb, "-h");

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("Usage: mailpulse " + verb);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void wrongUsageIsStatus2() {
    isWrongUsage();
    isWrongUsage("dance");
    isWrongUsage("parse");
    isWrongUsage("parse", "/there/is/no/such/file");
    isWrongUsage("parse", "--tenant", "no spaces", folder.toString());
    isWrongUsage("language", "--languages", "xx");
    isWrongUsage("score", "--tier", "slow");
    isWrongUsage("score", "--model", folder.resolve("none").toString());
    isWrongUsage("run", "--config", folder.resolve("none").toString());
    isWrongUsage("replay", "--config", folder.resolve("none").toString());
    isWrongUsage("replay", "--since", "yesterday");
    isWrongUsage("replay", "--rate", "0");
    isWrongUsage("bench", "weather");
    isWrongUsage("bench", "mail", "--rounds", "0");
    isWrongUsage("bench", "mail", "--sizes", "0,2048");
  }

  @Test
  void measuresASmallMailbox() throws IOException {
    Path mail = Files.writeString(folder.resolve("mail.eml"), MAIL);

    CommandRun run =
        run(
            "",
            "bench",
            "mail",
            "--mail",
            mail.toString(),
            "--rounds=1",
            "--seconds=0.001",
            "--sizes=64,256");

    assertThat(run.status()).isZero();
    assertThat(run.outLines()).allMatch(line -> line.startsWith("{\"name\":"));
    assertThat(run.out()).contains("\"target\":\">= 0.7\"").contains("\"segment: forwards\"");
    assertThat(run.err()).startsWith("measured").contains("parse to best body");
  }

  @Test
  void aWrongConfigurationNamesEveryMistakeAtOnce() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("pipeline.properties"), "job.parallelism=many\njob.colour=red\n");

    CommandRun run = run("", "run", "--config", file.toString());

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("job.parallelism", "job.colour", "kafka.bootstrap-servers", "warehouse.path");
  }

  @Test
  void segmentsGiveTheReplyAndEveryRun() throws IOException {
    var answer =
        only(
            "{\"id\":7,\"text\":\"Great, thanks!\\n"
                + "\\n"
                + "On Mon, 2 Mar 2026 Bob wrote:\\n"
                + "> late?\\n"
                + "\"}",
            "segments");

    assertThat(names(answer)).containsExactly("id", "reply", "segments", "forwarded");
    assertThat(answer.get("reply").asText()).isEqualTo("Great, thanks!");
    assertThat(names(answer.get("segments").get(0)))
        .containsExactly("kind", "start", "end", "text");
    assertThat(StreamSupport.stream(answer.get("segments").spliterator(), false))
        .extracting(segment -> segment.get("kind").asText())
        .containsExactly("authored", "quoted");
  }

  @Test
  void segmentsTakeHtmlOrTextAndNotBoth() throws IOException {
    assertThat(only("{\"id\":1,\"html\":\"<p>Hi</p>\"}", "segments").get("reply").asText())
        .isEqualTo("Hi");
    assertThat(
            only("{\"id\":1,\"html\":\"<p>Hi</p>\",\"text\":\"Hi\"}", "segments")
                .at("/error/kind")
                .asText())
        .isEqualTo("wrong-type");
  }

  @Test
  void languageGivesACodeOrAReason() throws IOException {
    var german =
        only("{\"id\":\"a\",\"text\":\"Guten Tag, wo bleibt meine Lieferung?\"}", "language");
    var nothing = only("{\"id\":\"b\",\"text\":\"\"}", "language");

    assertThat(names(german)).containsExactly("id", "language", "confidence", "reason");
    assertThat(german.get("language").asText()).isEqualTo("de");
    assertThat(german.get("reason").isNull()).isTrue();
    assertThat(nothing.get("language").asText()).isEqualTo("unknown");
    assertThat(nothing.get("reason").isTextual()).isTrue();
  }

  @Test
  void redactGivesOffsetsOverTheInput() throws IOException {
    String text = "😀 mail ann@home.example now";
    var answer = only("{\"id\":1,\"text\":\"" + text + "\"}", "redact");

    assertThat(names(answer)).containsExactly("id", "text", "spans");
    assertThat(answer.get("text").asText()).doesNotContain("ann@home.example").contains("<EMAIL_");
    JsonNode span = answer.get("spans").get(0);
    assertThat(text.substring(span.get("start").asInt(), span.get("end").asInt()))
        .isEqualTo("ann@home.example");
    assertThat(span.get("type").asText()).isEqualTo("EMAIL_ADDRESS");
  }

  @Test
  void scoreGivesALabelWithItsProbabilities() throws IOException {
    var answer =
        only("{\"id\":1,\"text\":\"Terrible service, I am furious and want a refund!\"}", "score");

    assertThat(names(answer))
        .containsExactly(
            "id",
            "language",
            "label",
            "polarity",
            "confidence",
            "probabilities",
            "emotion",
            "aspects",
            "model_version",
            "scorer_tier");
    assertThat(answer.get("label").asText()).isEqualTo("negative");
    assertThat(answer.get("probabilities").size()).isEqualTo(3);
  }

  @Test
  void scoresOfOneLineDoNotDependOnTheOthers() throws IOException {
    String line = "{\"id\":1,\"text\":\"Thank you, this is wonderful!\"}\n";
    CommandRun alone = run(line, "score");
    CommandRun third = run("{\"id\":0,\"text\":\"Awful.\"}\nnonsense\n" + line, "score");

    assertThat(third.outLines().get(2)).isEqualTo(alone.out().strip());
  }

  @Test
  void parseGivesTheRecordRedactedUnlessTold() throws IOException {
    Path mail = Files.writeString(folder.resolve("a.eml"), MAIL);

    JsonNode redacted = Json.MAPPER.readTree(succeed("parse", mail.toString()).out());
    JsonNode plain = Json.MAPPER.readTree(succeed("parse", "--no-redact", mail.toString()).out());

    assertThat(redacted.get("source").asText()).isEqualTo(mail.toString());
    assertThat(redacted.get("pii_redacted").asBoolean()).isTrue();
    assertThat(redacted.get("body_text").asText()).doesNotContain("7946");
    assertThat(redacted.get("from").asText()).doesNotContain("ann@");
    assertThat(redacted.has("body_full_text")).isFalse();
    assertThat(plain.get("pii_redacted").asBoolean()).isFalse();
    assertThat(plain.get("body_full_text").asText()).contains("+44 20 7946 0018");
    assertThat(plain.get("from").asText()).isEqualTo("Ann Lee <ann@home.example>");
    assertThat(plain.get("email_id")).isEqualTo(redacted.get("email_id"));
  }

  @Test
  void parseReadsAttachmentsWhenTold() throws IOException {
    Path mail =
        Files.writeString(
            folder.resolve("a.eml"),
            """
            From: ann@home.example
            Content-Type: multipart/mixed; boundary=b

            --b

            See the note.
            --b
            Content-Type: application/rtf; name=note.rtf
            Content-Disposition: attachment

            {\\rtf1\\ansi Call me on +44 20 7946 0018, the lamp is broken.\\par}
            --b--
            """);

    JsonNode closed = Json.MAPPER.readTree(run("", "parse", mail.toString()).out());
    JsonNode read = Json.MAPPER.readTree(run("", "parse", "--attachments", mail.toString()).out());

    assertThat(closed.get("body_text").asText()).isEqualTo("See the note.");
    assertThat(read.get("body_text").asText())
        .startsWith("See the note.\nCall me on <PHONE_")
        .endsWith("the lamp is broken.");
    assertThat(read.get("segments").get(1).get("kind").asText()).isEqualTo("attachment");
    assertThat(read.get("attachments").get(0).get("outcome").asText()).isEqualTo("read");
    assertThat(read.get("hash")).isEqualTo(closed.get("hash"));
  }

  @Test
  void parsePutsDeadLettersOnStandardErrorAndGoesOn() throws IOException {
    Files.writeString(folder.resolve("a.eml"), "no header, no mail");
    Files.writeString(folder.resolve("b.eml"), MAIL);

    CommandRun run = run("", "parse", folder.toString());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.outLines()).hasSize(1);
    JsonNode letter = Json.MAPPER.readTree(run.err());
    assertThat(letter.get("kind").asText()).isEqualTo("not-mail");
    assertThat(letter.get("source").asText()).isEqualTo(folder.resolve("a.eml").toString());
  }

  @Test
  void threadsPutAnAnswerBesideItsQuestion() throws IOException {
    Files.writeString(folder.resolve("a.eml"), MAIL);
    Files.writeString(
        folder.resolve("b.eml"),
        MAIL.replace("<1@home.example>", "<2@home.example>")
            .replace("To:", "In-Reply-To: <1@home.example>\nTo:"));

    List<String> lines = succeed("threads", folder.toString()).outLines();
    JsonNode question = Json.MAPPER.readTree(lines.get(0));
    JsonNode answer = Json.MAPPER.readTree(lines.get(1));

    assertThat(names(question)).containsExactly("message_id", "thread_id", "parent");
    assertThat(question.get("parent").isNull()).isTrue();
    assertThat(answer.get("parent").asText()).isEqualTo("1@home.example");
    assertThat(answer.get("thread_id")).isEqualTo(question.get("thread_id"));
  }

  @Test
  void modelInspectPrintsTheManifest() throws IOException {
    assertThat(Json.MAPPER.readTree(succeed("model", "inspect").out()).get("heads").isArray())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"import", "inspect", "evaluate", "list", "train"})
  void everyVerbOfModelExplainsItself(String verb) {
    CommandRun run = succeed("model", verb, "-h");

    assertThat(run.out()).startsWith("Usage: mailpulse model " + verb);
    assertThat(run.outLines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(100));
  }

  @Test
  void modelBundlesMayBeNamedInEveryWay() throws IOException {
    Path bundle = Files.createDirectory(folder.resolve("bundle"));
    ModelBundle ships = ModelBundle.open(ModelBundle.DEFAULT_LOCATION);
    Files.write(bundle.resolve("manifest.json"), ships.toJson());
    for (String file : ships.manifest().files().keySet()) {
      Files.write(bundle.resolve(file), ships.file(file));
    }

    succeed("model", "inspect", "default");
    succeed("model", "inspect", bundle.toUri().toString());
    assertThat(succeed("model", "list", bundle.toString()).outLines()).hasSize(2);
    assertThat(succeed("model", "list", folder.toString()).outLines()).hasSize(2);
  }

  @Test
  void whatIsWrongWithABundleIsOneLine() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path file = Files.writeString(folder.resolve("file.zip"), "no archive");
    Path broken = Files.createDirectory(folder.resolve("broken"));
    Files.writeString(broken.resolve("manifest.json"), "{\"format\": 1");
    Path misspelt = Files.createDirectory(folder.resolve("misspelt"));
    Files.writeString(misspelt.resolve("manifest.json"), "{\"format\": 1, \"nmae\": \"x\"}");

    assertThat(complaint("model", "inspect", "/no/where"))
        .endsWith("/no/where: expected a folder or a .zip file, found nothing there.");
    assertThat(complaint("model", "inspect", empty.toString()))
        .endsWith("expected file manifest.json, found none. Restore the bundle or name another.");
    assertThat(complaint("model", "inspect", file.toString()))
        .endsWith("expected a folder or a .zip file, found another file.");
    assertThat(complaint("model", "inspect", broken.toString()))
        .endsWith("manifest.json is not a manifest: broken JSON at line 1, column 13.");
    assertThat(complaint("model", "inspect", misspelt.toString()))
        .contains("manifest.json is not a manifest: unknown key 'nmae' at line 1")
        .doesNotContain("class ");
    assertThat(complaint("model", "train", empty.toString(), folder.resolve("out").toString()))
        .startsWith("mailpulse model train: ")
        .endsWith(": there is no such file or folder");
    assertThat(complaint("model", "list", "/no/where"))
        .isEqualTo("mailpulse model list: /no/where: there is no such file or folder");
  }

  /** The last line on standard error of a verb that fails. */
  private String complaint(String... args) {
    CommandRun run = run("", args);
    assertThat(run.status()).isNotZero();
    assertThat(run.errLines()).hasSizeLessThanOrEqualTo(2);
    return run.errLines().get(run.errLines().size() - 1);
  }

  private JsonNode only(String line, String... args) throws IOException {
    CommandRun run = run(line + "\n", args);
    assertThat(run.status()).isZero();
    assertThat(run.outLines()).hasSize(1);
    return Json.MAPPER.readTree(run.out());
  }

  private static void isWrongUsage(String... args) {
    CommandRun run = run("", args);
    assertThat(run.status()).as("%s", List.of(args)).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  private static CommandRun succeed(String... args) {
    CommandRun run = run("", args);
    assertThat(run.status()).as("%s", run.err()).isZero();
    return run;
  }

  private static CommandRun run(String in, String... args) {
    return CommandLineRun.of(in, args);
  }

  private static List<String> names(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
