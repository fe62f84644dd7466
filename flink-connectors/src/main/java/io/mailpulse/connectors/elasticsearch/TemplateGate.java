package io.mailpulse.connectors.elasticsearch;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets no document through before the index template is there: the first one creates its index, and
 * what it creates without the template stays wrong.
 *
 * <pre>
 * we may install it              installed
 * we may not, and it is there    as it is
 * we may not, and may not look   taken to be there: whoever gave us no right to look set it up
 * not there                      waited for
 * </pre>
 */
final class TemplateGate {

  private static final Logger LOG = LoggerFactory.getLogger(TemplateGate.class);
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private final BulkClient client;

  TemplateGate(BulkClient client) {
    this.client = client;
  }

  /** Tries to open; says what it waits for if it stays closed. */
  CompletableFuture<Optional<RetryCause>> open() {
    return client
        .putTemplate()
        .handle((installed, failure) -> failure == null ? opened() : notInstalled(failure))
        .thenCompose(Function.identity());
  }

  private CompletableFuture<Optional<RetryCause>> notInstalled(Throwable failure) {
    if (Verdict.ofRequest(failure) == Verdict.FATAL) {
      return CompletableFuture.failedFuture(failure);
    }
    int status = Verdict.statusOf(failure);
    return status == UNAUTHORIZED || status == FORBIDDEN
        ? client
            .getTemplate()
            .handle((there, missing) -> missing == null ? opened() : notSeen(missing))
            .thenCompose(Function.identity())
        : closed(status == BAD_REQUEST ? RetryCause.NO_TEMPLATE : RetryCause.of(status, null));
  }

  private static CompletableFuture<Optional<RetryCause>> notSeen(Throwable failure) {
    int status = Verdict.statusOf(failure);
    if (status == UNAUTHORIZED || status == FORBIDDEN) {
      LOG.warn(
          "We may neither install the index template nor look for it: taken to be there. If it is"
              + " not, indices get a mapping of the cluster's own");
      return opened();
    }
    return closed(status == NOT_FOUND ? RetryCause.NO_TEMPLATE : RetryCause.of(status, null));
  }

  private static CompletableFuture<Optional<RetryCause>> opened() {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  private static CompletableFuture<Optional<RetryCause>> closed(RetryCause cause) {
    return CompletableFuture.completedFuture(Optional.of(cause));
  }
}
