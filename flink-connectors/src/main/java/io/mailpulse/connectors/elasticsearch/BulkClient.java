package io.mailpulse.connectors.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import io.mailpulse.schema.elasticsearch.IndexTemplate;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.Cancellable;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseListener;
import org.elasticsearch.client.RestClient;

/**
 * The requests that the sink makes. Each is answered as a whole, or fails, within a time: also one
 * whose answer begins and then falls silent.
 */
final class BulkClient implements AutoCloseable {

  private static final int CONNECT_MILLIS = 5_000;
  private static final int SILENCE_MILLIS = 30_000;
  private static final Duration WHOLE_ANSWER = Duration.ofMinutes(1);
  private static final String TEMPLATE = "/_index_template/" + IndexTemplate.NAME;

  private final RestClient http;
  private final RestClientTransport transport;
  private final ElasticsearchAsyncClient client;
  private final Duration wholeAnswer;

  BulkClient(SearchEndpoint endpoint) {
    this(endpoint, WHOLE_ANSWER);
  }

  BulkClient(SearchEndpoint endpoint, Duration wholeAnswer) {
    this.wholeAnswer = wholeAnswer;
    this.http =
        RestClient.builder(
                endpoint.hosts().stream()
                    .map(host -> HttpHost.create(host.toString()))
                    .toArray(HttpHost[]::new))
            .setDefaultHeaders(
                endpoint.headersWithKey().entrySet().stream()
                    .map(header -> new BasicHeader(header.getKey(), header.getValue()))
                    .toArray(Header[]::new))
            .setRequestConfigCallback(
                config -> config.setConnectTimeout(CONNECT_MILLIS).setSocketTimeout(SILENCE_MILLIS))
            .build();
    this.transport = new RestClientTransport(http, new JacksonJsonpMapper());
    this.client = new ElasticsearchAsyncClient(transport);
  }

  /** Installs the index template; the same template twice is the same as once. */
  CompletableFuture<Void> putTemplate() {
    var request = new Request("PUT", TEMPLATE);
    request.setJsonEntity(IndexTemplate.json());
    return perform(request);
  }

  /** Asks for the index template; fails with 404 if it is not there. */
  CompletableFuture<Void> getTemplate() {
    return perform(new Request("GET", TEMPLATE));
  }

  /** Sends documents; one item per document comes back, in the same order. */
  CompletableFuture<BulkResponse> send(List<SearchWrite> writes) {
    var request = new BulkRequest.Builder();
    for (SearchWrite write : writes) {
      request.operations(
          operation ->
              operation.index(
                  index ->
                      index
                          .index(write.index())
                          .id(write.id())
                          .version(write.version())
                          .versionType(VersionType.External)
                          .document(BinaryData.of(write.json(), ContentType.APPLICATION_JSON))));
    }
    CompletableFuture<BulkResponse> sent = client.bulk(request.build());
    CompletableFuture<BulkResponse> answered = inTime(sent);
    answered.whenComplete((response, failure) -> sent.cancel(true));
    return answered;
  }

  private CompletableFuture<Void> perform(Request request) {
    var done = new CompletableFuture<Void>();
    Cancellable running =
        http.performRequestAsync(
            request,
            new ResponseListener() {
              @Override
              public void onSuccess(Response response) {
                done.complete(null);
              }

              @Override
              public void onFailure(Exception failure) {
                done.completeExceptionally(failure);
              }
            });
    CompletableFuture<Void> answered = inTime(done);
    answered.whenComplete((nothing, failure) -> running.cancel());
    return answered;
  }

  private <R> CompletableFuture<R> inTime(CompletableFuture<R> answer) {
    return answer.copy().orTimeout(wholeAnswer.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() throws IOException {
    transport.close();
  }
}
