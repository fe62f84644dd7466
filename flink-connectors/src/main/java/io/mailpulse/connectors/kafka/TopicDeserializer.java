package io.mailpulse.connectors.kafka;

import io.mailpulse.schema.codec.CodecException;
import io.mailpulse.schema.codec.RecordCodec;
import io.mailpulse.schema.codec.SchemaRegistryException;
import io.mailpulse.schema.topic.Topic;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Bytes to records. */
final class TopicDeserializer<T extends SpecificRecordBase>
    implements KafkaRecordDeserializationSchema<T> {

  private static final long serialVersionUID = 1L;

  private final Topic<T> topic;
  private final String name;
  private final Codecs codecs;
  private final Unreadable<T> unreadable;

  private transient RecordCodec<T> codec;

  TopicDeserializer(Topic<T> topic, String name, Codecs codecs, Unreadable<T> unreadable) {
    this.topic = topic;
    this.name = name;
    this.codecs = codecs;
    this.unreadable = unreadable;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    codec = codecs.open(topic.type(), name);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> out) {
    if (record.value() == null) {
      return; // a tombstone says nothing new
    }
    out.collect(read(record));
  }

  private T read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return codec.decode(record.value());
    } catch (CodecException e) {
      return unreadable.standIn(record, e);
    } catch (SchemaRegistryException down) {
      throw down;
    } catch (RuntimeException | StackOverflowError bug) {
      // One record that trips a bug of a codec costs itself, not the stream.
      return unreadable.standIn(
          record, new CodecException(bug.getClass().getName() + " while decoding; report it"));
    }
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return new AvroTypeInfo<>(topic.type());
  }
}
