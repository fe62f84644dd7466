package io.mailpulse.connectors.kafka;

import io.mailpulse.schema.codec.RecordCodec;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records to keyed bytes. No timestamp is set: the broker's append time measures arrival. */
final class TopicSerializer<T extends SpecificRecord> implements KafkaRecordSerializationSchema<T> {

  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final String topic;
  private final RecordKey<T> key;
  private final Codecs codecs;

  private transient RecordCodec<T> codec;

  TopicSerializer(Class<T> type, String topic, RecordKey<T> key, Codecs codecs) {
    this.type = type;
    this.topic = topic;
    this.key = key;
    this.codecs = codecs;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    codec = codecs.open(type, topic);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T value, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(
        topic, key.of(value).getBytes(StandardCharsets.UTF_8), codec.encode(value));
  }
}
