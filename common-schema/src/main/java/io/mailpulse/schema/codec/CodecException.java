package io.mailpulse.schema.codec;

import java.io.Serial;

/**
 * Bytes that are not a record of the expected type. The message never holds values of the record.
 */
public final class CodecException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** Problem in one sentence, with the field's path where one is known. */
  public CodecException(String message) {
    super(message);
  }

  /** Problem in one sentence with the decoder's own exception. */
  public CodecException(String message, Throwable cause) {
    super(message, cause);
  }
}
