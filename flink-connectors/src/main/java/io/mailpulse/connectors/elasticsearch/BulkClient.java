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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;

/** The two requests that the sink makes. */
final class BulkClient implements AutoCloseable {

  private static final int CONNECT_MILLIS = 5_000;
  private static final int SOCKET_MILLIS = 30_000;

  private final RestClient http;
  private final RestClientTransport transport;
  private final ElasticsearchAsyncClient client;

  BulkClient(SearchEndpoint endpoint) {
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
                config -> config.setConnectTimeout(CONNECT_MILLIS).setSocketTimeout(SOCKET_MILLIS))
            .build();
    this.transport = new RestClientTransport(http, new JacksonJsonpMapper());
    this.client = new ElasticsearchAsyncClient(transport);
  }

  /**
   * Installs the index template; the same template twice is the same as once.
   *
   * @throws IOException if the cluster cannot be reached or refuses it
   */
  void putTemplate() throws IOException {
    var request = new Request("PUT", "/_index_template/" + IndexTemplate.NAME);
    request.setJsonEntity(IndexTemplate.json());
    http.performRequest(request);
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
    return client.bulk(request.build());
  }

  @Override
  public void close() throws IOException {
    transport.close();
  }
}
