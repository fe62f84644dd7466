package io.mailpulse.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server on loopback that answers GET as S3 does. */
class S3BundleSourceTest {

  private static final String DENIED = "denied";

  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> signatures = new ConcurrentLinkedQueue<>();
  private final Map<String, String> before = new TreeMap<>();
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
    before.forEach(S3BundleSourceTest::restore);
  }

  @Test
  void opensABundleUnderAPrefix() {
    ModelBundle bundle = ModelBundle.open("s3://models/sentiment/v2");

    assertThat(bundle.modelVersion())
        .isEqualTo(ModelBundle.open(ModelBundle.DEFAULT_LOCATION).modelVersion());
    assertThat(bundle.origin()).isEqualTo("s3://models/sentiment/v2/");
    assertThat(signatures)
        .hasSize(1 + bundle.manifest().files().size())
        .allSatisfy(
            signature ->
                assertThat(signature)
                    .startsWith("AWS4-HMAC-SHA256 Credential=key-of-the-test/")
                    .contains("/eu-central-1/s3/"));
  }

  @Test
  void refusesAnAlteredFileByItsDigest() {
    objects.put("/models/sentiment/v2/mail-encoder.heads.json", new byte[] {'{', '}'});

    assertThatThrownBy(() -> ModelBundle.open("s3://models/sentiment/v2/"))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("s3://models/sentiment/v2/: mail-encoder.heads.json: expected sha256")
        .hasMessageContaining(
            "found 44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  }

  @Test
  void saysWhichFileIsMissing() {
    objects.remove("/models/sentiment/v2/model.onnx");

    assertThatThrownBy(() -> ModelBundle.open("s3://models/sentiment/v2"))
        .isInstanceOf(BundleException.class)
        .hasMessageStartingWith(
            "Model bundle s3://models/sentiment/v2/: expected file model.onnx, found none");
  }

  @Test
  void passesOnWhatTheStoreAnswers() {
    assertThatThrownBy(() -> ModelBundle.open("s3://" + DENIED + "/v2"))
        .isInstanceOf(UncheckedIOException.class)
        .cause()
        .hasMessage("s3://denied/v2/manifest.json: the store answers 403: AccessDenied");
  }

  @Test
  void refusesALocationThatNamesNoBucket() {
    for (String location : List.of("s3://", "s3:///v2", "s3://Not_A_Bucket/v2")) {
      assertThatThrownBy(() -> BundleSource.of(location))
          .isInstanceOf(BundleException.class)
          .hasMessage(
              "Model bundle " + location + ": expected s3://BUCKET/PREFIX, found something else.");
    }
  }

  @Test
  void takesAWholeBucketWithoutAPrefix() {
    assertThat(BundleSource.of("s3://models").describe()).isEqualTo("s3://models/");
    assertThat(BundleSource.of("s3://models//a/b//").describe()).isEqualTo("s3://models/a/b/");
  }

  @Test
  void refusesAClassPathWithoutTheSdk() {
    var withoutIt = new ClassLoader(ClassLoader.getPlatformClassLoader()) {};

    assertThatThrownBy(() -> S3BundleSource.requireSdk("s3://models/v2", withoutIt))
        .isInstanceOf(BundleException.class)
        .hasMessage(
            "Model bundle s3://models/v2: expected the AWS SDK on the class path, found no"
                + " software.amazon.awssdk.services.s3.S3Client. Add software.amazon.awssdk:s3 and"
                + " :url-connection-client, or name a folder.");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      signatures.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      String path = exchange.getRequestURI().getPath();
      if (path.startsWith("/" + DENIED + "/")) {
        error(exchange, 403, "AccessDenied", "Access Denied");
      } else if (objects.containsKey(path)) {
        send(exchange, 200, objects.get(path));
      } else {
        error(exchange, 404, "NoSuchKey", "The specified key does not exist.");
      }
    }
  }

  private static void error(HttpExchange exchange, int status, String code, String message)
      throws IOException {
    String xml = "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>";
    exchange.getResponseHeaders().add("Content-Type", "application/xml");
    send(exchange, status, xml.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private void set(String property, String value) {
    before.put(property, String.valueOf(System.getProperty(property)));
    System.setProperty(property, value);
  }

  private static void restore(String property, String value) {
    if (value.equals("null")) {
      System.clearProperty(property);
    } else {
      System.setProperty(property, value);
    }
  }
}
