package io.mailpulse.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mailpulse.local.lines.Json;
import io.mailpulse.model.bundle.ModelBundle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command line's own class path reads S3; the server on loopback answers GET as S3 does. */
class ObjectStoreBundleTest {

  private static final String BUNDLE = "s3://models/sentiment/v2";

  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final Map<String, String> before = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    set("aws.endpointUrlS3", "http://127.0.0.1:" + server.getAddress().getPort());
    set("aws.region", "eu-central-1");
    set("aws.accessKeyId", "key-of-the-test");
    set("aws.secretAccessKey", "secret-of-the-test");
    ModelBundle bundle = ModelBundle.open(ModelBundle.DEFAULT_LOCATION);
    objects.put("/models/sentiment/v2/manifest.json", bundle.toJson());
    bundle
        .manifest()
        .files()
        .keySet()
        .forEach(name -> objects.put("/models/sentiment/v2/" + name, bundle.file(name)));
  }

  @AfterEach
  void stop() {
    server.stop(0);
    before.forEach(
        (property, value) -> {
          if (value.isEmpty()) {
            System.clearProperty(property);
          } else {
            System.setProperty(property, value);
          }
        });
  }

  @Test
  void inspectsABundleOfABucket() throws IOException {
    assertThat(run("", "model", "inspect", BUNDLE)).isZero();

    assertThat(Json.MAPPER.readTree(out.toByteArray()))
        .isEqualTo(Json.MAPPER.readTree(objects.get("/models/sentiment/v2/manifest.json")));
  }

  @Test
  void scoresWithABundleAndAnAspectListOfABucket() throws IOException {
    objects.put(
        "/models/lists/acme.json",
        "{\"loyalty\": {\"en\": [\"bonus point*\"]}}".getBytes(StandardCharsets.UTF_8));

    int status =
        run(
            "{\"id\":1,\"language\":\"en\",\"text\":\"I love your bonus points. The app is"
                + " fine.\"}",
            "score",
            "--tier",
            "fast",
            "--model",
            BUNDLE,
            "--aspects",
            "s3://models/lists/acme.json");

    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(status).isZero();
    JsonNode aspects = Json.MAPPER.readTree(out.toByteArray()).get("aspects");
    assertThat(aspects.findValuesAsText("aspect")).isEqualTo(List.of("loyalty"));
  }

  @Test
  void refusesAnAlteredFileByItsDigest() {
    objects.put("/models/sentiment/v2/model.onnx", new byte[] {1});

    assertThat(run("", "model", "inspect", BUNDLE)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith(
            "mailpulse model inspect: Model bundle s3://models/sentiment/v2/: model.onnx: expected")
        .doesNotContain("\tat ");
  }

  @Test
  void saysWhatTheStoreAnsweredInOneLine() {
    assertThat(run("", "model", "inspect", "s3://denied/v2")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .contains("s3://denied/v2/manifest.json: the store answers 403: AccessDenied");
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
      String path = exchange.getRequestURI().getPath();
      byte[] object = objects.get(path);
      if (path.startsWith("/denied/")) {
        send(exchange, 403, error("AccessDenied"));
      } else if (object == null) {
        send(exchange, 404, error("NoSuchKey"));
      } else {
        send(exchange, 200, object);
      }
    }
  }

  private static byte[] error(String code) {
    return ("<Error><Code>" + code + "</Code></Error>").getBytes(StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private void set(String property, String value) {
    before.put(property, System.getProperty(property, ""));
    System.setProperty(property, value);
  }
}
