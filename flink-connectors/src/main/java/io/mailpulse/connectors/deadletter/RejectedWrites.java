package io.mailpulse.connectors.deadletter;

import io.mailpulse.schema.DeadLetter;
import java.io.Serializable;
import java.util.concurrent.CompletableFuture;

/**
 * Where documents go that the cluster can never accept. A sink has no output of its own, so it
 * carries a channel to the dead letters; a document counts as done only when the channel has it.
 */
public interface RejectedWrites extends AutoCloseable {

  /**
   * Sends a dead letter.
   *
   * @return completes when the letter is safe; completes exceptionally if it must be sent again
   */
  CompletableFuture<Void> send(DeadLetter letter);

  @Override
  void close();

  /** Opens a channel where the sink's writer runs. */
  @FunctionalInterface
  interface Factory extends Serializable {

    /** Opens a channel; the writer closes it. */
    RejectedWrites open();
  }
}
