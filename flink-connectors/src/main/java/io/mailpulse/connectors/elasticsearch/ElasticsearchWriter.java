package io.mailpulse.connectors.elasticsearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;

/**
 * In: elements. Out: requests to the cluster. State: documents that wait, via {@link
 * SearchWriteSerializer}. Clears when: the cluster or the dead letters have them.
 */
final class ElasticsearchWriter<T> extends AsyncSinkWriter<T, SearchWrite> {

  private static final long OVERHEAD = 128;

  private final BulkAttempt attempt;
  private final Backoff backoff;
  private final ScheduledExecutorService waits =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "search-backoff");
            thread.setDaemon(true);
            return thread;
          });

  @SuppressWarnings("deprecation") // AsyncSinkBase gives this context
  ElasticsearchWriter(
      ElementConverter<T, SearchWrite> converter,
      Sink.InitContext context,
      AsyncSinkWriterConfiguration configuration,
      Collection<BufferedRequestState<SearchWrite>> state,
      BulkAttempt attempt,
      Backoff backoff) {
    super(converter, context, configuration, state);
    this.attempt = attempt;
    this.backoff = backoff;
  }

  static AsyncSinkWriterConfiguration configuration(
      SearchLimits limits, int inFlight, Duration answer) {
    return AsyncSinkWriterConfiguration.builder()
        .setMaxBatchSize(limits.batchWrites())
        .setMaxBatchSizeInBytes(limits.batchBytes())
        .setMaxInFlightRequests(inFlight)
        .setMaxBufferedRequests(limits.bufferedWrites())
        .setMaxTimeInBufferMS(limits.linger().toMillis())
        .setMaxRecordSizeInBytes(limits.batchBytes())
        .setRequestTimeoutMS(answer.toMillis())
        .setFailOnTimeout(false)
        .build();
  }

  /** Whatever happens, the handler hears of it exactly once. */
  @Override
  protected void submitRequestEntries(
      List<SearchWrite> writes, ResultHandler<SearchWrite> handler) {
    CompletableFuture<List<SearchWrite>> sent;
    try {
      sent = attempt.send(List.copyOf(writes));
    } catch (RuntimeException e) {
      sent = CompletableFuture.failedFuture(e);
    }
    sent.whenComplete(
        (again, failure) -> {
          if (failure != null) {
            handler.completeExceptionally(new IllegalStateException("search sink", failure));
          } else if (again.isEmpty()) {
            handler.complete();
          } else {
            sendAgainLater(again, handler);
          }
        });
  }

  private void sendAgainLater(List<SearchWrite> writes, ResultHandler<SearchWrite> handler) {
    int attempts = writes.stream().mapToInt(SearchWrite::attempts).max().orElse(1);
    try {
      waits.schedule(
          () -> handler.retryForEntries(writes),
          backoff.after(attempts).toMillis(),
          TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      handler.completeExceptionally(closed);
    }
  }

  @Override
  protected long getSizeInBytes(SearchWrite write) {
    return write.json().length + OVERHEAD;
  }

  @Override
  public void close() {
    waits.shutdownNow();
    super.close();
    try {
      attempt.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
