package io.mailpulse.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailpulse.local.lines.Json;
import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.testkit.CommandRun;
import io.mailpulse.testkit.LoopbackAws;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command line's own class path reads S3; the server on loopback answers GET as S3 does. */
class ObjectStoreBundleTest {

  private static final String BUNDLE = "s3://models/sentiment/v2";

  private LoopbackAws aws;
  private byte[] manifest;

  @BeforeEach
  void start() throws IOException {
    aws = new LoopbackAws();
    ModelBundle bundle = ModelBundle.open(ModelBundle.DEFAULT_LOCATION);
    manifest = bundle.toJson();
    aws.with("/models/sentiment/v2/manifest.json", manifest);
    bundle
        .manifest()
        .files()
        .keySet()
        .forEach(name -> aws.with("/models/sentiment/v2/" + name, bundle.file(name)));
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void inspectsABundleOfABucket() throws IOException {
    CommandRun run = CommandLineRun.of("", "model", "inspect", BUNDLE);

    assertThat(run.status()).isZero();
    assertThat(Json.MAPPER.readTree(run.out())).isEqualTo(Json.MAPPER.readTree(manifest));
  }

  @Test
  void scoresWithABundleAndAnAspectListOfABucket() throws IOException {
    aws.with("/models/lists/acme.json", "{\"loyalty\": {\"en\": [\"bonus point*\"]}}");

    CommandRun run =
        CommandLineRun.of(
            "{\"id\":1,\"language\":\"en\",\"text\":\"I love your bonus points. The app is"
                + " fine.\"}",
            "score",
            "--tier",
            "fast",
            "--model",
            BUNDLE,
            "--aspects",
            "s3://models/lists/acme.json");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    JsonNode aspects = Json.MAPPER.readTree(run.out()).get("aspects");
    assertThat(aspects.findValuesAsText("aspect")).isEqualTo(List.of("loyalty"));
  }

  @Test
  void refusesAnAlteredFileByItsDigest() {
    aws.with("/models/sentiment/v2/model.onnx", new byte[] {1});

    CommandRun run = CommandLineRun.of("", "model", "inspect", BUNDLE);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .startsWith(
            "mailpulse model inspect: Model bundle s3://models/sentiment/v2/: model.onnx: expected")
        .doesNotContain("\tat ");
  }

  @Test
  void saysWhatTheStoreAnsweredInOneLine() {
    CommandRun run = CommandLineRun.of("", "model", "inspect", "s3://denied/v2");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.errLines())
        .singleElement()
        .asString()
        .contains("s3://denied/v2/manifest.json: the store answers 403: AccessDenied");
  }
}
