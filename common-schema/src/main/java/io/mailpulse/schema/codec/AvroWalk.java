package io.mailpulse.schema.codec;

import org.apache.avro.Schema;

/**
 * Walks over Avro binary before it is decoded. Avro's own decoder allocates what a length claims
 * before it looks for the bytes: a few bytes of a hostile record end the process with an {@code
 * OutOfMemoryError}. Here every length must fit into the bytes that are left, every count of items
 * too, and nothing may lie deeper than {@link #MAX_DEPTH}.
 */
final class AvroWalk {

  /** Deeper than any contract nests; a schema that names itself could go on for ever. */
  static final int MAX_DEPTH = 32;

  /** Items that take no bytes, such as nulls, are counted all the same. */
  static final int MAX_EMPTY_ITEMS = 10_000;

  private static final int LONGEST_VARINT = 10;
  private static final Schema KEY = Schema.create(Schema.Type.STRING);

  private final byte[] bytes;
  private int at;
  private int emptyItems;

  private AvroWalk(byte[] bytes, int offset) {
    this.bytes = bytes;
    this.at = offset;
  }

  /**
   * Checks that bytes are one record and no more.
   *
   * @param writer schema that they were written under
   * @param offset where the record begins
   * @throws CodecException if they are not
   */
  static void requireRecord(Schema writer, byte[] bytes, int offset) {
    var walk = new AvroWalk(bytes, offset);
    walk.over(writer, 0);
    if (walk.at != bytes.length) {
      throw new CodecException(writer.getName() + ": bytes are left after the record");
    }
  }

  private void over(Schema schema, int depth) {
    if (depth > MAX_DEPTH) {
      throw new CodecException("nested deeper than " + MAX_DEPTH);
    }
    switch (schema.getType()) {
      case NULL -> {
        // Takes no bytes.
      }
      case BOOLEAN -> skip(1);
      case INT, LONG -> varint();
      case FLOAT -> skip(Float.BYTES);
      case DOUBLE -> skip(Double.BYTES);
      case FIXED -> skip(schema.getFixedSize());
      case STRING, BYTES -> skip(varint());
      case ENUM -> index(schema.getEnumSymbols().size());
      case UNION -> over(schema.getTypes().get(index(schema.getTypes().size())), depth + 1);
      case ARRAY -> items(depth, schema.getElementType());
      case MAP -> items(depth, KEY, schema.getValueType());
      case RECORD -> schema.getFields().forEach(field -> over(field.schema(), depth + 1));
    }
  }

  private void items(int depth, Schema... ofOne) {
    for (long count = varint(); count != 0; count = varint()) {
      if (count < 0) {
        varint(); // bytes of the block, for who skips it
        count = -count;
      }
      if (count < 0) {
        throw new CodecException("a count of items that has no positive");
      }
      for (long i = 0; i < count; i++) {
        int before = at;
        for (Schema part : ofOne) {
          over(part, depth + 1);
        }
        if (at == before && ++emptyItems > MAX_EMPTY_ITEMS) {
          throw new CodecException("more than " + MAX_EMPTY_ITEMS + " items without bytes");
        }
      }
    }
  }

  private void skip(long length) {
    if (length < 0 || length > bytes.length - at) {
      throw new CodecException(
          "a length of " + length + " where " + (bytes.length - at) + " bytes are left");
    }
    at += (int) length;
  }

  private int index(int size) {
    long index = varint();
    if (index < 0 || index >= size) {
      throw new CodecException("symbol or branch " + index + " of " + size);
    }
    return (int) index;
  }

  private long varint() {
    long value = 0;
    for (int i = 0; i < LONGEST_VARINT; i++) {
      if (at == bytes.length) {
        throw new CodecException("the record breaks off");
      }
      byte next = bytes[at++];
      value |= (next & 0x7fL) << (7 * i);
      if (next >= 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new CodecException("a number without end");
  }
}
