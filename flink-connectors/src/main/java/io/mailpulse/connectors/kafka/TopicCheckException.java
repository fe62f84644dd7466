package io.mailpulse.connectors.kafka;

import java.io.Serial;

/** A job that would not find its topics; the message says which, and what to do. */
public final class TopicCheckException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  TopicCheckException(String message) {
    super(message);
  }

  TopicCheckException(String message, Throwable cause) {
    super(message, cause);
  }
}
