package io.mailpulse.connectors.elasticsearch;

import io.mailpulse.connectors.deadletter.RejectedWrites;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Indexes elements in Elasticsearch 8, effectively once: a replay writes the same document under
 * the same id and version.
 *
 * <pre>
 * 2xx, 409      done
 * 408, 429, 5xx sent again after a wait that doubles, without end: backpressure
 * other 4xx     dead letter, with the kind of the refusal and never its text
 * no answer     the whole request is sent again
 * 400, 413      of a whole request: it is halved until the document to blame stands alone
 * 401, 403, 404 of a whole request: the job fails
 * </pre>
 *
 * @param <T> element type
 */
public final class ElasticsearchSink<T> extends AsyncSinkBase<T, SearchWrite> {

  private static final long serialVersionUID = 1L;
  private static final int IN_FLIGHT = 2;

  /** Longer than any answer and the longest wait after it take together. */
  private static final Duration ANSWER = Duration.ofMinutes(2);

  private final SearchEndpoint endpoint;
  private final SearchLimits limits;
  private final RejectedWrites.Factory rejected;

  /**
   * A sink.
   *
   * @param endpoint the cluster
   * @param converter makes documents; they must fit {@code limits.batchBytes()}
   * @param limits batches, buffers and waits
   * @param rejected where documents go that can never be accepted
   */
  public ElasticsearchSink(
      SearchEndpoint endpoint,
      ElementConverter<T, SearchWrite> converter,
      SearchLimits limits,
      RejectedWrites.Factory rejected) {
    super(
        converter,
        limits.batchWrites(),
        IN_FLIGHT,
        limits.bufferedWrites(),
        limits.batchBytes(),
        limits.linger().toMillis(),
        limits.batchBytes(),
        ANSWER.toMillis(),
        false);
    this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
    this.limits = limits;
    this.rejected = Objects.requireNonNull(rejected, "rejected");
  }

  @Override
  @SuppressWarnings("deprecation")
  public StatefulSinkWriter<T, BufferedRequestState<SearchWrite>> createWriter(InitContext context)
      throws IOException {
    return restoreWriter(context, List.of());
  }

  @Override
  @SuppressWarnings("deprecation")
  public StatefulSinkWriter<T, BufferedRequestState<SearchWrite>> restoreWriter(
      InitContext context, Collection<BufferedRequestState<SearchWrite>> state) throws IOException {
    var client = new BulkClient(endpoint);
    client.putTemplate();
    return new ElasticsearchWriter<>(
        getElementConverter(),
        context,
        ElasticsearchWriter.configuration(limits, IN_FLIGHT, ANSWER),
        state,
        new BulkAttempt(client, rejected.open(), SearchMetrics.register(context.metricGroup())),
        limits.backoff());
  }

  @Override
  public SimpleVersionedSerializer<BufferedRequestState<SearchWrite>> getWriterStateSerializer() {
    return new SearchWriteSerializer();
  }
}
