package io.mailpulse.schema.codec;

import java.io.Serial;

/** The schema registry is down, or refuses a schema: no record is to blame. */
public final class SchemaRegistryException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  SchemaRegistryException(String message) {
    super(message);
  }

  SchemaRegistryException(String message, Throwable cause) {
    super(message, cause);
  }
}
