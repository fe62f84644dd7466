package io.mailpulse.schema.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Bare Avro binary, without a header: for state, committables and as the body of wire formats. */
public final class AvroCodec<T extends SpecificRecord> implements RecordCodec<T> {

  private final Class<T> type;
  private final Schema schema;

  /** Codec of a generated class under its own schema. */
  public AvroCodec(Class<T> type) {
    this.type = type;
    this.schema = SpecificData.get().getSchema(type);
  }

  @Override
  public byte[] encode(T value) {
    var out = new ByteArrayOutputStream(1024);
    encodeTo(value, out);
    return out.toByteArray();
  }

  @Override
  public T decode(byte[] bytes) {
    return decode(schema, bytes, 0);
  }

  void encodeTo(T value, ByteArrayOutputStream out) {
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      new SpecificDatumWriter<T>(schema, data()).write(value, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  T decode(Schema writer, byte[] bytes, int offset) {
    try {
      AvroWalk.requireRecord(writer, bytes, offset);
      var decoder = DecoderFactory.get().binaryDecoder(bytes, offset, bytes.length - offset, null);
      return new SpecificDatumReader<T>(writer, schema, data()).read(null, decoder);
    } catch (IOException | RuntimeException e) {
      // Whatever the decoder throws: which exceptions that are differs by version of Avro.
      throw new CodecException(type.getSimpleName() + ": bytes are not a record of this schema", e);
    }
  }

  Schema schema() {
    return schema;
  }

  private SpecificData data() {
    return SpecificData.getForClass(type);
  }
}
