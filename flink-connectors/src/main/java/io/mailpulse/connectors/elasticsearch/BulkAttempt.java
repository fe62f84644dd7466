package io.mailpulse.connectors.elasticsearch;

import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import io.mailpulse.connectors.deadletter.RejectedWrites;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.failure.Artifact;
import io.mailpulse.schema.failure.DeadLetterBuilder;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.schema.failure.Stage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends documents once and says which must be sent again. */
final class BulkAttempt implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BulkAttempt.class);
  private static final Artifact ARTIFACT = Artifact.of("flink-connectors", BulkAttempt.class);

  private final BulkClient client;
  private final RejectedWrites rejected;
  private final SearchMetrics metrics;

  BulkAttempt(BulkClient client, RejectedWrites rejected, SearchMetrics metrics) {
    this.client = client;
    this.rejected = rejected;
    this.metrics = metrics;
  }

  /**
   * Sends documents.
   *
   * @return the documents to send again; completes exceptionally if sending again is no use
   */
  CompletableFuture<List<SearchWrite>> send(List<SearchWrite> writes) {
    return client
        .send(writes)
        .handle(
            (response, failure) ->
                failure == null ? judge(writes, response) : recover(writes, failure))
        .thenCompose(Function.identity());
  }

  private CompletableFuture<List<SearchWrite>> judge(
      List<SearchWrite> writes, BulkResponse response) {
    List<BulkResponseItem> items = response.items();
    if (items.size() != writes.size()) {
      return CompletableFuture.failedFuture(
          new IllegalStateException(
              "the search cluster answered "
                  + items.size()
                  + " items to "
                  + writes.size()
                  + " documents"));
    }
    var outcomes = new ArrayList<CompletableFuture<List<SearchWrite>>>();
    var again = new ArrayList<SearchWrite>();
    for (int i = 0; i < writes.size(); i++) {
      SearchWrite write = writes.get(i);
      BulkResponseItem item = items.get(i);
      Verdict verdict = Verdict.ofItem(item.status());
      if (verdict == Verdict.REJECT) {
        outcomes.add(reject(write, FailureKind.REJECTED, reasonOf(item), item.status()));
      } else {
        metrics.count(verdict);
        if (verdict == Verdict.RETRY) {
          again.add(write.again());
        }
      }
    }
    return outcomes.stream()
        .reduce(
            CompletableFuture.completedFuture(again),
            (all, one) -> all.thenCombine(one, BulkAttempt::joined));
  }

  private CompletableFuture<List<SearchWrite>> recover(
      List<SearchWrite> writes, Throwable failure) {
    int status = Verdict.statusOf(failure);
    return switch (Verdict.ofRequest(failure)) {
      case RETRY -> {
        LOG.warn(
            "Search request of {} documents failed (status {}, {}); trying again",
            writes.size(),
            status,
            failure.getClass().getSimpleName());
        writes.forEach(write -> metrics.count(Verdict.RETRY));
        yield CompletableFuture.completedFuture(writes.stream().map(SearchWrite::again).toList());
      }
      case SPLIT -> {
        if (writes.size() == 1) {
          FailureKind kind = status == 413 ? FailureKind.TOO_LARGE : FailureKind.UNREADABLE;
          yield reject(writes.get(0), kind, kind.wireName(), status);
        }
        int half = writes.size() / 2;
        yield send(writes.subList(0, half))
            .thenCombine(send(writes.subList(half, writes.size())), BulkAttempt::joined);
      }
      default ->
          CompletableFuture.failedFuture(
              new IllegalStateException(
                  "the search cluster refuses us with status "
                      + status
                      + "; check its address and our credentials",
                  failure));
    };
  }

  /** The refusal's text may quote the mail, so only its kind is kept. */
  private CompletableFuture<List<SearchWrite>> reject(
      SearchWrite write, FailureKind kind, String reason, int status) {
    metrics.count(Verdict.REJECT);
    return rejected
        .send(letter(write, kind, reason, status))
        .handle(
            (sent, failure) -> {
              if (failure == null) {
                return List.of();
              }
              LOG.warn("A dead letter was not accepted ({})", failure.getClass().getSimpleName());
              return List.of(write.again());
            });
  }

  private static DeadLetter letter(SearchWrite write, FailureKind kind, String reason, int status) {
    SearchWrite.Origin origin = write.origin();
    return DeadLetterBuilder.of(
            ARTIFACT,
            Stage.ELASTICSEARCH,
            kind,
            "the search cluster refused document "
                + write.id()
                + " of index "
                + write.index()
                + " with status "
                + status
                + " ("
                + reason
                + "); compare the index's mapping with the template")
        .namedByStore(reason)
        .about(
            origin.tenantId(),
            origin.source(),
            origin.payloadRef().isEmpty() ? null : origin.payloadRef(),
            write.json(),
            origin.eventTime())
        .emailId(write.id())
        .attempts(write.attempts() + 1)
        .build(Instant.now());
  }

  private static String reasonOf(BulkResponseItem item) {
    String type = item.error() == null ? null : item.error().type();
    return type == null ? FailureKind.REJECTED.wireName() : type;
  }

  private static List<SearchWrite> joined(List<SearchWrite> first, List<SearchWrite> second) {
    var all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  @Override
  public void close() throws IOException {
    try {
      rejected.close();
    } finally {
      client.close();
    }
  }
}
