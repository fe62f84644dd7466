package io.mailpulse.local.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.connectors.kafka.KafkaTopics;
import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.flink.read.UnreadableMail;
import io.mailpulse.local.service.KafkaBroker;
import io.mailpulse.local.service.SharedServices;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.codec.JsonCodec;
import io.mailpulse.schema.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What a writer aborted is not read, unless the configuration asks for it. */
class CommittedReadsIT {

  @Test
  void anAbortedTransactionIsNotRead() throws Exception {
    try (var broker = KafkaBroker.start(SharedServices.folder("committed").resolve("kafka"), 1)) {
      try (var producer = producer(broker)) {
        producer.initTransactions();
        producer.beginTransaction();
        send(producer, "first");
        producer.commitTransaction();
        producer.beginTransaction();
        send(producer, "aborted");
        producer.flush();
        producer.abortTransaction();
        producer.beginTransaction();
        send(producer, "last");
        producer.commitTransaction();
      }

      assertThat(read(broker, Map.of())).containsExactly("first", "last");
      assertThat(read(broker, Map.of("kafka.properties.isolation.level", "read_uncommitted")))
          .containsExactly("first", "aborted", "last");
    }
  }

  private static List<String> read(KafkaBroker broker, Map<String, String> settings)
      throws Exception {
    var values = new HashMap<>(settings);
    values.put("kafka.bootstrap-servers", broker.bootstrapServers());
    values.put("kafka.starting-offsets", "earliest");
    values.put("kafka.stop-at", "latest");
    values.put("tenants.default.pseudonym-key", "literal:a-key-for-one-test-only");
    values.put("checkpoints.path", "file:///unused");
    values.put("warehouse.path", "file:///unused");
    var topics = new KafkaTopics(PipelineConfig.of(values).kafka());
    var env = StreamExecutionEnvironment.createLocalEnvironment(1);
    var sources = new ArrayList<String>();
    try (var mails =
        env.fromSource(
                topics.source(Topics.MIME, new UnreadableMail()),
                WatermarkStrategy.noWatermarks(),
                "mails",
                new AvroTypeInfo<>(MimeMail.class))
            .executeAndCollect()) {
      mails.forEachRemaining(mail -> sources.add(mail.getSource()));
    }
    return sources;
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, String source) {
    MimeMail mail =
        MimeMail.newBuilder().setTenantId("acme").setSource(source).setSizeBytes(1).build();
    producer.send(
        new ProducerRecord<>(Topics.MIME.name(), new JsonCodec<>(MimeMail.class).encode(mail)));
  }

  private static KafkaProducer<byte[], byte[]> producer(KafkaBroker broker) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "another-job"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
