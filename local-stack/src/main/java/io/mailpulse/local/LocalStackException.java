package io.mailpulse.local;

import java.io.Serial;

/** A part of the local stack could not start or do its work. */
public final class LocalStackException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** Problem, cause and remedy. */
  public LocalStackException(String message) {
    super(message);
  }

  /** Problem, cause and remedy, with what was thrown below. */
  public LocalStackException(String message, Throwable cause) {
    super(message, cause);
  }
}
