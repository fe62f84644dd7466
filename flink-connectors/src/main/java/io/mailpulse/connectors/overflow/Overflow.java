package io.mailpulse.connectors.overflow;

import io.mailpulse.schema.SearchDocument;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A queue of documents outside the job. What was read comes again until it is released, so it is
 * lost by no crash and may come twice: a document twice is the same as once. Of one thread, but for
 * the futures.
 */
public interface Overflow extends AutoCloseable {

  /** Adds a document; it is safe once {@link #flush} has returned. */
  void append(SearchDocument document);

  /**
   * Waits until all that was added is safe.
   *
   * @throws IOException if some of it is not
   */
  void flush() throws IOException;

  /**
   * The next documents behind those read before; empty if there are none by now. Completes
   * exceptionally if the queue cannot be read or is not there.
   */
  CompletableFuture<List<SearchDocument>> read();

  /** What was read so far is done and need not come again. */
  void release();

  @Override
  void close();

  /** Opens a queue where the sink's writer runs. */
  @FunctionalInterface
  interface Factory extends Serializable {

    /**
     * Opens the part of one writer; the writer closes it.
     *
     * @param writer number of the writer, from 0
     * @param writers how many there are
     */
    Overflow open(int writer, int writers);
  }
}
