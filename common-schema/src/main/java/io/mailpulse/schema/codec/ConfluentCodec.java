package io.mailpulse.schema.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.apache.avro.specific.SpecificRecord;

/**
 * The Confluent wire format: a zero byte, the schema's id in the registry as four bytes, then Avro
 * binary. Reads what any compatible writer's schema wrote.
 */
public final class ConfluentCodec<T extends SpecificRecord> implements RecordCodec<T> {

  private static final byte MAGIC = 0;
  private static final int HEADER_BYTES = 5;

  private final AvroCodec<T> avro;
  private final Class<T> type;
  private final SchemaRegistry registry;
  private final String subject;

  /**
   * Codec of a generated class.
   *
   * @param subject name under which the registry keeps the schema, {@code <topic>-value}
   */
  public ConfluentCodec(Class<T> type, SchemaRegistry registry, String subject) {
    this.avro = new AvroCodec<>(type);
    this.type = type;
    this.registry = registry;
    this.subject = subject;
  }

  @Override
  public byte[] encode(T value) {
    int id = registry.idOf(subject, avro.schema());
    var out = new ByteArrayOutputStream(1024);
    out.writeBytes(ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(id).array());
    avro.encodeTo(value, out);
    return out.toByteArray();
  }

  @Override
  public T decode(byte[] bytes) {
    if (bytes.length < HEADER_BYTES || bytes[0] != MAGIC) {
      throw new CodecException(
          type.getSimpleName() + ": not in the Confluent wire format (zero byte and schema id)");
    }
    int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
    return avro.decode(registry.schemaOf(id), bytes, HEADER_BYTES);
  }
}
