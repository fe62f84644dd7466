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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

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
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY = 429;

  /** What tells a registry that knows no such id from an address where no registry is. */
  private static final int NO_SUCH_SCHEMA = 40403;

  private static final int SERVER_ERROR = 500;

  private final URI root;
  private final Optional<String> authorization;
  private final Duration timeout;
  private final HttpClient client;

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
    this(root, TIMEOUT);
  }

  SchemaRegistry(URI root, Duration timeout) {
    this(root, Optional.empty(), timeout);
  }

  /**
   * A registry below a URL.
   *
   * @param credentials {@code USER:PASSWORD}, sent with every request
   */
  public SchemaRegistry(URI root, String credentials) {
    this(
        root,
        Optional.of(
            "Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8))),
        TIMEOUT);
  }

  private SchemaRegistry(URI root, Optional<String> authorization, Duration timeout) {
    this.root = root;
    this.authorization = authorization;
    this.timeout = timeout;
    this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
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
    JsonNode id = response.statusCode() == OK ? read(response).get("id") : null;
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
    if (response.statusCode() == NOT_FOUND
        && read(response).path("error_code").asInt() == NO_SUCH_SCHEMA) {
      throw new CodecException("the schema registry has no schema of id " + id);
    }
    JsonNode schema = response.statusCode() == OK ? read(response).get("schema") : null;
    if (schema == null || !schema.isTextual()) {
      // Not let in, or asked too often: that says nothing of the record.
      throw new SchemaRegistryException(
          "the schema registry did not give the schema of id "
              + id
              + " but status "
              + response.statusCode()
              + ": check its address and our credentials");
    }
    try {
      return new Schema.Parser().parse(schema.textValue());
    } catch (AvroRuntimeException | StackOverflowError e) {
      throw new CodecException("the schema of id " + id + " is not Avro", e);
    }
  }

  private HttpRequest.Builder request(String path) {
    String base = root.toString();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path))
            .timeout(timeout)
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

  /** The timeout of a request ends with the headers of its answer: the body is timed here. */
  private HttpResponse<String> answer(HttpRequest request)
      throws IOException, InterruptedException {
    var answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    HttpResponse<String> response;
    try {
      response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new IOException("no whole answer within " + timeout, e);
    } finally {
      answer.cancel(true);
    }
    if (response.statusCode() >= SERVER_ERROR || response.statusCode() == TOO_MANY) {
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
