package io.mailpulse.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends a run before Spark starts. */
class JobMainTest {

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aWrongCommandLineIsAUsageError() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("recsore")).isEqualTo(2);
    assertThat(run("rescore")).isEqualTo(2);
    assertThat(run("rescore", "--config")).isEqualTo(2);
    assertThat(run("rescore", "--cnofig", "x")).isEqualTo(2);
    assertThat(run("rescore", "--config", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("there is no such file");
  }

  @Test
  void aMissingModelIsAUsageError() throws IOException {
    int code = run("rescore", "--config", config(), "--set", "model.bundle=" + folder);

    assertThat(code).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("manifest.json");
    assertThat(out.size()).isZero();
  }

  /** The server on loopback answers as S3 does where an object is missing or may not be read. */
  @Test
  void aBucketIsAskedForTheModel() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/missing/", exchange -> answer(exchange, 404, "NoSuchKey"));
    server.createContext("/denied/", exchange -> answer(exchange, 403, "AccessDenied"));
    server.start();
    Map<String, String> settings =
        Map.of(
            "aws.endpointUrlS3", "http://127.0.0.1:" + server.getAddress().getPort(),
            "aws.region", "eu-central-1",
            "aws.accessKeyId", "key-of-the-test",
            "aws.secretAccessKey", "secret-of-the-test");
    settings.forEach(System::setProperty);
    try {
      assertThat(run("rescore", "--config", config(), "--set", "model.bundle=s3://missing/v2"))
          .isEqualTo(2);
      assertThat(run("rescore", "--config", config(), "--set", "model.bundle=s3://denied/v2"))
          .isEqualTo(1);
    } finally {
      settings.keySet().forEach(System::clearProperty);
      server.stop(0);
    }

    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "Model bundle s3://missing/v2/: expected file manifest.json, found none. Restore the"
                + " bundle or name another.",
            "Model bundle s3://denied/v2/: manifest.json cannot be read:"
                + " s3://denied/v2/manifest.json: the store answers 403: AccessDenied");
  }

  @Test
  void aQueryPrintsRowsOfTheWarehouseAndRefusesWhatNoTableHas() {
    String warehouse = "warehouse.path=" + folder;

    assertThat(run("query", "--sql", "SELECT 1")).isEqualTo(2);
    assertThat(run("query", "--set", warehouse)).isEqualTo(2);
    assertThat(run("query", "--set", warehouse, "--sql", "SELECT * FROM nothing")).isEqualTo(1);
    assertThat(
            run(
                "query",
                "--set",
                warehouse,
                "--sql",
                "SELECT count(*) AS mails, 'a' AS x FROM current_sentiment"))
        .isZero();

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("warehouse.path", "--sql", "nothing");
    assertThat(out.toString(StandardCharsets.UTF_8).strip()).isEqualTo("{\"mails\":0,\"x\":\"a\"}");
  }

  @Test
  void helpIsPrintedAndNothingRuns() {
    assertThat(run("-h")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("rescore", "Rescores the raw landing", "query");
    assertThat(run("rescore", "-h")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("--config=FILE");
  }

  private String config() throws IOException {
    return Files.writeString(
            folder.resolve("config"),
            "warehouse.path = "
                + folder
                + "\ntenants.default.pseudonym-key = literal:sixteen-bytes-or-more")
        .toString();
  }

  private static void answer(HttpExchange exchange, int status, String code) throws IOException {
    byte[] body = ("<Error><Code>" + code + "</Code></Error>").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private int run(String... args) {
    return JobMain.run(
        args,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
