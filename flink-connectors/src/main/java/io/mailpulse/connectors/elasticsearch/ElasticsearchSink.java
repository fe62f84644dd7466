package io.mailpulse.connectors.elasticsearch;

import io.mailpulse.connectors.deadletter.RejectedWrites;
import io.mailpulse.connectors.overflow.NoOverflow;
import io.mailpulse.connectors.overflow.Overflow;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.connector.sink2.StatefulSink;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Indexes elements in Elasticsearch 8, effectively once: a replay writes the same document under
 * the same id and version.
 *
 * <pre>
 * 2xx, 409             done
 * a state that passes  sent again after a wait that doubles, without end: {@link RetryCause}
 * other 4xx            dead letter, with the kind of the refusal and never its text
 * no answer            the whole request is sent again
 * 400, 413             of a whole request: it is halved until the document to blame stands alone
 * </pre>
 *
 * <p>What waits is state of the writer, up to {@code limits.pendingBytes()}: a checkpoint does not
 * wait for the cluster, and a job starts without it.
 *
 * @param <T> element type
 */
@SuppressWarnings("deprecation") // a sink with state in every Flink 1.20
public final class ElasticsearchSink<T>
    implements StatefulSink<T, BufferedRequestState<SearchWrite>> {

  private static final long serialVersionUID = 1L;

  private final SearchEndpoint endpoint;
  private final ElementConverter<T, SearchWrite> converter;
  private final SearchLimits limits;
  private final RejectedWrites.Factory rejected;
  private final Overflow.Factory overflow;

  /**
   * A sink without an overflow: what it has no room for holds up the stream.
   *
   * @param endpoint the cluster
   * @param converter makes documents; one above {@code limits.batchBytes()} is a dead letter
   * @param limits batches, what waits, and waits
   * @param rejected where documents go that can never be accepted
   */
  public ElasticsearchSink(
      SearchEndpoint endpoint,
      ElementConverter<T, SearchWrite> converter,
      SearchLimits limits,
      RejectedWrites.Factory rejected) {
    this(endpoint, converter, limits, rejected, NoOverflow.factory());
  }

  /**
   * A sink.
   *
   * @param endpoint the cluster
   * @param converter makes documents; one above {@code limits.batchBytes()} is a dead letter
   * @param limits batches, what waits, and waits
   * @param rejected where documents go that can never be accepted
   * @param overflow where documents wait that a writer has no room for
   */
  public ElasticsearchSink(
      SearchEndpoint endpoint,
      ElementConverter<T, SearchWrite> converter,
      SearchLimits limits,
      RejectedWrites.Factory rejected,
      Overflow.Factory overflow) {
    this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
    this.converter = Objects.requireNonNull(converter, "converter");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.rejected = Objects.requireNonNull(rejected, "rejected");
    this.overflow = Objects.requireNonNull(overflow, "overflow");
  }

  @Override
  public StatefulSinkWriter<T, BufferedRequestState<SearchWrite>> createWriter(InitContext context)
      throws IOException {
    return restoreWriter(context, List.of());
  }

  @Override
  public StatefulSinkWriter<T, BufferedRequestState<SearchWrite>> restoreWriter(
      InitContext context, Collection<BufferedRequestState<SearchWrite>> state) throws IOException {
    SearchMetrics metrics = SearchMetrics.register(context.metricGroup());
    var opened = new ArrayDeque<AutoCloseable>();
    try {
      var client = new BulkClient(endpoint);
      opened.push(client);
      RejectedWrites letters = rejected.open();
      opened.push(letters);
      TaskInfo task = context.getTaskInfo();
      Overflow queue =
          overflow.open(task.getIndexOfThisSubtask(), task.getNumberOfParallelSubtasks());
      opened.push(queue);
      return new ElasticsearchWriter<>(
              converter,
              limits,
              new BulkAttempt(client, letters, metrics, limits.batchBytes()),
              new TemplateGate(client),
              new SearchOverflow(queue),
              context.getMailboxExecutor(),
              context.getProcessingTimeService())
          .start(state, metrics);
    } catch (IOException | RuntimeException | Error e) {
      opened.forEach(open -> close(open, e));
      throw e;
    }
  }

  /** A start that fails leaves no thread behind. */
  private static void close(AutoCloseable opened, Throwable failure) {
    try {
      opened.close();
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public SimpleVersionedSerializer<BufferedRequestState<SearchWrite>> getWriterStateSerializer() {
    return new SearchWriteSerializer();
  }
}
