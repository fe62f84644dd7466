package io.mailpulse.flink.read;

import io.mailpulse.schema.failure.FailureKind;
import java.io.Serial;

/** A payload that cannot be had; kind and message go into the dead letter. */
final class PayloadException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final FailureKind kind;

  PayloadException(FailureKind kind, String message) {
    super(message);
    this.kind = kind;
  }

  FailureKind kind() {
    return kind;
  }
}
