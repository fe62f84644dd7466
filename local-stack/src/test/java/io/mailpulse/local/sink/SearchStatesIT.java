package io.mailpulse.local.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailpulse.connectors.deadletter.RejectedWrites;
import io.mailpulse.connectors.elasticsearch.Backoff;
import io.mailpulse.connectors.elasticsearch.ElasticsearchSink;
import io.mailpulse.connectors.elasticsearch.SearchEndpoint;
import io.mailpulse.connectors.elasticsearch.SearchLimits;
import io.mailpulse.connectors.elasticsearch.SearchWrite;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.flink.store.EmailDocument;
import io.mailpulse.local.service.ElasticsearchServer;
import io.mailpulse.local.service.SharedServices;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.elasticsearch.IndexLayout;
import io.mailpulse.testkit.LoopbackServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** States of a real search server that pass: waited for, and no dead letter. */
@ExtendWith(SharedServices.class)
class SearchStatesIT {

  private static final int MAILS = 12;
  private static final Queue<DeadLetter> LETTERS = new ConcurrentLinkedQueue<>();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "write-block     | cluster_block_exception",
        "flood-stage     | cluster_block_exception",
        "read-only       | cluster_block_exception",
        "closed          | index_closed_exception",
        "shard-limit     | validation_exception",
        "no-auto-create  | index_not_found_exception"
      })
  @Timeout(value = 5, unit = TimeUnit.MINUTES) // a document that is given up would be waited for
  void isWaitedFor(String state, String type, ElasticsearchServer search) throws Exception {
    LETTERS.clear();
    String index = "emails-state-" + state;
    enter(state, index, search.uri());
    try (var proxy = new LoopbackServer().on("/", request -> forward(request, search.uri()))) {
      CompletableFuture<Void> job = CompletableFuture.runAsync(() -> index(index, proxy.uri("")));
      String first = answers.take();
      answers.take(); // and was asked again
      leave(state, index, search.uri());
      job.get();

      assertThat(first).contains(type);
    } finally {
      leave(state, index, search.uri());
    }

    assertThat(LETTERS).isEmpty();
    call(search.uri(), "POST", "/" + index + "/_refresh", "");
    assertThat(
            MAPPER
                .readTree(call(search.uri(), "GET", "/" + index + "/_count", ""))
                .get("count")
                .asInt())
        .isEqualTo(MAILS);
  }

  private void enter(String state, String index, URI search) throws Exception {
    switch (state) {
      case "shard-limit" -> settings(search, "\"cluster.max_shards_per_node\":1");
      case "no-auto-create" -> settings(search, "\"action.auto_create_index\":\"false\"");
      default -> call(search, "PUT", "/" + index, "");
    }
    switch (state) {
      case "write-block" -> call(search, "PUT", "/" + index + "/_block/write", "");
      case "flood-stage" ->
          call(
              search,
              "PUT",
              "/" + index + "/_settings",
              "{\"index.blocks.read_only_allow_delete\":true}");
      case "read-only" -> settings(search, "\"cluster.blocks.read_only_allow_delete\":true");
      case "closed" -> call(search, "POST", "/" + index + "/_close", "");
      default -> {
        // Of the cluster, above.
      }
    }
  }

  private void leave(String state, String index, URI search) throws Exception {
    switch (state) {
      case "shard-limit" -> settings(search, "\"cluster.max_shards_per_node\":null");
      case "no-auto-create" -> settings(search, "\"action.auto_create_index\":null");
      // Alone: a cluster that is read-only takes no other setting with it.
      case "read-only" -> settings(search, "\"cluster.blocks.read_only_allow_delete\":null");
      case "closed" -> call(search, "POST", "/" + index + "/_open", "");
      default ->
          call(
              search,
              "PUT",
              "/" + index + "/_settings",
              "{\"index.blocks.write\":null,\"index.blocks.read_only_allow_delete\":null}");
    }
  }

  private void settings(URI search, String settings) throws Exception {
    call(search, "PUT", "/_cluster/settings", "{\"persistent\":{" + settings + "}}");
  }

  private String call(URI search, String method, String path, String json) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(search.resolve(path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(json))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /** Passes requests on to the server, and notes what it answers to documents. */
  private LoopbackServer.Response forward(LoopbackServer.Request asked, URI search)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(search.resolve(asked.path()))
            .header("Content-Type", asked.headers().getOrDefault("content-type", "text/plain"))
            .header("Accept", asked.headers().getOrDefault("accept", "*/*"))
            .method(asked.method(), HttpRequest.BodyPublishers.ofByteArray(asked.body()))
            .build();
    HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (asked.path().endsWith("_bulk")) {
      answers.add(new String(answer.body(), StandardCharsets.UTF_8));
    }
    var headers = new HashMap<String, String>();
    for (String name : List.of("Content-Type", "X-Elastic-Product")) {
      answer.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
    }
    return new LoopbackServer.Response(answer.statusCode(), Map.copyOf(headers), answer.body());
  }

  private static void index(String index, URI search) {
    var env = StreamExecutionEnvironment.createLocalEnvironment(1);
    env.fromData(
            IntStream.range(0, MAILS).mapToObj(i -> ScoredMails.of(i, MAILS)).toList(),
            TypeInformation.of(ScoredMail.class))
        .sinkTo(
            new ElasticsearchSink<>(
                SearchEndpoint.open(search),
                new InIndex(index),
                new SearchLimits(
                    100,
                    1 << 20,
                    1 << 20,
                    Duration.ofMillis(50),
                    new Backoff(Duration.ofMillis(100), Duration.ofMillis(500))),
                Letters::new));
    try {
      env.execute();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private record InIndex(String index) implements ElementConverter<ScoredMail, SearchWrite> {

    @Override
    public SearchWrite apply(ScoredMail mail, SinkWriter.Context context) {
      SearchWrite write = new EmailDocument(IndexLayout.PER_TENANT).apply(mail, context);
      return new SearchWrite(index, write.id(), write.version(), write.json(), write.origin(), 0);
    }
  }

  private static final class Letters implements RejectedWrites {

    @Override
    public CompletableFuture<Void> send(DeadLetter letter) {
      LETTERS.add(letter);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
      // Nothing to close.
    }
  }
}
