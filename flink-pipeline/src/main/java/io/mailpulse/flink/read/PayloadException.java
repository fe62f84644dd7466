package io.mailpulse.flink.read;

import java.io.Serial;

/** A payload that cannot be had; kind and message go into the dead letter. */
final class PayloadException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final String kind;

  PayloadException(String kind, String message) {
    super(message);
    this.kind = kind;
  }

  String kind() {
    return kind;
  }
}
