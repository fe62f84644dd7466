package io.mailpulse.connectors.kafka;

import io.mailpulse.schema.codec.RecordCodec;
import io.mailpulse.schema.topic.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records to keyed bytes. No timestamp is set: the broker's append time measures arrival. */
final class TopicSerializer<T extends SpecificRecordBase>
    implements KafkaRecordSerializationSchema<T> {

  private static final long serialVersionUID = 1L;

  private final Topic<T> topic;
  private final String name;
  private final Codecs codecs;

  private transient RecordCodec<T> codec;

  TopicSerializer(Topic<T> topic, String name, Codecs codecs) {
    this.topic = topic;
    this.name = name;
    this.codecs = codecs;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    codec = codecs.open(topic.type(), name);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T value, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(
        name, topic.key().of(value).getBytes(StandardCharsets.UTF_8), codec.encode(value));
  }
}
