package io.mailpulse.model.bundle;

import java.io.Serial;

/** A bundle cannot be used: something is missing, altered or contradicts itself. */
public class BundleException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** Names the bundle, what was expected, what was found, and the remedy. */
  public BundleException(String message) {
    super(message);
  }

  /** Names the bundle, what was expected, what was found, and the remedy. */
  public BundleException(String message, Throwable cause) {
    super(message, cause);
  }
}
