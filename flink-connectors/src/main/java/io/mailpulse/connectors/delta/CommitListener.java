package io.mailpulse.connectors.delta;

import java.io.Serializable;

/** Hears of each entry right after it is in the Delta log, before Flink knows. */
@FunctionalInterface
interface CommitListener extends Serializable {

  /** Hears nothing. */
  CommitListener NONE = version -> {};

  /** A commit of this sink is in the log. */
  void committed(long version);
}
