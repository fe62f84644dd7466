package io.mailpulse.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailpulse.local.lines.Json;
import io.mailpulse.testkit.CommandRun;
import io.mailpulse.testkit.LoopbackServer;
import io.mailpulse.testkit.LoopbackServer.Request;
import io.mailpulse.testkit.LoopbackServer.Response;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code score --tier remote} against a server on loopback. */
class ModelServerTest {

  private static final String LINE =
      "{\"id\":1,\"language\":\"en\",\"text\":\"Late again, call me at +44 20 7946 0018.\"}";
  private static final String NEGATIVE =
      "[[{\"label\":\"negative\",\"score\":0.7},{\"label\":\"neutral\",\"score\":0.2},"
          + "{\"label\":\"positive\",\"score\":0.1}]]";

  private LoopbackServer server;
  private String url;

  @BeforeEach
  void start() throws IOException {
    server = new LoopbackServer().on("/predict", request -> Response.ok(NEGATIVE));
    url = server.uri("/predict").toString();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void asksTheServerForRedactedTexts() throws IOException {
    CommandRun run = run(LINE, "score", "--tier", "remote", "--model-url", url);

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    JsonNode answer = Json.MAPPER.readTree(run.out());
    assertThat(answer.get("label").asText()).isEqualTo("negative");
    assertThat(answer.get("scorer_tier").asText()).isEqualTo("remote");
    assertThat(answer.get("model_version").asText()).isEqualTo("remote@127.0.0.1-" + server.port());
    assertThat(server.requests())
        .extracting(Request::text)
        .singleElement()
        .asString()
        .contains("Late again")
        .doesNotContain("7946");
  }

  @Test
  void everyLineIsAnsweredWhileTheServerIsDown() throws IOException {
    server.close();

    CommandRun run = run(LINE + "\n" + LINE, "score", "--tier", "remote", "--model-url", url);

    assertThat(run.status()).isZero();
    assertThat(run.outLines()).hasSize(2);
    for (String answer : run.outLines()) {
      JsonNode error = Json.MAPPER.readTree(answer).get("error");
      assertThat(error.get("kind").asText()).isEqualTo("scoring-failed");
      assertThat(error.get("message").asText())
          .startsWith("Model server " + url + ": ")
          .doesNotContain("Late");
    }
  }

  @Test
  void namesItsOptionsInMistakes() {
    CommandRun two = run("", "score", "--tier", "remote", "--model-format", "grpc");
    CommandRun one = run("", "score", "--model-url", url);

    assertThat(two.status()).isEqualTo(2);
    assertThat(two.err())
        .contains("--model-url: must be set with --tier remote")
        .contains("--model-format: expected tei | triton, found 'grpc'")
        .doesNotContain("model.remote", "model.tier");
    assertThat(one.status()).isEqualTo(2);
    assertThat(one.err()).contains("--model-url: is only used with --tier remote");
    assertThat(
            run("", "score", "--tier", "remote", "--model-url", url, "--model-format", "triton")
                .err())
        .contains("--model-format: triton needs --model: the tokenizer");
    assertThat(run("", "model", "evaluate", "--tier", "remote").status()).isEqualTo(2);
  }

  private static CommandRun run(String in, String... args) {
    return CommandLineRun.of(in, args);
  }
}
