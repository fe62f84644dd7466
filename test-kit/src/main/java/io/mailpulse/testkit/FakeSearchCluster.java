package io.mailpulse.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailpulse.testkit.LoopbackServer.Request;
import io.mailpulse.testkit.LoopbackServer.Response;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/** Answers template and bulk requests over HTTP: keeps documents by version, fails on demand. */
public final class FakeSearchCluster implements AutoCloseable {

  /** A request is answered as usual. */
  public static final int AS_USUAL = 0;

  /** The connection breaks without an answer. */
  public static final int HANG_UP = -1;

  /** The answer begins and falls silent. */
  public static final int FALL_SILENT = -2;

  /** Status of an item that is refused without a word of why. */
  public static final int REFUSED_SILENTLY = 410;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final LoopbackServer server;
  private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
  private final Map<String, Long> versions = new TreeMap<>();
  private final Map<String, JsonNode> documents = new TreeMap<>();
  private final List<Integer> requestSizes = new ArrayList<>();
  private String template;
  private UnaryOperator<String> nameOfError = status -> "type_of_" + status;
  private ToIntFunction<String> templateRule = method -> AS_USUAL;
  private BiFunction<List<String>, Integer, Integer> requestRule = (ids, number) -> AS_USUAL;
  private BiFunction<String, Integer, Integer> itemRule = (id, attempt) -> AS_USUAL;

  /** A cluster on a free port. */
  public FakeSearchCluster() throws IOException {
    server = new LoopbackServer().on("/", this::answer);
  }

  /** Its address. */
  public URI uri() {
    return server.uri("");
  }

  /** Status of a whole request from its ids and its number, counted from 1. */
  public void onRequest(BiFunction<List<String>, Integer, Integer> rule) {
    requestRule = rule;
  }

  /** Status of an item from its id and how often it was sent, counted from 1. */
  public void onItem(BiFunction<String, Integer, Integer> rule) {
    itemRule = rule;
  }

  /** The cluster's name of the error behind a status, in items and of whole requests. */
  public void nameErrors(UnaryOperator<String> nameOf) {
    nameOfError = nameOf;
  }

  /** Status of a request for the template from its method. */
  public void onTemplate(ToIntFunction<String> rule) {
    templateRule = rule;
  }

  /** What it holds, by id. */
  public synchronized Map<String, JsonNode> documents() {
    return new TreeMap<>(documents);
  }

  /** How many documents each request had. */
  public synchronized List<Integer> requestSizes() {
    return List.copyOf(requestSizes);
  }

  /** How often a document was sent. */
  public int attempts(String id) {
    return attempts.getOrDefault(id, 0);
  }

  /** The index template as it was put; null before. */
  public String template() {
    return template;
  }

  private synchronized Response answer(Request request) throws IOException {
    if (request.path().startsWith("/_index_template/")) {
      return template(request);
    }
    String[] lines = request.text().split("\n");
    var ids = new ArrayList<String>();
    for (int i = 0; i < lines.length; i += 2) {
      ids.add(MAPPER.readTree(lines[i]).at("/index/_id").asText());
    }
    requestSizes.add(ids.size());
    int whole = requestRule.apply(ids, requestSizes.size());
    return switch (whole) {
      case HANG_UP -> Response.HANG_UP;
      case FALL_SILENT -> Response.FALL_SILENT;
      case AS_USUAL -> json(200, bulkResponse(lines, ids));
      default -> error(whole);
    };
  }

  private Response template(Request request) {
    int status = templateRule.applyAsInt(request.method());
    if (status != AS_USUAL) {
      return error(status);
    }
    if (request.method().equals("PUT")) {
      template = request.text();
    }
    return template == null ? error(404) : json(200, "{\"acknowledged\":true}");
  }

  private Response error(int status) {
    String type = nameOfError.apply(String.valueOf(status));
    return json(
        status,
        "{\"error\":{\"type\":\"" + type + "\",\"reason\":\"r\"},\"status\":" + status + "}");
  }

  private String bulkResponse(String[] lines, List<String> ids) throws IOException {
    ObjectNode response = MAPPER.createObjectNode();
    var items = response.put("took", 1).put("errors", true).putArray("items");
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      JsonNode operation = MAPPER.readTree(lines[2 * i]).get("index");
      int status = itemRule.apply(id, attempts.merge(id, 1, Integer::sum));
      if (status == AS_USUAL) {
        status = store(id, operation.get("version").asLong(), lines[2 * i + 1]);
      }
      ObjectNode item = items.addObject().putObject("index");
      item.put("_index", operation.get("_index").asText()).put("_id", id).put("status", status);
      if (status == REFUSED_SILENTLY) {
        continue;
      }
      if (status >= 300) {
        item.putObject("error")
            .put("type", nameOfError.apply(String.valueOf(status)))
            .put("reason", "Preview of field's value: secret words of the mail");
      } else {
        item.put("result", "created").put("_version", 1).put("_seq_no", 1).put("_primary_term", 1);
        item.putObject("_shards").put("total", 1).put("successful", 1).put("failed", 0);
      }
    }
    return response.toString();
  }

  private int store(String id, long version, String json) throws IOException {
    if (versions.getOrDefault(id, -1L) >= version) {
      return 409;
    }
    versions.put(id, version);
    documents.put(id, MAPPER.readTree(json));
    return 201;
  }

  private static Response json(int status, String json) {
    return Response.of(status, json)
        .with(
            Map.of(
                "X-Elastic-Product",
                "Elasticsearch",
                "Content-Type",
                "application/vnd.elasticsearch+json;compatible-with=8"));
  }

  @Override
  public void close() {
    server.close();
  }
}
