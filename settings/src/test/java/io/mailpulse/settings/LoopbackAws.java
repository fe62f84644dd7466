package io.mailpulse.settings;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A server on loopback that answers as S3 and Secrets Manager do, and the settings that name it.
 */
final class LoopbackAws implements AutoCloseable {

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final Map<String, String> before = new TreeMap<>();
  private final HttpServer server;

  LoopbackAws() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    set("aws.endpointUrl", "http://127.0.0.1:" + server.getAddress().getPort());
    set("aws.region", "eu-central-1");
    set("aws.accessKeyId", "key-of-the-test");
    set("aws.secretAccessKey", "credential-of-the-test");
  }

  /** An object of S3 by its path with the bucket, or a secret by its name. */
  LoopbackAws with(String place, String content) {
    answers.put(place, content);
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String path = exchange.getRequestURI().getPath();
      String query = String.valueOf(exchange.getRequestURI().getQuery());
      if (exchange.getRequestHeaders().containsKey("X-Amz-Target")) {
        secret(exchange, request.replaceAll(".*\"SecretId\":\"([^\"]*)\".*", "$1"));
      } else if (query.contains("list-type=2")) {
        send(exchange, 200, listing(path, query.replaceAll(".*prefix=([^&]*).*", "$1")));
      } else if (answers.containsKey(path)) {
        send(exchange, 200, answers.get(path));
      } else {
        send(exchange, 404, "<Error><Code>NoSuchKey</Code><Message>none</Message></Error>");
      }
    }
  }

  private void secret(HttpExchange exchange, String name) throws IOException {
    if (answers.containsKey(name)) {
      String text = answers.get(name).replace("\"", "\\\"");
      send(exchange, 200, "{\"Name\":\"" + name + "\",\"SecretString\":\"" + text + "\"}");
    } else {
      exchange.getResponseHeaders().add("x-amzn-ErrorType", "ResourceNotFoundException");
      send(exchange, 400, "{\"__type\":\"ResourceNotFoundException\",\"Message\":\"none\"}");
    }
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

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private void set(String property, String value) {
    before.put(property, String.valueOf(System.getProperty(property)));
    System.setProperty(property, value);
  }

  @Override
  public void close() {
    server.stop(0);
    before.forEach(
        (property, value) -> {
          if (value.equals("null")) {
            System.clearProperty(property);
          } else {
            System.setProperty(property, value);
          }
        });
  }
}
