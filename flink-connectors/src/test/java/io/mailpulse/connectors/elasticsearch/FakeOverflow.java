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
  private final List<Runnable> answers = new ArrayList<>();
  private int read;
  private int flushed;
  private boolean lingers;
  private boolean answersLater;

  /** What is added can be read once it is flushed, and not before. */
  void linger() {
    lingers = true;
  }

  /** What is read from now on is told by {@link #answer} only. */
  void answerLater() {
    answersLater = true;
  }

  /** Tells what was found when it was read. */
  void answer() {
    answersLater = false;
    answers.forEach(Runnable::run);
    answers.clear();
  }

  /** Reads that have no answer yet. */
  int unanswered() {
    return answers.size();
  }

  @Override
  public void append(SearchDocument document) {
    documents.add(document);
  }

  @Override
  public void flush() {
    flushed = documents.size();
  }

  @Override
  public CompletableFuture<List<SearchDocument>> read() {
    int to = Math.min(lingers ? flushed : documents.size(), read + MOST);
    List<SearchDocument> next = List.copyOf(documents.subList(read, to));
    read = to;
    var found = new CompletableFuture<List<SearchDocument>>();
    answers.add(() -> found.complete(next));
    if (!answersLater) {
      answer();
    }
    return found;
  }

  @Override
  public void release() {
    documents.subList(0, read).clear();
    flushed = Math.max(0, flushed - read);
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
