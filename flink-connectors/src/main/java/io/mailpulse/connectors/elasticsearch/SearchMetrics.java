package io.mailpulse.connectors.elasticsearch;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What became of documents, counted on whatever thread the answer arrives. */
final class SearchMetrics {

  private final AtomicLong written = new AtomicLong();
  private final AtomicLong stale = new AtomicLong();
  private final AtomicLong retried = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();

  private SearchMetrics() {}

  static SearchMetrics register(MetricGroup group) {
    var metrics = new SearchMetrics();
    group.gauge("documentsWritten", (Gauge<Long>) metrics.written::get);
    group.gauge("documentsStale", (Gauge<Long>) metrics.stale::get);
    group.gauge("documentsRetried", (Gauge<Long>) metrics.retried::get);
    group.gauge("documentsRejected", (Gauge<Long>) metrics.rejected::get);
    return metrics;
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
