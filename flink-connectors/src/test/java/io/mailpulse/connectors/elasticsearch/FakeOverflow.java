package io.mailpulse.connectors.elasticsearch;

import io.mailpulse.connectors.overflow.Overflow;
import io.mailpulse.schema.SearchDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A queue in memory that outlives its writers. */
final class FakeOverflow implements Overflow {

  private static final int MOST = 50;

  private final List<SearchDocument> documents = new ArrayList<>();
  private int read;

  @Override
  public void append(SearchDocument document) {
    documents.add(document);
  }

  @Override
  public void flush() {
    // Memory is safe enough for a test.
  }

  @Override
  public CompletableFuture<List<SearchDocument>> read() {
    int to = Math.min(documents.size(), read + MOST);
    List<SearchDocument> next = List.copyOf(documents.subList(read, to));
    read = to;
    return CompletableFuture.completedFuture(next);
  }

  @Override
  public void release() {
    documents.subList(0, read).clear();
    read = 0;
  }

  /** A new writer reads what was not released. */
  void startAgain() {
    read = 0;
  }

  /** Documents that are not released. */
  int size() {
    return documents.size();
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
