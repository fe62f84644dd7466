package io.mailpulse.local.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailpulse.connectors.deadletter.RejectedWrites;
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
import io.mailpulse.schema.id.Ids;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServices.class)
class ElasticsearchSinkIT {

  private static final int MAILS = 60;
  private static final String POISON = Ids.email(ScoredMails.TENANT, "mid:7");
  private static final String INDEX = "emails-acme";
  private static final Queue<DeadLetter> LETTERS = new ConcurrentLinkedQueue<>();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void mailsAreFoundAPoisonOneIsADeadLetterAndAReplayChangesNothing(ElasticsearchServer search)
      throws Exception {
    index(search.uri(), 0);

    assertThat(count(search.uri(), "{\"match_all\":{}}")).isEqualTo(MAILS - 1);
    assertThat(count(search.uri(), "{\"term\":{\"label\":\"negative\"}}")).isEqualTo(MAILS / 2);
    assertThat(count(search.uri(), "{\"match\":{\"body_text\":\"grüße\"}}")).isEqualTo(MAILS - 1);
    assertThat(
            count(
                search.uri(),
                "{\"nested\":{\"path\":\"aspects\",\"query\":"
                    + "{\"term\":{\"aspects.aspect\":\"delivery\"}}}}"))
        .isEqualTo(MAILS - 1);
    assertThat(count(search.uri(), "{\"range\":{\"timestamp\":{\"lt\":\"2026-03-01T10:00:00Z\"}}}"))
        .isEqualTo(1);
    assertThat(LETTERS).hasSize(1);
    assertThat(LETTERS.element().getEmailId()).isEqualTo(POISON);
    assertThat(LETTERS.element().getKind()).isEqualTo("document_parsing_exception");
    JsonNode mapping = get(search.uri(), "/" + INDEX + "/_mapping");
    assertThat(mapping.at("/" + INDEX + "/mappings/properties/thread_id/type").asText())
        .isEqualTo("keyword");

    LETTERS.clear();
    index(search.uri(), 0);
    assertThat(versionOf(search.uri(), 3))
        .isEqualTo(ScoredMails.MORNING.toEpochMilli() + 100_000_000);
    index(search.uri(), -1_000);
    assertThat(versionOf(search.uri(), 3))
        .isEqualTo(ScoredMails.MORNING.toEpochMilli() + 100_000_000);
    index(search.uri(), 1_000);
    assertThat(versionOf(search.uri(), 3))
        .isEqualTo(ScoredMails.MORNING.toEpochMilli() + 100_001_000);
    assertThat(count(search.uri(), "{\"match_all\":{}}")).isEqualTo(MAILS - 1);
  }

  /** Indexes all mails as if they had been scored some milliseconds later. */
  private static void index(URI search, long laterMillis) throws Exception {
    var settings = new Configuration();
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    var env = StreamExecutionEnvironment.createLocalEnvironment(1, settings);
    List<ScoredMail> mails =
        IntStream.range(0, MAILS).mapToObj(i -> ScoredMails.of(i, MAILS)).toList();
    mails.forEach(
        mail ->
            mail.sentiment()
                .setProcessedAt(mail.sentiment().getProcessedAt().plusMillis(laterMillis)));
    env.fromData(mails, TypeInformation.of(ScoredMail.class))
        .uid("mails")
        .sinkTo(
            new ElasticsearchSink<>(
                SearchEndpoint.open(search), new OnePoisoned(), SearchLimits.DEFAULT, Letters::new))
        .uid("search");
    env.execute();
  }

  private long count(URI search, String query) throws Exception {
    post(search, "/" + INDEX + "/_refresh", "");
    return post(search, "/" + INDEX + "/_count", "{\"query\":" + query + "}").get("count").asLong();
  }

  private long versionOf(URI search, int number) throws Exception {
    String id = Ids.email(ScoredMails.TENANT, "mid:" + number);
    return get(search, "/" + INDEX + "/_doc/" + id).get("_version").asLong();
  }

  private JsonNode get(URI search, String path) throws Exception {
    return send(HttpRequest.newBuilder(search.resolve(path)).build());
  }

  private JsonNode post(URI search, String path, String json) throws Exception {
    return send(
        HttpRequest.newBuilder(search.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  private JsonNode send(HttpRequest request) throws Exception {
    var response = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return MAPPER.readTree(response.body());
  }

  /** The mails' documents, one of them with a time that no date field takes. */
  private static final class OnePoisoned implements ElementConverter<ScoredMail, SearchWrite> {
    private static final long serialVersionUID = 1L;

    private final EmailDocument documents = new EmailDocument(IndexLayout.PER_TENANT);

    @Override
    public SearchWrite apply(ScoredMail mail, SinkWriter.Context context) {
      SearchWrite write = documents.apply(mail, context);
      return write.id().equals(POISON)
          ? new SearchWrite(
              write.index(),
              write.id(),
              write.version(),
              "{\"timestamp\":\"half past nine\"}".getBytes(StandardCharsets.UTF_8),
              write.origin(),
              0)
          : write;
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
