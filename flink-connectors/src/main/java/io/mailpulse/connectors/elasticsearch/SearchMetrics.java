package io.mailpulse.connectors.elasticsearch;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What became of documents, counted on whatever thread the answer arrives, and what waits. */
final class SearchMetrics {

  private final MetricGroup group;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong stale = new AtomicLong();
  private final AtomicLong retried = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();

  private SearchMetrics(MetricGroup group) {
    this.group = group;
  }

  static SearchMetrics register(MetricGroup group) {
    var metrics = new SearchMetrics(group);
    group.gauge("documentsWritten", (Gauge<Long>) metrics.written::get);
    group.gauge("documentsStale", (Gauge<Long>) metrics.stale::get);
    group.gauge("documentsRetried", (Gauge<Long>) metrics.retried::get);
    group.gauge("documentsRejected", (Gauge<Long>) metrics.rejected::get);
    return metrics;
  }

  /**
   * Shows what waits.
   *
   * @param waiting documents that wait for a cause
   */
  void show(PendingWrites pending, SearchOverflow overflow, ToIntFunction<RetryCause> waiting) {
    group.gauge("documentsPending", (Gauge<Integer>) pending::size);
    group.gauge("bytesPending", (Gauge<Long>) pending::bytes);
    group.gauge("documentsOverflowed", (Gauge<Long>) overflow::appended);
    MetricGroup causes = group.addGroup("documentsWaitingFor");
    for (RetryCause cause : RetryCause.values()) {
      causes.gauge(cause.wireName(), (Gauge<Integer>) () -> waiting.applyAsInt(cause));
    }
  }

  void count(Verdict verdict) {
    switch (verdict) {
      case DONE -> written.incrementAndGet();
      case STALE -> stale.incrementAndGet();
      case RETRY -> retried.incrementAndGet();
      case REJECT -> rejected.incrementAndGet();
      case SPLIT, FATAL -> {
        // Of a request, not of a document.
      }
    }
  }
}
