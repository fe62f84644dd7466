package io.mailpulse.connectors.overflow;

import io.mailpulse.schema.SearchDocument;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** No queue: what a sink has no room for holds up the stream. */
public final class NoOverflow implements Overflow {

  /** Nothing to open. */
  public NoOverflow() {}

  /** As a factory, for every writer. */
  public static Factory factory() {
    return (writer, writers) -> new NoOverflow();
  }

  @Override
  public void append(SearchDocument document) {
    throw new UnsupportedOperationException("there is no overflow");
  }

  @Override
  public void flush() {
    // Nothing was added.
  }

  @Override
  public CompletableFuture<List<SearchDocument>> read() {
    return CompletableFuture.failedFuture(new UnsupportedOperationException("no overflow"));
  }

  @Override
  public void release() {
    // Nothing was read.
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
