package io.mailpulse.testkit;

import io.mailpulse.testkit.LoopbackServer.Request;
import io.mailpulse.testkit.LoopbackServer.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A server on loopback that answers as S3 and Secrets Manager do, and the system properties that
 * name it to the SDK. A bucket {@code denied} may not be read.
 */
public final class LoopbackAws implements AutoCloseable {

  private static final Map<String, String> ACCOUNT =
      Map.of(
          "aws.region", "eu-central-1",
          "aws.accessKeyId", "key-of-the-test",
          "aws.secretAccessKey", "credential-of-the-test");

  private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
  private final Map<String, String> before = new TreeMap<>();
  private final LoopbackServer server;

  /** A store without objects or secrets. */
  public LoopbackAws() throws IOException {
    server = new LoopbackServer().on("/", this::answer);
    set("aws.endpointUrl", server.uri("").toString());
    ACCOUNT.forEach(this::set);
  }

  /** An object of S3 by its path with the bucket, or a secret by its name. */
  public LoopbackAws with(String place, String content) {
    return with(place, content.getBytes(StandardCharsets.UTF_8));
  }

  /** An object of S3 by its path with the bucket. */
  public LoopbackAws with(String place, byte[] content) {
    answers.put(place, content);
    return this;
  }

  /** Takes an object or a secret away. */
  public void remove(String place) {
    answers.remove(place);
  }

  /** What was asked so far. */
  public List<Request> requests() {
    return server.requests();
  }

  private Response answer(Request request) {
    if (request.headers().containsKey("x-amz-target")) {
      return secret(request.text().replaceAll(".*\"SecretId\":\"([^\"]*)\".*", "$1"));
    }
    String path = request.path();
    if (path.startsWith("/denied/")) {
      return error(403, "AccessDenied", "Access Denied");
    }
    if (request.query().contains("list-type=2")) {
      return Response.ok(listing(path, request.query().replaceAll(".*prefix=([^&]*).*", "$1")));
    }
    return answers.containsKey(path)
        ? new Response(200, Map.of(), answers.get(path))
        : error(404, "NoSuchKey", "The specified key does not exist.");
  }

  private static Response error(int status, String code, String message) {
    String xml = "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>";
    return Response.of(status, xml).with(Map.of("Content-Type", "application/xml"));
  }

  private Response secret(String name) {
    if (!answers.containsKey(name)) {
      return Response.of(400, "{\"__type\":\"ResourceNotFoundException\",\"Message\":\"none\"}")
          .with(Map.of("x-amzn-ErrorType", "ResourceNotFoundException"));
    }
    String text = new String(answers.get(name), StandardCharsets.UTF_8).replace("\"", "\\\"");
    return Response.ok("{\"Name\":\"" + name + "\",\"SecretString\":\"" + text + "\"}");
  }

  private String listing(String bucket, String prefix) {
    var xml = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
    String root = bucket.endsWith("/") ? bucket : bucket + "/";
    answers.keySet().stream()
        .filter(path -> path.startsWith(root + prefix))
        .map(path -> path.substring(root.length()))
        .filter(key -> key.indexOf('/', prefix.length()) < 0)
        .forEach(key -> xml.append("<Contents><Key>").append(key).append("</Key></Contents>"));
    return xml.append("</ListBucketResult>").toString();
  }

  private void set(String property, String value) {
    before.put(property, System.getProperty(property, ""));
    System.setProperty(property, value);
  }

  @Override
  public void close() {
    server.close();
    before.forEach(
        (property, value) -> {
          if (value.isEmpty()) {
            System.clearProperty(property);
          } else {
            System.setProperty(property, value);
          }
        });
  }
}
