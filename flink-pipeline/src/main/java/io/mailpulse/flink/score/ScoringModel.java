package io.mailpulse.flink.score;

import io.mailpulse.model.Scorer;
import java.io.Serializable;

/** Opens the scorer of a task, where the job runs. */
@FunctionalInterface
public interface ScoringModel extends Serializable {

  /** Opens a scorer; the task closes it. */
  Scorer open();
}
