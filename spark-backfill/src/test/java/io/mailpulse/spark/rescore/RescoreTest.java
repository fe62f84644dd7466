package io.mailpulse.spark.rescore;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailpulse.model.MailScoring;
import io.mailpulse.model.Score;
import io.mailpulse.model.Scorer;
import io.mailpulse.model.ScorerSettings;
import io.mailpulse.model.ScorerSettings.TierChoice;
import io.mailpulse.model.Scorers;
import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.RedactedMail;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.schema.id.Ids;
import io.mailpulse.schema.warehouse.TableDefinition;
import io.mailpulse.schema.warehouse.Views;
import io.mailpulse.schema.warehouse.WarehouseRows;
import io.mailpulse.schema.warehouse.WarehouseTables;
import io.mailpulse.settings.ConfigValues;
import io.mailpulse.spark.warehouse.Sessions;
import io.mailpulse.spark.warehouse.SparkSchema;
import io.mailpulse.spark.warehouse.SparkWarehouse;
import io.mailpulse.testkit.LoopbackServer;
import io.mailpulse.testkit.LoopbackServer.Request;
import io.mailpulse.testkit.LoopbackServer.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A landing through the life of two model versions. A session and a run are dear: all tests share
 * the session, and each has a copy of the warehouse after a first run.
 */
class RescoreTest {

  private static final Instant STARTED = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant RECEIVED = Instant.parse("2026-02-03T04:05:06Z");
  private static final String LIVE_THREAD = Ids.thread("acme", "joined by subject");

  @TempDir static Path landed;

  private static SparkSession session;
  private static RescoreSummary firstRun;
  private static Map<String, Score> expected;
  private static EmailRaw liveMail;
  private static int files;

  @TempDir Path folder;

  private SparkWarehouse warehouse;

  @BeforeAll
  static void landSamples() throws IOException {
    var landing = new LandingFixture(landed);
    var mails = new ArrayList<EmailRaw>();
    for (String sample :
        List.of(
            "praise/en.eml",
            "complaint/fr.eml",
            "billing/en-3-angry.eml",
            "quoted-anger/de-froh-oben.eml",
            "charset/shift-jis.eml",
            "empty/no-body.eml",
            "machine/newsletter-en.eml",
            "forward/as-attachment.eml")) {
      mails.addAll(landing.land("acme", sample, Optional.empty()));
    }
    liveMail = landing.land("acme", "praise/de.eml", Optional.of(RECEIVED)).get(0);
    mails.add(liveMail);
    mails.addAll(landing.land("other", "complaint/fr.eml", Optional.empty()));
    String misnamed = Ids.email("acme", "mid:someone-else");
    landing.write("acme", RECEIVED, misnamed, "Subject: x\r\n\r\nhello there".getBytes());
    String damaged = Ids.email("acme", "mid:damaged");
    Files.write(landing.file("acme", RECEIVED, damaged), new byte[] {1, 2, 3});
    landing.landBeside(liveMail, "praise/de.eml", "I am furious, this is the worst of all.");
    files = 13;

    expected = new HashMap<>();
    try (Scorer scorer = Scorers.open(ScorerSettings.defaults().withTier(TierChoice.AUTO))) {
      for (EmailRaw mail : mails) {
        expected.put(
            mail.getTenantId() + mail.getEmailId(),
            scorer.score(List.of(MailScoring.textOf(RedactedMail.of(mail)))).get(0));
      }
    }
    session = Sessions.open("test", Map.of("spark.sql.warehouse.dir", landed + "/unused"));
    appendLiveScore();
    firstRun = rescore(landed, Map.of());
  }

  private static void appendLiveScore() {
    liveMail.setThreadId(LIVE_THREAD);
    EmailSentiment live =
        MailScoring.sentimentOf(
            liveMail, expected.get("acme" + liveMail.getEmailId()), RECEIVED.plusSeconds(1));
    live.setModelVersion("live@1");
    live.setLabel("negative");
    TableDefinition facts = WarehouseTables.FACT_SENTIMENT;
    new SparkWarehouse(session, landed.toString())
        .append(
            facts,
            session.createDataFrame(
                List.of(SparkSchema.row(WarehouseRows.factSentiment(live))),
                SparkSchema.of(facts)));
  }

  @AfterAll
  static void stop() {
    session.stop();
  }

  @BeforeEach
  void copyTheWarehouse() throws IOException {
    try (Stream<Path> all = Files.walk(landed)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(landed.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    warehouse = new SparkWarehouse(session, folder.toString());
  }

  @Test
  void everyMailIsScoredAsTheSameCodeScoresItOutsideSpark() {
    RescoreSummary summary = firstRun;

    assertThat(summary.files()).isEqualTo(files);
    assertThat(summary.deadLettered()).isEqualTo(2);
    assertThat(summary.duplicates()).as("the file beside the mail that the stream took").isOne();
    assertThat(summary.attached()).isEqualTo(1);
    assertThat(summary.isBalanced()).isTrue();
    List<Row> rows = rescored().collectAsList();
    assertThat(rows).hasSize(expected.size());
    for (Row row : rows) {
      String key = row.<String>getAs("tenant_id") + row.<String>getAs("email_id");
      Score score = expected.get(key);
      assertThat(score).as(key).isNotNull();
      assertThat(row.<String>getAs("text_sha256")).isEqualTo(score.textSha256());
      assertThat(row.<String>getAs("label")).isEqualTo(score.label().wireName());
      assertThat(row.<Double>getAs("polarity")).isCloseTo(score.polarity(), within(1e-12));
      assertThat(row.<String>getAs("model_version")).isEqualTo(score.modelVersion());
    }
  }

  @Test
  void whatTheStreamDecidedOfThreadAndTimeHoldsForRescoredScores() {
    Row row = rescored().where(col("email_id").equalTo(liveMail.getEmailId())).first();

    assertThat(row.<String>getAs("thread_id")).isEqualTo(LIVE_THREAD);
    assertThat(row.<java.sql.Timestamp>getAs("created_at").toInstant()).isEqualTo(RECEIVED);
    assertThat(row.getAs("dt").toString()).isEqualTo("2026-02-03");
  }

  @Test
  void deadLettersSayWhyWithoutTheMailsText() {
    List<Row> letters =
        warehouse.table(WarehouseTables.RESCORE_DEAD_LETTERS).orderBy("kind").collectAsList();

    assertThat(letters)
        .extracting(letter -> letter.<String>getAs("kind"))
        .containsExactly(FailureKind.ID_MISMATCH.wireName(), FailureKind.NOT_GZIP.wireName());
    assertThat(letters)
        .allSatisfy(
            letter -> assertThat(letter.<String>getAs("message")).doesNotContain("hello there"));
  }

  @Test
  void anUnpromotedVersionChangesNoView() {
    warehouse.registerViews();

    assertThat(session.table(Views.CURRENT_SENTIMENT).collectAsList())
        .singleElement()
        .satisfies(row -> assertThat(row.<String>getAs("model_version")).isEqualTo("live@1"));
  }

  @Test
  void anotherRunOfTheSameVersionReplacesItsRows() throws Exception {
    RescoreSummary again =
        rescore(Map.of("rescore.from", "2026-02-03", "rescore.to", "2026-02-03"));

    assertThat(again.files()).isEqualTo(4);
    assertThat(rescored().count()).isEqualTo(expected.size());
    assertThat(rescored().select("tenant_id", "email_id").distinct().count())
        .isEqualTo(expected.size());
    assertThat(warehouse.table(WarehouseTables.RESCORE_DEAD_LETTERS).count()).isEqualTo(2);
  }

  @Test
  void aPromotedVersionIsBelievedForEveryMailAndMoodsFollowIt() throws Exception {
    RescoreSummary summary =
        rescore(Map.of("model.bundle", nextBundle().toString(), "rescore.promote", "true"));

    assertThat(summary.modelVersion()).endsWith("@next");
    assertThat(summary.promotedTenants()).isEqualTo(2);
    assertThat(rescored().count()).isEqualTo(2L * expected.size());
    warehouse.registerViews();
    Dataset<Row> current = session.table(Views.CURRENT_SENTIMENT);
    assertThat(current.count()).isEqualTo(expected.size());
    assertThat(current.where(col("model_version").equalTo(summary.modelVersion())).count())
        .isEqualTo(expected.size());
    Row day =
        warehouse
            .table(WarehouseTables.AGG_THREAD_DAILY)
            .where(col("thread_id").equalTo(LIVE_THREAD))
            .first();
    assertThat(day.<Long>getAs("volume")).isEqualTo(1);
    assertThat(day.<Double>getAs("neg_rate")).isZero();
    assertThat(day.<Double>getAs("avg_polarity"))
        .isCloseTo(expected.get("acme" + liveMail.getEmailId()).polarity(), within(1e-9));
  }

  @Test
  void aModelServerThatIsDownFailsTheRunAndWritesNothing() throws Exception {
    long scores = rescored().count();
    long letters = warehouse.table(WarehouseTables.RESCORE_DEAD_LETTERS).count();

    assertThatThrownBy(() -> rescore(remote(LoopbackServer.deadPort())))
        .hasStackTraceContaining("Model server http");

    assertThat(rescored().count()).isEqualTo(scores);
    assertThat(warehouse.table(WarehouseTables.RESCORE_DEAD_LETTERS).count()).isEqualTo(letters);
  }

  @Test
  void aModelServerScoresUnderItsOwnName() throws Exception {
    try (var server = new LoopbackServer().on("/predict", RescoreTest::positive)) {
      RescoreSummary summary = rescore(remote(server.port()));

      assertThat(summary.modelVersion()).isEqualTo("mood@7");
      assertThat(summary.isBalanced()).isTrue();
    }
    Dataset<Row> scores = rescored().where(col("model_version").equalTo("mood@7"));
    assertThat(scores.count()).isEqualTo(expected.size());
    assertThat(scores.select("label").distinct().as(Encoders.STRING()).collectAsList())
        .containsExactlyInAnyOrder("positive", "unknown");
  }

  private static Map<String, String> remote(int port) {
    return Map.of(
        "model.tier", "remote",
        "model.remote.url", "http://127.0.0.1:" + port + "/predict",
        "model.remote.model", "mood@7",
        "model.remote.timeout", "30 s",
        "model.remote.attempts", "1");
  }

  private static Response positive(Request request) throws IOException {
    var answers = new ArrayList<String>();
    for (var text : new ObjectMapper().readTree(request.body()).path("inputs")) {
      assertThat(text.size()).isEqualTo(1);
      answers.add(
          "[{\"label\":\"negative\",\"score\":0.1},{\"label\":\"neutral\",\"score\":0.1},"
              + "{\"label\":\"positive\",\"score\":0.8}]");
    }
    return Response.ok("[" + String.join(",", answers) + "]");
  }

  private RescoreSummary rescore(Map<String, String> settings) {
    return rescore(folder, settings);
  }

  private static RescoreSummary rescore(Path folder, Map<String, String> settings) {
    var values =
        ConfigValues.parse(
            "",
            "warehouse.path = "
                + folder
                + "\ntenants.default.pseudonym-key = literal:"
                + LandingFixture.KEY,
            settings);
    RescoreSettings config = RescoreOptions.read(values);
    values.requireNoMistakes();
    String version = Scorers.modelVersion(config.scorer());
    return new Rescore(session, config, version).run(STARTED);
  }

  private Dataset<Row> rescored() {
    return warehouse.table(WarehouseTables.FACT_SENTIMENT_RESCORED);
  }

  /** The default bundle under another version. */
  private Path nextBundle() throws IOException {
    var mapper = new ObjectMapper();
    Path next = Files.createDirectories(folder.resolve("bundle"));
    var loader = RescoreTest.class.getClassLoader();
    String location = ModelBundle.DEFAULT_LOCATION.substring("classpath:".length());
    ObjectNode manifest;
    try (var in = loader.getResourceAsStream(location + "/" + ModelBundle.MANIFEST)) {
      manifest = (ObjectNode) mapper.readTree(in);
    }
    for (var names = manifest.get("files").fieldNames(); names.hasNext(); ) {
      String name = names.next();
      try (var in = loader.getResourceAsStream(location + "/" + name)) {
        Files.copy(in, next.resolve(name));
      }
    }
    manifest.put("version", "next");
    mapper.writeValue(next.resolve(ModelBundle.MANIFEST).toFile(), manifest);
    return next;
  }
}
