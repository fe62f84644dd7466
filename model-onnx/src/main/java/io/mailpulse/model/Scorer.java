package io.mailpulse.model;

import io.mailpulse.model.runtime.ScoringException;
import java.util.List;

/**
 * Scores texts. Implementations are thread-safe, give the same score for the same text whatever
 * else is in the batch, and answer every text: with a score or with {@code unknown} and a reason,
 * never with an exception for what a text contains.
 */
public interface Scorer extends AutoCloseable {

  /**
   * Scores a batch on the calling thread.
   *
   * @param texts any number of texts of any length
   * @return one score per text, in the same order
   * @throws ScoringException if the model cannot be run at all (closed, or a remote tier is down)
   */
  List<Score> score(List<Text> texts);

  /** {@code name@version} of the bundle, as stamped on every score. */
  String modelVersion();

  @Override
  void close();
}
