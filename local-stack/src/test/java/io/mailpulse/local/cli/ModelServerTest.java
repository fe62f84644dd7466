package io.mailpulse.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mailpulse.local.lines.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private HttpServer server;
  private String url;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/predict", this::answer);
    server.start();
    url = "http://127.0.0.1:" + server.getAddress().getPort() + "/predict";
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void asksTheServerForRedactedTexts() throws IOException {
    int status = run(LINE, "score", "--tier", "remote", "--model-url", url);

    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(status).isZero();
    JsonNode answer = Json.MAPPER.readTree(out.toByteArray());
    assertThat(answer.get("label").asText()).isEqualTo("negative");
    assertThat(answer.get("scorer_tier").asText()).isEqualTo("remote");
    assertThat(answer.get("model_version").asText())
        .isEqualTo("remote@127.0.0.1-" + server.getAddress().getPort());
    assertThat(requests).singleElement().asString().contains("Late again").doesNotContain("7946");
  }

  @Test
  void everyLineIsAnsweredWhileTheServerIsDown() throws IOException {
    server.stop(0);

    assertThat(run(LINE + "\n" + LINE, "score", "--tier", "remote", "--model-url", url)).isZero();

    List<String> answers = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(answers).hasSize(2);
    for (String answer : answers) {
      JsonNode error = Json.MAPPER.readTree(answer).get("error");
      assertThat(error.get("kind").asText()).isEqualTo("scoring-failed");
      assertThat(error.get("message").asText())
          .startsWith("Model server " + url + ": ")
          .doesNotContain("Late");
    }
  }

  @Test
  void namesItsOptionsInMistakes() {
    assertThat(run("", "score", "--tier", "remote", "--model-format", "grpc")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("--model-url: must be set with --tier remote")
        .contains("--model-format: expected tei | triton, found 'grpc'")
        .doesNotContain("model.remote", "model.tier");

    err.reset();
    assertThat(run("", "score", "--model-url", url)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("--model-url: is only used with --tier remote");
    assertThat(run("", "model", "evaluate", "--tier", "remote")).isEqualTo(2);
  }

  private int run(String in, String... args) {
    var console =
        new Console(
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return Mailpulse.run(console, args);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      byte[] body = NEGATIVE.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
