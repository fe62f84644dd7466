package io.mailpulse.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailpulse.flink.MailpulseJob;
import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.local.cli.CommandLineRun;
import io.mailpulse.local.feed.MailFeed;
import io.mailpulse.local.find.ResultTopics;
import io.mailpulse.local.lines.Json;
import io.mailpulse.local.service.ElasticsearchServer;
import io.mailpulse.local.service.FlinkCluster;
import io.mailpulse.local.service.KafkaBroker;
import io.mailpulse.local.service.SharedServices;
import io.mailpulse.local.store.SearchContent;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.id.Ids;
import io.mailpulse.schema.warehouse.TableDefinition;
import io.mailpulse.schema.warehouse.WarehouseTables;
import io.mailpulse.testkit.CommandRun;
import io.mailpulse.testkit.DeltaTableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A mail of more parts than the limits allow is a dead letter; the limits are widened, and its
 * replay reaches every store once, however often it is replayed.
 */
@ExtendWith(SharedServices.class)
class ReplayIT {

  private static final String TENANT = "replayed";
  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final String MANY_PARTS = Ids.email(TENANT, "mid:many-parts@home.example");
  private static final String BEFORE = Ids.email(TENANT, "mid:before@home.example");
  private static final String AFTER = Ids.email(TENANT, "mid:after@home.example");

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES) // a mail that never comes would be waited for
  void aMailThatWasADeadLetterReachesEveryStoreOnce(ElasticsearchServer search) throws Exception {
    Path work = SharedServices.folder("replay");
    try (var broker = KafkaBroker.start(work.resolve("kafka"), 1);
        var flink = FlinkCluster.start(1);
        var topics = ResultTopics.follow(broker.bootstrapServers())) {
      var feed = new MailFeed(TENANT, work.resolve("warehouse"));
      Map<String, String> narrow = configuration(broker, search, work, "strict");
      Map<String, String> wide = configuration(broker, search, work, "default");
      Path config = write(work.resolve("wide.properties"), wide);

      feed.send(mail(work, "before", 1), broker.bootstrapServers());
      feed.send(mail(work, "many-parts", 300), broker.bootstrapServers());
      JobID job = flink.submit(job(narrow));
      await(topics, () -> topics.deadLettered() == 1 && topics.answered() == 1);
      String savepoint = flink.stop(job, work.resolve("savepoints").toUri());
      DeadLetter letter = topics.findings().deadLetters().get(0);
      assertThat(letter.getKind()).isEqualTo("too-many-parts");

      assertThat(replayed(config, "--dry-run")).isEqualTo(List.of(1, 1, 0));
      assertThat(replayed(config, "--dry-run", "--kind", "scoring-failed"))
          .isEqualTo(List.of(0, 0, 0));
      assertThat(replayed(config, "--tenant", TENANT, "--stage", "parse"))
          .as("a dry run writes nothing")
          .isEqualTo(List.of(1, 1, 0));
      assertThat(replayed(config)).isEqualTo(List.of(1, 0, 1));
      assertThat(replayed(config, "--again")).isEqualTo(List.of(1, 1, 0));

      job = flink.submit(job(wide), Optional.of(savepoint));
      await(topics, () -> topics.answered() == 2);
      // In one partition this mail comes behind both replays.
      feed.send(mail(work, "after", 1), broker.bootstrapServers());
      await(topics, () -> topics.answered() == 3);
      flink.stop(job, work.resolve("savepoints").toUri());
      topics.catchUp();

      assertThat(topics.findings().sentiments().keySet())
          .containsExactlyInAnyOrder(BEFORE, MANY_PARTS, AFTER);
      assertThat(topics.findings().deadLetters()).hasSize(1);
      assertThat(rows(work, WarehouseTables.FACT_SENTIMENT))
          .containsExactlyInAnyOrder(BEFORE, MANY_PARTS, AFTER);
      assertThat(rows(work, WarehouseTables.DIM_EMAIL))
          .containsExactlyInAnyOrder(BEFORE, MANY_PARTS, AFTER);
      assertThat(SearchContent.of(search.uri()).mails()).containsKeys(BEFORE, MANY_PARTS, AFTER);
    }
  }

  /** Letters taken, replayed, and replayed before, as the verb prints them. */
  private static List<Integer> replayed(Path config, String... options) throws IOException {
    String[] args =
        Stream.concat(Stream.of("replay", "--config", config.toString()), Stream.of(options))
            .toArray(String[]::new);
    CommandRun run = CommandLineRun.of("", args);
    assertThat(run.status()).as("%s", run.err()).isZero();
    JsonNode line = Json.MAPPER.readTree(run.out());
    assertThat(line.get("without_payload").asInt()).isZero();
    return List.of(
        line.get("letters").asInt(),
        line.get("replayed").asInt(),
        line.get("replayed_before").asInt());
  }

  private static void await(ResultTopics topics, BooleanSupplier enough) {
    while (!enough.getAsBoolean()) {
      topics.poll(PATIENCE);
    }
  }

  private static List<Object> rows(Path work, TableDefinition table) throws IOException {
    String location = work.resolve("warehouse").resolve(table.name()).toUri().toString();
    return DeltaTableReader.rows(location).stream().map(row -> row.get("email_id")).toList();
  }

  private static Path mail(Path work, String name, int parts) throws IOException {
    String attachment = "--b\nContent-Type: application/octet-stream\n\nx\n";
    return Files.writeString(
        work.resolve(name + ".eml"),
        """
        From: Ann Lee <ann@home.example>
        To: shop@shop.example
        Subject: Order of %1$s
        Date: Mon, 02 Mar 2026 09:00:00 +0000
        Message-ID: <%1$s@home.example>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain

        This is the worst service that I have ever had. I am very angry.
        %2$s--b--
        """
            .formatted(name, attachment.repeat(parts)));
  }

  private static StreamExecutionEnvironment job(Map<String, String> values) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
    MailpulseJob.define(env, PipelineConfig.of(values));
    return env;
  }

  private static Map<String, String> configuration(
      KafkaBroker broker, ElasticsearchServer search, Path work, String limits) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("kafka.bootstrap-servers", broker.bootstrapServers());
    values.put("kafka.starting-offsets", "earliest");
    values.put("tenants.default.pseudonym-key", "literal:a-key-for-one-test-only");
    values.put("tenants.default.languages", "en");
    values.put("read.limits", limits);
    values.put("model.tier", "fast");
    values.put("checkpoints.interval", "1 s");
    values.put("checkpoints.path", work.resolve("checkpoints").toUri().toString());
    values.put("warehouse.path", work.resolve("warehouse").toUri().toString());
    values.put("search.url", search.uri().toString());
    return values;
  }

  private static Path write(Path file, Map<String, String> values) throws IOException {
    return Files.writeString(
        file,
        values.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
            .collect(Collectors.joining()));
  }
}
