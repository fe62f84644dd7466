package io.mailpulse.local.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.flink.MailpulseJob;
import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.local.service.FlinkCluster;
import io.mailpulse.local.service.KafkaBroker;
import io.mailpulse.local.service.SharedServices;
import io.mailpulse.schema.EmailAlert;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.codec.JsonCodec;
import io.mailpulse.schema.id.Ids;
import io.mailpulse.schema.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An hour of mail in three partitions is read at once after a downtime, one partition after the
 * other, with dates of 1970, 2038 and tomorrow and an archive among them: alerts are those of the
 * order in which the mails were received.
 */
class EventTimeIT {

  private static final int PARTITIONS = 3;
  private static final int THREADS = 24;
  private static final JsonCodec<MimeMail> MIME = new JsonCodec<>(MimeMail.class);
  private static final JsonCodec<EmailAlert> ALERT = new JsonCodec<>(EmailAlert.class);
  private static final String ANGER =
      "This is the worst service that I have ever had. I am very angry.";
  private static final String JOY = "Thank you so much, this is wonderful. I am very happy.";

  private final Instant start = Instant.now().minus(70, ChronoUnit.MINUTES);
  private final List<ProducerRecord<byte[], byte[]>> backlog = new ArrayList<>();

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES) // alerts that never come would be waited for
  void alertsFollowTheOrderInWhichMailsWereReceived() throws Exception {
    Path work = SharedServices.folder("event-time");
    for (int thread = 0; thread < THREADS; thread++) {
      Instant asked = start.plus(Duration.ofMinutes(2L * thread));
      // The angry answer lies in an earlier partition than the friendly mail that it answers.
      int later = 1 + thread % (PARTITIONS - 1);
      mail(later, "joy-" + thread, "joy-" + thread, asked, JOY);
      mail(later - 1, "anger-" + thread, "joy-" + thread, asked.plusSeconds(60), ANGER);
    }
    Instant complaint = start.plus(Duration.ofMinutes(30));
    mail(2, "complaint", "complaint", complaint, ANGER);
    strange(0, "1970", "Thu, 01 Jan 1970 00:00:00 +0000");
    strange(1, "2038", "Tue, 19 Jan 2038 03:14:07 +0000");
    strange(0, "tomorrow", rfc(Instant.now().plus(20, ChronoUnit.HOURS)));
    archived(1, "archived", start.plus(Duration.ofMinutes(10)));
    for (int partition = 0; partition < PARTITIONS; partition++) {
      mail(partition, "last-" + partition, "last-" + partition, Instant.now(), JOY);
    }

    try (var broker = KafkaBroker.start(work.resolve("kafka"), PARTITIONS);
        var flink = FlinkCluster.start(1)) {
      send(broker);
      flink.submit(job(broker, work));

      // The wall clock judges no mail here: what comes, event time has brought.
      assertThat(alerts(broker, 1))
          .containsExactly(
              Ids.email("acme", "mid:complaint@t.example|" + complaint.getEpochSecond()));
    }
  }

  private void mail(int partition, String id, String root, Instant at, String body) {
    backlog.add(record(partition, mime(id, root, rfc(at), body).build(), at));
  }

  /** A mail that names no time but an impossible or distant Date. */
  private void strange(int partition, String id, String date) {
    backlog.add(0, record(partition, mime(id, id, date, JOY).build(), start));
  }

  private void archived(int partition, String id, Instant at) {
    backlog.add(0, record(partition, mime(id, id, rfc(at), ANGER).setHistory(true).build(), start));
  }

  private static MimeMail.Builder mime(String id, String root, String date, String body) {
    String reply = id.equals(root) ? "" : "In-Reply-To: <%s@t.example>\r\n".formatted(root);
    byte[] mime =
        """
        From: Ann Lee <ann@home.example>\r
        To: shop@shop.example\r
        Subject: Order %s\r
        Date: %s\r
        Message-ID: <%s@t.example>\r
        %s\r
        %s\r
        """
            .formatted(root, date, id, reply, body)
            .getBytes(StandardCharsets.US_ASCII);
    return MimeMail.newBuilder()
        .setTenantId("acme")
        .setSource(id + ".eml")
        .setMime(ByteBuffer.wrap(mime))
        .setSizeBytes(mime.length);
  }

  private static String rfc(Instant at) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
  }

  private static ProducerRecord<byte[], byte[]> record(
      int partition, MimeMail mail, Instant appended) {
    return new ProducerRecord<>(
        Topics.MIME.name(), partition, appended.toEpochMilli(), null, MIME.encode(mail));
  }

  private void send(KafkaBroker broker) {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      backlog.forEach(producer::send);
      producer.flush();
    }
  }

  private static StreamExecutionEnvironment job(KafkaBroker broker, Path work) {
    Map<String, String> values = new HashMap<>();
    values.put("kafka.bootstrap-servers", broker.bootstrapServers());
    values.put("kafka.starting-offsets", "earliest");
    values.put("tenants.default.pseudonym-key", "literal:a-key-for-one-test-only");
    values.put("tenants.default.languages", "en");
    values.put("model.tier", "fast");
    values.put("events.idleness", "1 h");
    values.put("alerts.max-delay", "1 d");
    values.put("checkpoints.interval", "10 min");
    values.put("checkpoints.path", work.resolve("checkpoints").toUri().toString());
    values.put("warehouse.path", work.resolve("warehouse").toUri().toString());
    var env = StreamExecutionEnvironment.getExecutionEnvironment();
    MailpulseJob.define(env, PipelineConfig.of(values));
    return env;
  }

  /** Mails behind the alerts, once there are enough and for a while after. */
  private static List<String> alerts(KafkaBroker broker, int enough) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.ALERTS.name()).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var alerts = new ArrayList<String>();
      while (alerts.size() < enough) {
        read(consumer, Duration.ofMillis(200), alerts);
      }
      read(consumer, Duration.ofSeconds(2), alerts);
      return alerts;
    }
  }

  private static void read(
      KafkaConsumer<byte[], byte[]> consumer, Duration patience, List<String> alerts) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
      alerts.add(ALERT.decode(record.value()).getEmailId());
    }
  }
}
