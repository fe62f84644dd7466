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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends documents once and says which are left to send again. */
final class BulkAttempt implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BulkAttempt.class);
  private static final Artifact ARTIFACT = Artifact.of("flink-connectors", BulkAttempt.class);
  private static final int TOO_LARGE = 413;

  private final BulkClient client;
  private final RejectedWrites rejected;
  private final SearchMetrics metrics;
  private final long largest;

  BulkAttempt(BulkClient client, RejectedWrites rejected, SearchMetrics metrics, long largest) {
    this.client = client;
    this.rejected = rejected;
    this.metrics = metrics;
    this.largest = largest;
  }

  /**
   * Sends documents; one that is larger than any request may be is given up at once.
   *
   * @return what is left; completes exceptionally if sending again is no use
   */
  CompletableFuture<Leftover> send(List<SearchWrite> writes) {
    SearchWrite first = writes.get(0);
    if (writes.size() == 1 && first.json().length > largest) {
      return reject(first, FailureKind.TOO_LARGE, FailureKind.TOO_LARGE.wireName(), TOO_LARGE);
    }
    return client
        .send(writes)
        .handle(
            (response, failure) ->
                failure == null ? judge(writes, response) : recover(writes, failure))
        .thenCompose(Function.identity());
  }

  private CompletableFuture<Leftover> judge(List<SearchWrite> writes, BulkResponse response) {
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
    var letters = new ArrayList<CompletableFuture<Leftover>>();
    var again = new IdentityHashMap<SearchWrite, RetryCause>();
    for (int i = 0; i < writes.size(); i++) {
      SearchWrite write = writes.get(i);
      BulkResponseItem item = items.get(i);
      String type = item.error() == null ? null : item.error().type();
      Verdict verdict =
          Verdict.ofItem(item.status(), type, item.error() == null ? null : item.error().reason());
      if (verdict == Verdict.REJECT) {
        letters.add(reject(write, FailureKind.REJECTED, nameOf(type), item.status()));
        continue;
      }
      metrics.count(verdict);
      if (verdict == Verdict.RETRY) {
        again.put(write, RetryCause.of(item.status(), type));
      }
    }
    return letters.stream()
        .reduce(
            CompletableFuture.completedFuture(Leftover.of(again)),
            (all, one) -> all.thenCombine(one, Leftover::and));
  }

  private CompletableFuture<Leftover> recover(List<SearchWrite> writes, Throwable failure) {
    int status = Verdict.statusOf(failure);
    return switch (Verdict.ofRequest(failure)) {
      case RETRY -> {
        RetryCause cause = RetryCause.of(status, Verdict.typeOf(failure));
        LOG.warn(
            "Search request of {} documents waits: {} (status {}, {})",
            writes.size(),
            cause.wireName(),
            status,
            failure.getClass().getSimpleName());
        writes.forEach(write -> metrics.count(Verdict.RETRY));
        yield CompletableFuture.completedFuture(Leftover.all(writes, cause));
      }
      case SPLIT -> {
        if (writes.size() == 1) {
          FailureKind kind = status == TOO_LARGE ? FailureKind.TOO_LARGE : FailureKind.UNREADABLE;
          yield reject(writes.get(0), kind, kind.wireName(), status);
        }
        int half = writes.size() / 2;
        yield send(writes.subList(0, half))
            .thenCombine(send(writes.subList(half, writes.size())), Leftover::and);
      }
      default -> CompletableFuture.failedFuture(failure);
    };
  }

  /** The refusal's text may quote the mail, so only its kind is kept. */
  private CompletableFuture<Leftover> reject(
      SearchWrite write, FailureKind kind, String reason, int status) {
    return rejected
        .send(letter(write, kind, reason, status))
        .handle(
            (sent, failure) -> {
              if (failure == null) {
                metrics.count(Verdict.REJECT);
                return Leftover.nothing();
              }
              LOG.warn("A dead letter was not accepted ({})", failure.getClass().getSimpleName());
              var again = new IdentityHashMap<SearchWrite, RetryCause>();
              again.put(write, RetryCause.DEAD_LETTERS);
              return Leftover.of(again);
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
        .madeAnew()
        .attempts(write.attempts() + 1)
        .build(Instant.now());
  }

  private static String nameOf(String type) {
    return type == null ? FailureKind.REJECTED.wireName() : type;
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
