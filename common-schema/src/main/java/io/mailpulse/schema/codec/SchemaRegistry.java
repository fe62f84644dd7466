package io.mailpulse.schema.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * A Confluent-compatible schema registry over HTTP. What it has answered once is kept: ids never
 * change their schema. Lost connections and server errors are tried three times, with pauses.
 */
public final class SchemaRegistry {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final int ATTEMPTS = 3;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int SERVER_ERROR = 500;

  private final URI root;
  private final Optional<String> authorization;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /** All tasks ask at once when a job starts: no two pause alike. */
  private final Retry retry =
      Retry.of(
          "schema-registry",
          RetryConfig.custom()
              .maxAttempts(ATTEMPTS)
              .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(PAUSE, 2))
              .retryExceptions(IOException.class)
              .build());

  private final Map<String, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

  /** A registry below a URL that asks for no credentials. */
  public SchemaRegistry(URI root) {
    this.root = root;
    this.authorization = Optional.empty();
  }

  /**
   * A registry below a URL.
   *
   * @param credentials {@code USER:PASSWORD}, sent with every request
   */
  public SchemaRegistry(URI root, String credentials) {
    this.root = root;
    this.authorization =
        Optional.of(
            "Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The id of a schema under a subject; registers it if it is new.
   *
   * @throws SchemaRegistryException if the registry is down or refuses the schema
   */
  public int idOf(String subject, Schema schema) {
    return ids.computeIfAbsent(subject, name -> register(name, schema));
  }

  /**
   * The schema of an id.
   *
   * @throws CodecException if the registry knows no such id
   * @throws SchemaRegistryException if the registry is down
   */
  public Schema schemaOf(int id) {
    return schemas.computeIfAbsent(id, this::fetch);
  }

  private int register(String subject, Schema schema) {
    String body = JSON.createObjectNode().put("schema", schema.toString()).toString();
    String path = "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "/versions";
    HttpResponse<String> response =
        send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
    JsonNode id = response.statusCode() == 200 ? read(response).get("id") : null;
    if (id == null || !id.isInt()) {
      throw new SchemaRegistryException(
          "the schema registry refused the schema of "
              + subject
              + " with status "
              + response.statusCode()
              + ": compare it with the registered versions");
    }
    return id.intValue();
  }

  private Schema fetch(int id) {
    HttpResponse<String> response = send(request("/schemas/ids/" + id).GET().build());
    JsonNode schema = response.statusCode() == 200 ? read(response).get("schema") : null;
    if (schema == null || !schema.isTextual()) {
      throw new CodecException("the schema registry has no schema of id " + id);
    }
    try {
      return new Schema.Parser().parse(schema.textValue());
    } catch (SchemaParseException e) {
      throw new CodecException("the schema of id " + id + " is not Avro", e);
    }
  }

  private HttpRequest.Builder request(String path) {
    String base = root.toString();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path))
            .timeout(TIMEOUT)
            .header("Content-Type", MEDIA_TYPE)
            .header("Accept", MEDIA_TYPE);
    authorization.ifPresent(value -> request.header("Authorization", value));
    return request;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return retry.executeCallable(() -> answer(request));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SchemaRegistryException("interrupted while asking the schema registry", e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new SchemaRegistryException(
          "the schema registry at " + root + " did not answer in " + ATTEMPTS + " attempts", e);
    }
  }

  private HttpResponse<String> answer(HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() >= SERVER_ERROR) {
      throw new IOException("status " + response.statusCode());
    }
    return response;
  }

  private static JsonNode read(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new SchemaRegistryException("the schema registry did not answer in JSON", e);
    }
  }
}
