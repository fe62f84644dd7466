package io.mailpulse.connectors.kafka;

import io.mailpulse.connectors.deadletter.RejectedWrites;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.codec.RecordCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.util.function.SerializableSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Dead letters straight to their topic, keyed by tenant, safe when all replicas have them. */
public final class KafkaRejectedWrites implements RejectedWrites {

  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final KafkaProducer<byte[], byte[]> producer;
  private final RecordCodec<DeadLetter> codec;
  private final String topic;

  private KafkaRejectedWrites(
      KafkaProducer<byte[], byte[]> producer, RecordCodec<DeadLetter> codec, String topic) {
    this.producer = producer;
    this.codec = codec;
    this.topic = topic;
  }

  /**
   * Opens a producer of its own in each writer.
   *
   * @param kafka producer settings by name, at least {@code bootstrap.servers}
   * @param codec makes the value format of the topic
   * @param topic topic of dead letters
   */
  public static Factory factory(
      Map<String, String> kafka,
      SerializableSupplier<RecordCodec<DeadLetter>> codec,
      String topic) {
    var settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    return () ->
        new KafkaRejectedWrites(
            new KafkaProducer<>(
                new HashMap<>(settings), new ByteArraySerializer(), new ByteArraySerializer()),
            codec.get(),
            topic);
  }

  @Override
  public CompletableFuture<Void> send(DeadLetter letter) {
    var sent = new CompletableFuture<Void>();
    byte[] key = letter.getTenantId().getBytes(StandardCharsets.UTF_8);
    producer.send(
        new ProducerRecord<>(topic, key, codec.encode(letter)),
        (metadata, failure) -> {
          if (failure == null) {
            sent.complete(null);
          } else {
            sent.completeExceptionally(failure);
          }
        });
    return sent;
  }

  @Override
  public void close() {
    producer.close(CLOSING);
  }
}
