package io.mailpulse.local.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailpulse.connectors.kafka.KafkaSettings;
import io.mailpulse.connectors.kafka.TopicScan;
import io.mailpulse.connectors.kafka.TopicTransactions;
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
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.Replay;
import io.mailpulse.schema.ThreadSnapshot;
import io.mailpulse.schema.elasticsearch.IndexTemplate;
import io.mailpulse.schema.topic.Topics;
import io.mailpulse.schema.warehouse.TableDefinition;
import io.mailpulse.schema.warehouse.WarehouseTables;
import io.mailpulse.testkit.CommandRun;
import io.mailpulse.testkit.DeltaTableReader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Dead letters through the real broker, a running job and every store. */
@ExtendWith(SharedServices.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES) // a mail that never comes would be waited for
class ReplayIT {

  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final Pattern DOCUMENT_ID = Pattern.compile("\"_id\":\"([^\"]+)\"");

  private Path work;
  private KafkaBroker broker;
  private FlinkCluster flink;
  private ResultTopics topics;

  @BeforeEach
  void start() throws IOException {
    work = SharedServices.folder("replay");
    broker = KafkaBroker.start(work.resolve("kafka"), 1);
    flink = FlinkCluster.start(1);
    topics = ResultTopics.follow(broker.bootstrapServers());
  }

  @AfterEach
  void stop() {
    topics.close();
    flink.close();
    broker.close();
  }

  /** It has more parts than the limits allow; the limits are widened, the replay is repeated. */
  @Test
  void aMailThatWasADeadLetterReachesEveryStoreOnce(ElasticsearchServer search) throws Exception {
    String tenant = "replayed";
    Path config = write(configuration(search, "default"));
    feed(tenant, "before", 1);
    feed(tenant, "many-parts", 300);
    JobID narrow = flink.submit(job(configuration(search, "strict")));
    await(() -> topics.deadLettered() == 1 && topics.answered() == 1);
    String savepoint = flink.stop(narrow, work.resolve("savepoints").toUri());
    DeadLetter letter = topics.findings().deadLetters().get(0);
    assertThat(letter.getKind()).isEqualTo("too-many-parts");

    assertThat(replayed(config, "--dry-run")).isEqualTo(List.of(1, 1, 0));
    assertThat(replayed(config, "--dry-run", "--kind", "scoring-failed"))
        .isEqualTo(List.of(0, 0, 0));
    assertThat(replayed(config, "--tenant", tenant, "--stage", "parse"))
        .as("a dry run writes nothing")
        .isEqualTo(List.of(1, 1, 0));
    assertThat(replayed(config)).isEqualTo(List.of(1, 0, 1));
    assertThat(replayed(config, "--again")).isEqualTo(List.of(1, 1, 0));

    JobID wide = flink.submit(job(configuration(search, "default")), Optional.of(savepoint));
    await(() -> topics.answered() == 2);
    // In one partition this mail comes behind both replays.
    feed(tenant, "after", 1);
    await(() -> topics.answered() == 3);
    List<String> all = List.of(id("before"), id("many-parts"), id("after"));
    await(() -> indexed(search, tenant).containsAll(all));
    flink.stop(wide, work.resolve("savepoints").toUri());
    topics.catchUp();

    assertThat(topics.findings().sentiments()).containsOnlyKeys(all.toArray(String[]::new));
    assertThat(topics.findings().deadLetters()).hasSize(1);
    assertThat(rows(WarehouseTables.FACT_SENTIMENT)).hasSameElementsAs(all).hasSize(3);
    assertThat(rows(WarehouseTables.DIM_EMAIL)).hasSameElementsAs(all).hasSize(3);
  }

  /** Its index had another mapping than the template; that index is dropped. */
  @Test
  void aDocumentThatWasRefusedIsIndexedByItsReplay(ElasticsearchServer search) throws Exception {
    String tenant = "refused";
    String index = "/" + IndexTemplate.INDEX_PREFIX + tenant;
    Path config = write(configuration(search, "default"));
    call(
        search, "PUT", index, "{\"mappings\":{\"properties\":{\"label\":{\"type\":\"integer\"}}}}");
    feed(tenant, "refused", 1);
    JobID job = flink.submit(job(configuration(search, "default")));
    await(() -> topics.deadLettered() == 1 && topics.answered() == 1);
    String mail = id("refused");
    assertThat(topics.findings().deadLetters().get(0).getStage()).isEqualTo("elasticsearch");
    call(search, "DELETE", index, "");

    assertThat(replayed(config, "--stage", "elasticsearch")).isEqualTo(List.of(1, 1, 0));
    await(() -> indexed(search, tenant).contains(mail));
    flink.stop(job, work.resolve("savepoints").toUri());
    topics.catchUp();

    assertThat(topics.findings().deadLetters()).hasSize(1);
    assertThat(topics.findings().snapshots().values())
        .extracting(ThreadSnapshot::getVolume)
        .as("counted once")
        .containsExactly(1L);
    assertThat(rows(WarehouseTables.DIM_EMAIL)).containsExactly(mail);
    assertThat(rows(WarehouseTables.FACT_SENTIMENT))
        .as("of which the views take the latest")
        .containsExactly(mail, mail);
  }

  @Test
  void ofTwoReplaysAtOnceTheEarlierIsStoppedWithNothingWritten(ElasticsearchServer search)
      throws Exception {
    KafkaSettings kafka = PipelineConfig.of(configuration(search, "default")).kafka();
    var mail = new Replay("letter", "acme", Instant.EPOCH, Instant.EPOCH);
    var found = new ArrayList<Replay>();
    try (var earlier = new TopicTransactions(kafka, "replay")) {
      earlier.begin();
      earlier.send(Topics.REPLAYS, mail);
      try (var later = new TopicTransactions(kafka, "replay")) {
        assertThatThrownBy(earlier::commit).isInstanceOf(ProducerFencedException.class);
        new TopicScan(kafka).forEach(Topics.REPLAYS, found::add);
        assertThat(found).isEmpty();

        later.begin();
        later.send(Topics.REPLAYS, mail);
        later.commit();
      }
    }
    assertThat(new TopicScan(kafka).forEach(Topics.REPLAYS, found::add)).isZero();
    assertThat(found).containsExactly(mail);
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

  private void await(BooleanSupplier enough) {
    while (!enough.getAsBoolean()) {
      topics.poll(PATIENCE);
    }
  }

  private List<Object> rows(TableDefinition table) throws IOException {
    String location = work.resolve("warehouse").resolve(table.name()).toUri().toString();
    return DeltaTableReader.rows(location).stream().map(row -> row.get("email_id")).toList();
  }

  /** Documents of this test's own tenant: the server is shared with tests of other runs. */
  private static Set<String> indexed(ElasticsearchServer search, String tenant) {
    String index = "/" + IndexTemplate.INDEX_PREFIX + tenant;
    try {
      HttpResponse<String> answer =
          answer(
              search, "GET", index + "/_search?size=100&_source=false&ignore_unavailable=true", "");
      // An index that is just being made has no shard yet, and says so.
      String found = answer.statusCode() == 503 ? "" : answer.body();
      var ids = new HashSet<String>();
      Matcher id = DOCUMENT_ID.matcher(found);
      while (id.find()) {
        ids.add(id.group(1));
      }
      return ids;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void call(ElasticsearchServer search, String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = answer(search, method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static HttpResponse<String> answer(
      ElasticsearchServer search, String method, String path, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(search.uri().resolve(path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** Id of a mail that was read. */
  private String id(String name) {
    return topics.findings().raws().stream()
        .filter(mail -> mail.getSource().endsWith("/" + name + ".eml"))
        .findFirst()
        .orElseThrow()
        .getEmailId();
  }

  private void feed(String tenant, String name, int parts) throws IOException {
    String attachment = "--b\nContent-Type: application/octet-stream\n\nx\n";
    Path mail =
        Files.writeString(
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
    new MailFeed(tenant, work.resolve("warehouse")).send(mail, broker.bootstrapServers());
  }

  private static StreamExecutionEnvironment job(Map<String, String> values) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
    MailpulseJob.define(env, PipelineConfig.of(values));
    return env;
  }

  private Map<String, String> configuration(ElasticsearchServer search, String limits) {
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

  private Path write(Map<String, String> values) throws IOException {
    return Files.writeString(
        work.resolve("mailpulse.properties"),
        values.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
            .collect(Collectors.joining()));
  }
}
