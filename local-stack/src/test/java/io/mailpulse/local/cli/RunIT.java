package io.mailpulse.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.flink.MailpulseJob;
import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.local.feed.MailFeed;
import io.mailpulse.local.service.FlinkCluster;
import io.mailpulse.local.service.KafkaBroker;
import io.mailpulse.local.service.SharedServices;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.codec.JsonCodec;
import io.mailpulse.schema.topic.Topics;
import io.mailpulse.testkit.CommandRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ./mailpulse run} against a real broker. */
class RunIT {

  private static final JsonCodec<EmailSentiment> SCORE = new JsonCodec<>(EmailSentiment.class);

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES) // a run that does not end would be waited for
  void goesOnWhereAStoppedRunEnded() throws Exception {
    Path work = SharedServices.folder("run");
    try (var broker = KafkaBroker.start(work.resolve("kafka"), 1)) {
      var feed = new MailFeed("acme", work.resolve("warehouse"));
      feed.send(mails(work.resolve("first"), "a", "b", "c"), broker.bootstrapServers());
      String savepoint = runAndStop(broker, work);
      // All of them again, and one more: only a run that remembers knows which is new.
      feed.send(mails(work.resolve("second"), "a", "b", "c", "d"), broker.bootstrapServers());

      var err = new ByteArrayOutputStream();
      CompletableFuture<Integer> status =
          CompletableFuture.supplyAsync(() -> resume(work, savepoint, err));
      assertThat(scores(broker, 4)).hasSize(4).doesNotHaveDuplicates();
      cancel(err);

      assertThat(status.get()).isEqualTo(1);
      assertThat(err.toString(StandardCharsets.UTF_8)).contains("the job ended as CANCELED");
    }
  }

  @Test
  void namesTheTopicsThatAreMissingBeforeTheJobStarts() throws Exception {
    Path work = SharedServices.folder("run");
    try (var broker = KafkaBroker.start(work.resolve("kafka"), 1)) {
      CommandRun run = run(broker, work, "kafka.topic-prefix=other.");

      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err().lines())
          .singleElement()
          .asString()
          .contains("other.mail.mime.v1", "other.emails.dead-letters.v1", "create them")
          .doesNotContain("Exception");
    }
  }

  @Test
  void saysThatNoBrokerAnswers() throws Exception {
    CommandRun run =
        runAt(
            "127.0.0.1:1",
            SharedServices.folder("run"),
            "kafka.properties.default.api.timeout.ms=500",
            "--set",
            "kafka.properties.request.timeout.ms=400");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("no Kafka broker answers at 127.0.0.1:1");
  }

  @Test
  void aPlaceWithoutASavepointIsRefusedAtOnce() throws Exception {
    Path work = SharedServices.folder("run");

    CommandRun run = runAt("127.0.0.1:1", work, "job.name=resumed", "--from", work.toString());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .contains("there is no savepoint at " + work);
  }

  private static String runAndStop(KafkaBroker broker, Path work) throws Exception {
    configuration(broker.bootstrapServers(), work);
    PipelineConfig config = PipelineConfig.of(values(broker.bootstrapServers(), work));
    try (var flink = FlinkCluster.start(1)) {
      var env = StreamExecutionEnvironment.getExecutionEnvironment();
      MailpulseJob.define(env, config);
      JobID job = flink.submit(env);
      scores(broker, 3);
      return flink.stop(job, work.resolve("savepoints").toUri());
    }
  }

  private static int resume(Path work, String savepoint, ByteArrayOutputStream err) {
    var console =
        new Console(
            InputStream.nullInputStream(),
            new PrintStream(OutputStream.nullOutputStream()),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return Mailpulse.run(
        console, "run", "--config", work.resolve("run.conf").toString(), "--from", savepoint);
  }

  /** Ends the job as somebody does who presses the button on its page. */
  private static void cancel(ByteArrayOutputStream err) throws Exception {
    Matcher told =
        Pattern.compile("job ([0-9a-f]+), web UI (\\S+)")
            .matcher(err.toString(StandardCharsets.UTF_8));
    assertThat(told.find()).isTrue();
    var request =
        HttpRequest.newBuilder(URI.create(told.group(2) + "/jobs/" + told.group(1)))
            .method("PATCH", BodyPublishers.noBody())
            .build();
    HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
  }

  private static CommandRun run(KafkaBroker broker, Path work, String setting, String... further)
      throws IOException {
    return runAt(broker.bootstrapServers(), work, setting, further);
  }

  private static CommandRun runAt(
      String bootstrapServers, Path work, String setting, String... further) throws IOException {
    Path config = configuration(bootstrapServers, work);
    String[] arguments =
        Stream.concat(
                Stream.of("run", "--config", config.toString(), "--set", setting),
                Stream.of(further))
            .toArray(String[]::new);
    return CommandLineRun.of("", arguments);
  }

  private static Path configuration(String bootstrapServers, Path work) throws IOException {
    return Files.write(
        work.resolve("run.conf"),
        values(bootstrapServers, work).entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .toList());
  }

  private static Map<String, String> values(String bootstrapServers, Path work) {
    return Map.of(
        "kafka.bootstrap-servers", bootstrapServers,
        "kafka.starting-offsets", "earliest",
        "tenants.default.pseudonym-key", "literal:a-key-for-one-test-only",
        "tenants.default.languages", "en",
        "model.tier", "fast",
        "checkpoints.path", work.resolve("checkpoints").toUri().toString(),
        "warehouse.path", work.resolve("warehouse").toUri().toString());
  }

  private static Path mails(Path folder, String... names) throws IOException {
    Files.createDirectories(folder);
    for (String name : names) {
      Files.writeString(
          folder.resolve(name + ".eml"),
          """
          From: Ann Lee <ann@home.example>
          To: shop@shop.example
          Subject: Order %1$s
          Date: Mon, 02 Mar 2026 09:00:00 +0000
          Message-ID: <%1$s@home.example>

          When will order %1$s be here?
          """
              .formatted(name));
    }
    return folder;
  }

  /** Mails that have a score, once there are enough. */
  private static List<String> scores(KafkaBroker broker, int enough) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      var partition = new TopicPartition(Topics.SENTIMENT.name(), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      var ids = new ArrayList<String>();
      while (ids.size() < enough) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record -> ids.add(SCORE.decode(record.value()).getEmailId()));
      }
      return ids;
    }
  }
}
