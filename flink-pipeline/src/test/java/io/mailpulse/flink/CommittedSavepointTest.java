package io.mailpulse.flink;

import static io.mailpulse.flink.FakeReading.mime;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailpulse.connectors.deadletter.RejectedWrites;
import io.mailpulse.connectors.delta.BufferLimits;
import io.mailpulse.connectors.delta.DeltaSink;
import io.mailpulse.connectors.delta.DeltaTarget;
import io.mailpulse.connectors.delta.RowConverter;
import io.mailpulse.connectors.elasticsearch.Backoff;
import io.mailpulse.connectors.elasticsearch.ElasticsearchSink;
import io.mailpulse.connectors.elasticsearch.SearchEndpoint;
import io.mailpulse.connectors.elasticsearch.SearchLimits;
import io.mailpulse.connectors.landing.RawLandingSink;
import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.flink.score.FakeScorer;
import io.mailpulse.flink.score.ScoringModel;
import io.mailpulse.flink.store.EmailDocument;
import io.mailpulse.flink.store.MailRows;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailAlert;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.MoodAggregate;
import io.mailpulse.schema.ThreadSnapshot;
import io.mailpulse.schema.elasticsearch.IndexLayout;
import io.mailpulse.schema.id.Ids;
import io.mailpulse.schema.warehouse.TableDefinition;
import io.mailpulse.schema.warehouse.WarehouseTables;
import io.mailpulse.testkit.DeltaTableReader;
import io.mailpulse.testkit.FakeSearchCluster;
import io.mailpulse.testkit.MiniClusters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A savepoint of the whole job that an earlier version took, on RocksDB and between Delta tables
 * and a search cluster, is restored by this version, which goes on where that one stood. Each
 * folder below {@code savepoint} is what one version wrote, with the tables as they were then, and
 * is never written again. A version that changes state adds a folder:
 *
 * <pre>
 * mvn test -pl flink-pipeline -am -Dtest=CommittedSavepointTest \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dmailpulse.savepoint=write
 * </pre>
 */
class CommittedSavepointTest {

  @RegisterExtension static final MiniClusterExtension CLUSTER = MiniClusters.ofSlots(2);

  private static final Path SAVEPOINTS = Path.of("src/test/resources/savepoint");
  private static final String NEWEST = "v3";

  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
  private static final MimeMail QUESTION =
      mime("question", "jo>shop>Late parcel 4711", NINE, "where is it");
  private static final MimeMail COMPLAINT =
      mime("complaint", "order", NINE.plusSeconds(10), "bad service");

  /** What the earlier version took in; on the last one, its model hung. */
  private static final List<MimeMail> BEFORE =
      List.of(
          QUESTION,
          COMPLAINT,
          mime("second complaint", "order", NINE.plusSeconds(20), "bad again"),
          mime("on its way", "order", NINE.plusSeconds(30), "hangs"));

  private static final List<MimeMail> AFTER =
      List.of(
          COMPLAINT,
          mime("question", "jo>shop>Late parcel 4711", NINE, "another body under the same id"),
          mime("answer", "shop>jo>Re: Late parcel 4711", NINE.plusSeconds(40), "good news"),
          mime("thanks", "order", NINE.plusSeconds(50), "good in the end"));

  private static final List<MimeMail> ALL = Stream.of(BEFORE, AFTER).flatMap(List::stream).toList();

  @TempDir Path folder;

  private FakeSearchCluster search;

  @BeforeEach
  void startSearch() throws IOException {
    search = new FakeSearchCluster();
  }

  @AfterEach
  void stopSearch() {
    search.close();
  }

  @ParameterizedTest
  @CsvSource({"v1, 1", "v1, 2", "v2, 1", "v2, 2", NEWEST + ", 1", NEWEST + ", 2"})
  @DisabledIfSystemProperty(named = "mailpulse.savepoint", matches = "write")
  void theJobGoesOnWhereItStood(String version, int parallelism) throws Exception {
    copy(SAVEPOINTS.resolve(version), folder);
    var run = new Outputs("savepoint " + version + parallelism);

    StreamExecutionEnvironment env = environment(Optional.of(folder.resolve("savepoint")));
    define(env, parallelism, ListSource.of(MimeMail.class, ALL), FakeScorer::mended, run);
    env.execute();

    assertThat(ids(run.sentiment.kept()))
        .containsExactlyInAnyOrder("on its way", "answer", "thanks");
    assertThat(run.deadLetters.kept())
        .extracting(DeadLetter::getKind)
        .containsExactly("same-id-other-body");
    assertThat(sentimentOf("answer", run))
        .satisfies(answer -> assertThat(answer.getThreadId()).isEqualTo(thread("mid:question")))
        .satisfies(answer -> assertThat(answer.getThreadVolume24h()).isEqualTo(2));
    assertThat(sentimentOf("thanks", run).getThreadNegRate24h()).isEqualTo(2 / 4.0);
    assertThat(run.alerts.kept())
        .extracting(EmailAlert::getEmailId)
        .containsExactly(id("complaint"));
    assertThat(lastOf("order", run).getVolume()).isEqualTo(4);
    assertThat(lastOf("order", run).getSubject()).isEqualTo("order");
    MoodAggregate window = run.aggregates.kept().get(run.aggregates.kept().size() - 1);
    assertThat(window.getWindowStart()).isEqualTo(NINE);
    assertThat(window.getVolume()).isEqualTo(6);

    assertThat(search.documents()).containsOnlyKeys(everyMail());
    assertThat(column(WarehouseTables.DIM_EMAIL, "email_id"))
        .containsExactlyInAnyOrder((Object[]) everyMail());
    assertThat(column(WarehouseTables.FACT_SENTIMENT, "email_id"))
        .containsExactlyInAnyOrder((Object[]) everyMail());
    assertThat(column(WarehouseTables.THREAD_DAY_SNAPSHOTS, "volume")).contains(2L, 4L);
    assertThat(commits(WarehouseTables.DIM_EMAIL)).containsExactly(1L, 2L);
    assertThat(commits(WarehouseTables.FACT_SENTIMENT)).containsExactly(1L, 2L);
  }

  @Test
  @EnabledIfSystemProperty(named = "mailpulse.savepoint", matches = "write")
  void takeSavepoint() throws Exception {
    search.onRequest((ids, number) -> 503);
    var run = new Outputs("savepoint");
    StreamExecutionEnvironment env = environment(Optional.empty());
    Source<MimeMail, ?, ?> mails = ListSource.pausedAfter(BEFORE.size(), MimeMail.class, ALL);
    define(env, 1, mails, FakeScorer::new, run);
    JobClient job = env.executeAsync();
    CompletableFuture.anyOf(run.sentiment.whenKept(BEFORE.size() - 1), job.getJobExecutionResult())
        .get();
    String taken =
        job.stopWithSavepoint(
                false, folder.resolve("taken").toUri().toString(), SavepointFormatType.CANONICAL)
            .get();

    assertThat(search.documents()).as("documents that wait are state").isEmpty();
    assertThat(column(WarehouseTables.DIM_EMAIL, "email_id")).hasSize(BEFORE.size() - 1);
    Path fixture = SAVEPOINTS.resolve(NEWEST);
    copy(Path.of(java.net.URI.create(taken)), fixture.resolve("savepoint"));
    copy(folder.resolve("warehouse"), fixture.resolve("warehouse"));
  }

  private static StreamExecutionEnvironment environment(Optional<Path> savepoint) {
    var flink = new Configuration();
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    savepoint.ifPresent(
        path -> flink.set(StateRecoveryOptions.SAVEPOINT_PATH, path.toUri().toString()));
    return StreamExecutionEnvironment.getExecutionEnvironment(flink);
  }

  /** The job; its state outlives every time to live. */
  private void define(
      StreamExecutionEnvironment env,
      int parallelism,
      Source<MimeMail, ?, ?> mails,
      ScoringModel model,
      Outputs run) {
    PipelineConfig config =
        PipelineConfig.of(
            Map.ofEntries(
                Map.entry("kafka.bootstrap-servers", "none:9092"),
                Map.entry("tenants.default.pseudonym-key", "literal:the key of a test"),
                Map.entry("job.parallelism", Integer.toString(parallelism)),
                Map.entry("checkpoints.path", uri("checkpoints")),
                Map.entry("checkpoints.interval", "1 h"),
                Map.entry("warehouse.path", uri("warehouse")),
                Map.entry("landing.path", uri("landing")),
                Map.entry("dedupe.ttl", "36500 d"),
                Map.entry("threads.retention", "36500 d"),
                Map.entry("events.out-of-orderness", "10 min"),
                Map.entry("alerts.max-delay", "1 d"),
                Map.entry("windows.max-delay", "1 d"),
                Map.entry("score.max-batch", "1"),
                Map.entry("score.timeout", "1 h")));
    config.job().apply(env, CommittedSavepointTest.class.getClassLoader());
    MailPipeline.wire(
        env,
        config,
        new Ports(
            new Ports.Ingest(mails, new FakeReading())
                .landing(new RawLandingSink(config.storage().landing()))
                .raw(run.raw)
                .unread(run.deadLetters),
            new Ports.Sentiment(ListSource.of(EmailRaw.class, List.of()), model)
                .scores(run.sentiment)
                .alerts(run.alerts)
                .aggregates(run.aggregates)
                .threads(run.threads)
                .unscored(run.deadLetters)
                .storeMails(Step.INDEX_MAIL, searchSink())
                .storeFirst(Step.WRITE_EMAILS, table(WarehouseTables.DIM_EMAIL, MailRows::dimEmail))
                .storeMails(
                    Step.WRITE_SENTIMENT,
                    table(WarehouseTables.FACT_SENTIMENT, MailRows::factSentiment))
                .storeDays(
                    Step.WRITE_THREAD_DAYS,
                    table(WarehouseTables.THREAD_DAY_SNAPSHOTS, MailRows::threadDay))));
  }

  private Sink<io.mailpulse.flink.record.ScoredMail> searchSink() {
    return new ElasticsearchSink<>(
        SearchEndpoint.open(search.uri()),
        new EmailDocument(IndexLayout.PER_TENANT),
        new SearchLimits(100, 1 << 20, 1_000, Duration.ofHours(1), Backoff.DEFAULT),
        NothingIsRefused::new);
  }

  private <T> Sink<T> table(TableDefinition table, RowConverter<T> rows) {
    return new DeltaSink<>(
        DeltaTarget.under(uri("warehouse"), table, Map.of()),
        rows,
        BufferLimits.DEFAULT,
        Step.numberingUid(table.name()));
  }

  private String uri(String name) {
    return folder.resolve(name).toUri().toString();
  }

  private List<Object> column(TableDefinition table, String column) throws IOException {
    var values = new ArrayList<Object>();
    DeltaTableReader.rows(uri("warehouse") + '/' + table.name())
        .forEach(row -> values.add(row.get(column)));
    return values;
  }

  /** Numbers of the commits in a table's log, all under one name. */
  private List<Long> commits(TableDefinition table) throws IOException {
    var names = new HashSet<String>();
    var numbers = new ArrayList<Long>();
    Path log = folder.resolve("warehouse").resolve(table.name()).resolve("_delta_log");
    try (Stream<Path> entries = Files.list(log)) {
      for (Path entry :
          entries.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
        for (String line : Files.readAllLines(entry)) {
          JsonNode transaction = new ObjectMapper().readTree(line).path("txn");
          if (!transaction.isMissingNode()) {
            names.add(transaction.get("appId").asText());
            numbers.add(transaction.get("version").asLong());
          }
        }
      }
    }
    assertThat(names).hasSize(1);
    return numbers;
  }

  private static String[] everyMail() {
    return Stream.of("question", "complaint", "second complaint", "on its way", "answer", "thanks")
        .map(CommittedSavepointTest::id)
        .toArray(String[]::new);
  }

  private static EmailSentiment sentimentOf(String name, Outputs run) {
    return run.sentiment.kept().stream()
        .filter(mail -> mail.getEmailId().equals(id(name)))
        .findFirst()
        .orElseThrow();
  }

  private static ThreadSnapshot lastOf(String root, Outputs run) {
    return run.threads.kept().stream()
        .filter(snapshot -> snapshot.getThreadId().equals(thread(root)))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  private static List<String> ids(List<EmailSentiment> mails) {
    Map<String, String> names = new java.util.HashMap<>();
    for (MimeMail mail : ALL) {
      String name = mail.getSource().replace(".eml", "");
      names.put(id(name), name);
    }
    return mails.stream().map(mail -> names.get(mail.getEmailId())).toList();
  }

  private static String id(String name) {
    return Ids.email("acme", "mid:" + name);
  }

  private static String thread(String root) {
    return Ids.thread("acme", root);
  }

  /** Copies a folder, without the checksums that Hadoop leaves beside local files. */
  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.getFileName().toString().endsWith(".crc") || isDeltaChecksum(file)) {
          Path target = to.resolve(from.relativize(file).toString());
          Files.createDirectories(target.getParent());
          Files.copy(file, target);
        }
      }
    }
  }

  private static boolean isDeltaChecksum(Path file) {
    return !file.getFileName().toString().startsWith(".");
  }

  private static final class NothingIsRefused implements RejectedWrites {

    @Override
    public CompletableFuture<Void> send(DeadLetter letter) {
      throw new IllegalStateException("no document of this test is refused");
    }

    @Override
    public void close() {}
  }

  private static final class Outputs {

    private final Collecting<EmailRaw> raw;
    private final Collecting<EmailSentiment> sentiment;
    private final Collecting<EmailAlert> alerts;
    private final Collecting<MoodAggregate> aggregates;
    private final Collecting<ThreadSnapshot> threads;
    private final Collecting<DeadLetter> deadLetters;

    private Outputs(String name) {
      raw = new Collecting<>(name + "/raw");
      sentiment = new Collecting<>(name + "/sentiment");
      alerts = new Collecting<>(name + "/alerts");
      aggregates = new Collecting<>(name + "/aggregates");
      threads = new Collecting<>(name + "/threads");
      deadLetters = new Collecting<>(name + "/dead-letters");
    }
  }
}
