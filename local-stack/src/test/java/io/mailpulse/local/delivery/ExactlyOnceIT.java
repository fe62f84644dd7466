package io.mailpulse.local.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.flink.MailpulseJob;
import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.local.feed.MailFeed;
import io.mailpulse.local.service.KafkaBroker;
import io.mailpulse.local.service.SharedServices;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.codec.JsonCodec;
import io.mailpulse.schema.topic.Topic;
import io.mailpulse.schema.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The production job under exactly-once loses its task manager while results lie in an open
 * transaction: a reader of committed records sees each result once.
 */
class ExactlyOnceIT {

  private static final int MAILS = 25;

  /** Of a batch: mails that were read, scores, and the dead letters of both stages. */
  private static final int RECORDS = (MAILS + 1) + MAILS + 2;

  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final List<String> committed = new ArrayList<>();
  private final List<String> written = new ArrayList<>();

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES) // a job that does not come back would be waited for
  void eachResultIsReadOnceAfterAFailureInBetween() throws Exception {
    Path work = SharedServices.folder("exactly-once");
    try (var broker = KafkaBroker.start(work.resolve("kafka"), 1);
        var reader = reader(broker, "read_committed");
        var witness = reader(broker, "read_uncommitted");
        var flink = cluster()) {
      flink.start();
      var feed = new MailFeed("acme", work.resolve("warehouse"));
      JobID job = submit(flink, broker, work);

      feed.send(batch(work.resolve("first")), broker.bootstrapServers());
      readUntil(witness, written, RECORDS);
      flink.triggerCheckpoint(job).get();
      readUntil(reader, committed, RECORDS);

      feed.send(batch(work.resolve("second")), broker.bootstrapServers());
      readUntil(witness, written, 2 * RECORDS);
      catchUp(reader, committed);
      assertThat(committed).as("nothing of an open transaction").hasSize(RECORDS);
      flink.terminateTaskManager(0).get();
      flink.startTaskManager();
      readUntil(witness, written, 3 * RECORDS);
      flink.triggerCheckpoint(job).get();
      readUntil(reader, committed, 2 * RECORDS);

      // Another round after the failure: what was committed twice would show by now.
      feed.send(batch(work.resolve("third")), broker.bootstrapServers());
      readUntil(witness, written, 4 * RECORDS);
      flink.triggerCheckpoint(job).get();
      readUntil(reader, committed, 3 * RECORDS);
      catchUp(reader, committed);
      catchUp(witness, written);
      flink.cancelJob(job).get();

      assertThat(committed).doesNotHaveDuplicates().hasSize(3 * RECORDS);
      assertThat(written).as("with those of the failed attempt").hasSize(4 * RECORDS);
    }
  }

  /** Mails, one that is none, and one that has the id of another. */
  private static Path batch(Path folder) throws IOException {
    Files.createDirectories(folder);
    String name = folder.getFileName().toString();
    for (int i = 0; i < MAILS; i++) {
      Files.writeString(
          folder.resolve("%03d.eml".formatted(i)),
          """
          From: Ann Lee <ann@home.example>
          To: shop@shop.example
          Subject: Order %1$s %2$d
          Date: Mon, 02 Mar 2026 09:%2$02d:00 +0000
          Message-ID: <%1$s-%2$d@home.example>

          This is the worst service that I have ever had, %1$s %2$d. I am very angry.
          """
              .formatted(name, i));
    }
    String first = Files.readString(folder.resolve("000.eml"));
    Files.writeString(folder.resolve("900-other-body.eml"), first + "And another thing.\n");
    Files.writeString(folder.resolve("901-no-mail.eml"), "no mail at all, " + name);
    return folder;
  }

  private static JobID submit(MiniCluster flink, KafkaBroker broker, Path work) throws Exception {
    Map<String, String> values = new HashMap<>();
    values.put("kafka.bootstrap-servers", broker.bootstrapServers());
    values.put("kafka.starting-offsets", "earliest");
    values.put("kafka.delivery", "exactly-once");
    values.put("tenants.default.pseudonym-key", "literal:a-key-for-one-test-only");
    values.put("tenants.default.languages", "en");
    values.put("model.tier", "fast");
    // The test says when.
    values.put("checkpoints.interval", "10 min");
    values.put("checkpoints.path", work.resolve("checkpoints").toUri().toString());
    values.put("warehouse.path", work.resolve("warehouse").toUri().toString());
    var env = StreamExecutionEnvironment.getExecutionEnvironment();
    MailpulseJob.define(env, PipelineConfig.of(values));
    return flink.submitJob(env.getStreamGraph().getJobGraph()).get().getJobID();
  }

  private static MiniCluster cluster() {
    var configuration = new Configuration();
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(JobManagerOptions.PORT, 0);
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 5);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(500));
    return new MiniCluster(
        new MiniClusterConfiguration.Builder()
            .setConfiguration(configuration)
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(1)
            .build());
  }

  private static KafkaConsumer<byte[], byte[]> reader(KafkaBroker broker, String isolation) {
    var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "isolation.level",
                isolation,
                "enable.auto.commit",
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        List.of(
            new TopicPartition(Topics.RAW.name(), 0),
            new TopicPartition(Topics.SENTIMENT.name(), 0),
            new TopicPartition(Topics.DEAD_LETTERS.name(), 0));
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  private static void readUntil(
      KafkaConsumer<byte[], byte[]> consumer, List<String> ids, int enough) {
    while (ids.size() < enough) {
      read(consumer, ids);
    }
  }

  private static void catchUp(KafkaConsumer<byte[], byte[]> consumer, List<String> ids) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      read(consumer, ids);
    }
  }

  private static void read(KafkaConsumer<byte[], byte[]> consumer, List<String> ids) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
      ids.add(record.topic() + ' ' + id(record));
    }
  }

  /** What makes a record one result: mails are told apart by source, as a repeated mail is not. */
  private static String id(ConsumerRecord<byte[], byte[]> record) {
    return id(Topics.RAW, EmailRaw::getSource, record)
        .or(() -> id(Topics.SENTIMENT, EmailSentiment::getEmailId, record))
        .or(() -> id(Topics.DEAD_LETTERS, DeadLetter::getDeadLetterId, record))
        .orElseThrow(() -> new IllegalStateException(record.topic() + " is not read here"));
  }

  private static <T extends SpecificRecordBase> Optional<String> id(
      Topic<T> topic, Function<T, String> id, ConsumerRecord<byte[], byte[]> record) {
    return topic.name().equals(record.topic())
        ? Optional.of(id.apply(new JsonCodec<>(topic.type()).decode(record.value())))
        : Optional.empty();
  }
}
