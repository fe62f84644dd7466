package io.mailpulse.connectors.elasticsearch;

import io.mailpulse.connectors.overflow.Overflow;
import io.mailpulse.schema.SearchDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a writer has outside itself: documents go there when it is full, and come back in parts of
 * which the next is read once all of the last is done. Of the task's thread.
 */
final class SearchOverflow {

  private static final Logger LOG = LoggerFactory.getLogger(SearchOverflow.class);

  /** A broker may refuse more; no mail's document comes near. */
  private static final int LARGEST = 4 << 20;

  private static final long WHEN_EMPTY_MILLIS = 5_000;
  private static final long WHEN_NOT_THERE_MILLIS = 60_000;
  private static final long WHEN_STUCK_MILLIS = 60_000;

  private final Overflow queue;
  private final Set<Key> part = new HashSet<>();
  private boolean isThere;
  private boolean isReading;
  private boolean gotOn;
  private boolean wasEmpty;
  private boolean changedMeanwhile;
  private long nextRead;
  private long appended;

  private record Key(String index, String id, long version) {
    static Key of(SearchWrite write) {
      return new Key(write.index(), write.id(), write.version());
    }
  }

  SearchOverflow(Overflow queue) {
    this.queue = queue;
  }

  /** Whether it was read before. */
  boolean isThere() {
    return isThere;
  }

  /** Whether a document may go there. */
  boolean takes(SearchWrite write) {
    return isThere && write.json().length <= LARGEST;
  }

  /** Documents that went there so far. */
  long appended() {
    return appended;
  }

  /** Whether nothing is there any more: of what was added before the last look began. */
  boolean isDrained() {
    return !isReading && part.isEmpty() && (wasEmpty || !isThere);
  }

  /** Whether the next part should be read now. */
  boolean isDue(long now) {
    return !isReading && part.isEmpty() && now >= nextRead;
  }

  /** When the next part should be read, if nothing else happens. */
  long nextRead() {
    return isReading || !part.isEmpty() ? Long.MAX_VALUE : nextRead;
  }

  /** The end of the input waits for what is there by now. */
  void lookAgain() {
    changedMeanwhile = true;
    if (isThere) {
      wasEmpty = false;
      nextRead = 0;
    }
  }

  void append(SearchWrite write) {
    queue.append(
        SearchDocument.newBuilder()
            .setIndex(write.index())
            .setDocumentId(write.id())
            .setVersion(write.version())
            .setDocument(new String(write.json(), StandardCharsets.UTF_8))
            .setTenantId(write.origin().tenantId())
            .setSource(write.origin().source())
            .setRawRef(write.origin().payloadRef().isEmpty() ? null : write.origin().payloadRef())
            .setTimestamp(write.origin().eventTime())
            .setAttempts(write.attempts())
            .build());
    appended++;
    wasEmpty = false;
    changedMeanwhile = true;
  }

  void flush() throws IOException {
    queue.flush();
  }

  /**
   * What reading gave.
   *
   * @param documents the next ones; null if it failed
   * @param failure why; null if it did not
   */
  record Part(List<SearchDocument> documents, Exception failure) {}

  /** Reads the next part; completes exceptionally with errors of the process only. */
  CompletableFuture<Part> read() {
    isReading = true;
    changedMeanwhile = false;
    return queue
        .read()
        .handle(
            (documents, failure) -> {
              Throwable cause =
                  failure instanceof CompletionException ? failure.getCause() : failure;
              if (cause instanceof Error error) {
                throw error;
              }
              return new Part(documents, (Exception) cause);
            });
  }

  /** The documents of a part. */
  List<SearchWrite> take(Part read, long now) {
    isReading = false;
    if (read.failure() != null) {
      isAway(read.failure(), now);
      return List.of();
    }
    List<SearchDocument> documents = read.documents();
    isThere = true;
    // It may have looked before something was added.
    wasEmpty = documents.isEmpty() && !changedMeanwhile;
    nextRead = documents.isEmpty() ? now + WHEN_EMPTY_MILLIS : 0;
    List<SearchWrite> writes = documents.stream().map(SearchOverflow::write).toList();
    writes.forEach(write -> part.add(Key.of(write)));
    return writes;
  }

  /** The queue is not there, or cannot be read now. */
  private void isAway(Exception failure, long now) {
    nextRead = now + WHEN_NOT_THERE_MILLIS;
    if (!(failure instanceof UnsupportedOperationException)) {
      LOG.warn("The overflow of the search sink cannot be read: {}", failure.toString());
    }
  }

  /** A document is done. */
  void done(SearchWrite write, long now) throws IOException {
    if (part.remove(Key.of(write))) {
      gotOn = true;
      releaseIfDone(now);
    }
  }

  /** Whether a document came from there. */
  boolean gave(SearchWrite write) {
    return part.contains(Key.of(write));
  }

  /** A document that waits by itself goes outside, so that others come forward. */
  void back(SearchWrite write, long now) throws IOException {
    append(write);
    if (part.remove(Key.of(write))) {
      releaseIfDone(now);
    }
  }

  /** Parts of which nothing could be done go round slowly: each round writes them once more. */
  private void releaseIfDone(long now) throws IOException {
    if (part.isEmpty()) {
      queue.flush();
      queue.release();
      nextRead = gotOn ? 0 : now + WHEN_STUCK_MILLIS;
      gotOn = false;
    }
  }

  /** Whether there may be documents there. */
  boolean mayHold() {
    return isThere && !wasEmpty;
  }

  void close() {
    queue.close();
  }

  private static SearchWrite write(SearchDocument document) {
    return new SearchWrite(
        document.getIndex(),
        document.getDocumentId(),
        document.getVersion(),
        document.getDocument().getBytes(StandardCharsets.UTF_8),
        new SearchWrite.Origin(
            document.getTenantId(),
            document.getSource(),
            document.getRawRef() == null ? "" : document.getRawRef(),
            document.getTimestamp()),
        document.getAttempts());
  }
}
