package io.mailpulse.local.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailpulse.flink.MailpulseJob;
import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.local.feed.MailFeed;
import io.mailpulse.local.find.Invariant;
import io.mailpulse.local.find.ResultTopics;
import io.mailpulse.local.lines.Json;
import io.mailpulse.local.service.ElasticsearchServer;
import io.mailpulse.local.service.FlinkCluster;
import io.mailpulse.local.service.KafkaBroker;
import io.mailpulse.local.service.SharedServices;
import io.mailpulse.local.store.DeltaContent;
import io.mailpulse.local.store.SearchContent;
import io.mailpulse.local.store.StoreComparison;
import io.mailpulse.local.store.StoreContent;
import io.mailpulse.local.store.TopicsContent;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.warehouse.TableDefinition;
import io.mailpulse.schema.warehouse.WarehouseTables;
import io.mailpulse.testkit.DeltaTableReader;
import io.mailpulse.testkit.LoopbackServer;
import io.mailpulse.testkit.LoopbackServer.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The production job while its model server is away, with the real broker and search server: its
 * mails are stored as pending, the job is stopped and goes on, and once the server answers every
 * store holds the scores.
 */
@ExtendWith(SharedServices.class)
class ScoreLaterIT {

  private static final int MAILS = 12;
  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final String NEGATIVE =
      "[{\"label\":\"negative\",\"score\":0.9},{\"label\":\"neutral\",\"score\":0.05},"
          + "{\"label\":\"positive\",\"score\":0.05}]";

  private final AtomicBoolean isAway = new AtomicBoolean(true);

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES) // a score that never comes would be waited for
  void anOutageOfTheModelServerEndsInTheSameStores(ElasticsearchServer search) throws Exception {
    Path work = SharedServices.folder("score-later");
    try (var broker = KafkaBroker.start(work.resolve("kafka"), 1);
        var model = new LoopbackServer().on("/predict", this::answer);
        var flink = FlinkCluster.start(1);
        var topics = ResultTopics.follow(broker.bootstrapServers())) {
      Map<String, String> values = configuration(broker, model, search, work);
      List<String> sources =
          new MailFeed("waiting", work.resolve("warehouse"))
              .send(mails(work.resolve("mails")), broker.bootstrapServers());
      JobID down = flink.submit(job(values));
      await(topics, () -> topics.answered() == MAILS);
      assertThat(scores(topics))
          .extracting(EmailSentiment::getUnknownReason)
          .containsOnly("pending");
      assertThat(Invariant.of(sources, topics.findings()).pending()).isEqualTo(MAILS);
      String savepoint = flink.stop(down, work.resolve("savepoints").toUri());

      JobID back = flink.submit(job(values), Optional.of(savepoint));
      isAway.set(false);
      await(
          topics,
          () -> scores(topics).stream().noneMatch(score -> score.getUnknownReason() != null));
      flink.stop(back, work.resolve("savepoints").toUri());
      topics.catchUp();

      assertThat(scores(topics))
          .extracting(EmailSentiment::getLabel)
          .hasSize(MAILS)
          .containsOnly("negative");
      assertThat(topics.findings().deadLetters()).isEmpty();
      assertThat(Invariant.of(sources, topics.findings()).holds()).isTrue();
      assertThat(topics.findings().snapshots().values())
          .allSatisfy(thread -> assertThat(thread.getScored()).isEqualTo(thread.getVolume()))
          .allSatisfy(thread -> assertThat(thread.getNegRate24h()).isEqualTo(1.0));
      List<StoreContent> stores =
          List.of(
              TopicsContent.of(topics.findings()),
              SearchContent.of(search.uri()),
              DeltaContent.of(work.resolve("warehouse")));
      assertThat(StoreComparison.differences(stores)).isEmpty();
      assertThat(rows(work, WarehouseTables.DIM_EMAIL)).hasSize(MAILS);
      assertThat(rows(work, WarehouseTables.FACT_SENTIMENT))
          .as("pending and scored, restated where a thread's negativity changed")
          .hasSizeGreaterThanOrEqualTo(2 * MAILS);
    }
  }

  private Response answer(LoopbackServer.Request request) throws IOException {
    if (isAway.get()) {
      return Response.of(503, "away");
    }
    var rows = new ArrayList<String>();
    for (JsonNode ignored : Json.MAPPER.readTree(request.body()).get("inputs")) {
      rows.add(NEGATIVE);
    }
    return Response.ok("[" + String.join(",", rows) + "]");
  }

  private static void await(ResultTopics topics, BooleanSupplier enough) {
    while (!enough.getAsBoolean()) {
      topics.poll(PATIENCE);
    }
  }

  private static List<EmailSentiment> scores(ResultTopics topics) {
    return List.copyOf(topics.findings().sentiments().values());
  }

  private static List<Object> rows(Path work, TableDefinition table) throws IOException {
    String location = work.resolve("warehouse").resolve(table.name()).toUri().toString();
    return DeltaTableReader.rows(location).stream().map(row -> row.get("email_id")).toList();
  }

  /** Three threads of four mails. */
  private static Path mails(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < MAILS; i++) {
      Files.writeString(
          folder.resolve("%02d.eml".formatted(i)),
          """
          From: Ann Lee <ann@home.example>
          To: shop@shop.example
          Subject: Order %2$d
          Date: Mon, 02 Mar 2026 09:%1$02d:00 +0000
          Message-ID: <mail-%1$d@home.example>
          References: <root-%2$d@home.example>

          This is the worst service that I have ever had, number %1$d. I am very angry.
          """
              .formatted(i, i % 3));
    }
    return folder;
  }

  private static StreamExecutionEnvironment job(Map<String, String> values) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
    MailpulseJob.define(env, PipelineConfig.of(values));
    return env;
  }

  private static Map<String, String> configuration(
      KafkaBroker broker, LoopbackServer model, ElasticsearchServer search, Path work) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("kafka.bootstrap-servers", broker.bootstrapServers());
    values.put("kafka.starting-offsets", "earliest");
    values.put("tenants.default.pseudonym-key", "literal:a-key-for-one-test-only");
    values.put("tenants.default.languages", "en");
    values.put("model.tier", "remote");
    values.put("model.remote.url", model.uri("/predict").toString());
    values.put("model.remote.model", "mood@7");
    values.put("model.remote.attempts", "1");
    values.put("score.attempts", "1");
    values.put("score.later.first-delay", "200 ms");
    values.put("score.later.max-delay", "2 s");
    values.put("checkpoints.interval", "1 s");
    values.put("checkpoints.path", work.resolve("checkpoints").toUri().toString());
    values.put("warehouse.path", work.resolve("warehouse").toUri().toString());
    values.put("search.url", search.uri().toString());
    return values;
  }
}
