package io.mailpulse.schema.codec;

import org.apache.avro.specific.SpecificRecord;

/**
 * Bytes of one record type.
 *
 * @param <T> generated record class
 */
public interface RecordCodec<T extends SpecificRecord> {

  /** Encodes a record. */
  byte[] encode(T value);

  /**
   * Decodes a record.
   *
   * @throws CodecException if the bytes are not a record of this type
   */
  T decode(byte[] bytes);
}
