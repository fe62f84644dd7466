package io.mailpulse.model.tier;

import java.util.List;

/** One model behind the scorer. Thread-safe; a passage's reading depends on nothing else. */
public interface Tier extends AutoCloseable {

  /**
   * Reads passages on the calling thread.
   *
   * @param passages none of them empty
   * @return one reading per passage, in the same order
   * @throws io.mailpulse.model.runtime.ScoringException if the model cannot be run
   */
  List<Reading> read(List<Passage> passages);

  @Override
  void close();
}
