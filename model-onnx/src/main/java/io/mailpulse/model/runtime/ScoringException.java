package io.mailpulse.model.runtime;

import java.io.Serial;

/** The scorer itself failed; no text is to blame. The caller may retry. */
public class ScoringException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** Problem, cause and remedy in one sentence. */
  public ScoringException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Problem, cause and remedy in one sentence. */
  public ScoringException(String message) {
    super(message);
  }
}
