package io.mailpulse.flink;

import static io.mailpulse.flink.FakeReading.mime;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.connectors.landing.RawLandingSink;
import io.mailpulse.flink.balance.Balance;
import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.flink.record.ThreadDay;
import io.mailpulse.flink.score.FakeScorer;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailAlert;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.MoodAggregate;
import io.mailpulse.schema.ThreadSnapshot;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.schema.id.Ids;
import io.mailpulse.schema.landing.LandingPath;
import io.mailpulse.testkit.MiniClusters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole graph on a mini cluster, from a list of mails to collecting sinks. */
class MailPipelineTest {

  @RegisterExtension static final MiniClusterExtension CLUSTER = MiniClusters.ofSlots(2);

  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

  @TempDir Path folder;

  private final List<MimeMail> threadThatTurns =
      List.of(
          mime("q1", "order", NINE, "where is it"),
          mime("a1", "order", NINE.plusSeconds(3600), "good news soon"),
          mime("q2", "order", NINE.plusSeconds(7200), "bad service"),
          mime("q3", "order", NINE.plusSeconds(10800), "bad again"),
          mime("q4", "order", NINE.plusSeconds(14400), "bad beyond words"),
          mime("q5", "order", NINE.plusSeconds(18000), "bad to the end"));

  @Test
  void aMailGoesAllTheWay(TestInfo test) throws Exception {
    Run run = run(test, threadThatTurns, Map.of());

    assertThat(run.balance).isEqualTo(new Balance(6, 0, 6, 0, 0, 0));
    assertThat(run.sentiment.kept())
        .extracting(EmailSentiment::getLabel)
        .containsExactly("neutral", "positive", "negative", "negative", "negative", "negative");
    assertThat(run.sentiment.kept())
        .extracting(EmailSentiment::getThreadNegRate24h)
        .containsExactly(0.0, 0.0, 1 / 3.0, 2 / 4.0, 3 / 5.0, 4 / 6.0);
    assertThat(run.alerts.kept())
        .extracting(EmailAlert::getEmailId)
        .containsExactly(Ids.email("acme", "mid:q4"));
    ThreadSnapshot last = run.threads.kept().get(run.threads.kept().size() - 1);
    assertThat(last.getAlerting()).isTrue();
    assertThat(last.getVolume()).isEqualTo(6);
    assertThat(last.getNegRate24h()).isEqualTo(4 / 6.0);
    assertThat(run.aggregates.kept()).hasSize(6).allMatch(window -> window.getVolume() == 1);
    assertThat(run.threadDays.kept())
        .singleElement()
        .satisfies(day -> assertThat(day.dt()).isEqualTo("2026-03-02"))
        .satisfies(day -> assertThat(day.volume()).isEqualTo(6))
        .satisfies(day -> assertThat(day.negRate()).isEqualTo(4 / 6.0));
    assertThat(run.search.kept()).extracting(ScoredMail::raw).isEqualTo(run.raw.kept());
  }

  @Test
  void rawMailLandsUnderItsIdAndEventTime(TestInfo test) throws Exception {
    Run run = run(test, threadThatTurns, Map.of());

    EmailRaw first = run.raw.kept().get(0);
    assertThat(first.getRawRef())
        .isEqualTo("raw/tenant_id=acme/ingest_date=2026/03/02/" + first.getEmailId() + ".eml.gz");
    assertThat(landed(first.getRawRef())).isEqualTo("q1|order|where is it");
  }

  @Test
  void attachedFilesAreScoredForTenantsThatWantItOnly(TestInfo test) throws Exception {
    List<MimeMail> mails = List.of(mime("q1", "order", NINE, " +bad lamp"));

    Run read = run(test, mails, Map.of("tenants.default.attachments", "read"));
    Run scored = run(test, mails, Map.of("tenants.default.attachments", "scored"));

    assertThat(read.sentiment.kept().get(0).getLabel()).isEqualTo("neutral");
    assertThat(scored.sentiment.kept().get(0).getLabel()).isEqualTo("neutral");
    assertThat(read.sentiment.kept().get(0).getTextSha256())
        .isNotEqualTo(scored.sentiment.kept().get(0).getTextSha256());
  }

  @Test
  void everyMailIsAccountedFor(TestInfo test) throws Exception {
    var mails = new ArrayList<>(threadThatTurns);
    mails.add(mime("q1", "order", NINE, "where is it"));
    mails.add(mime("q2", "order", NINE, "another body under the same id"));
    mails.add(mime("e1", "empty", NINE, ""));
    mails.add(mime("p1", "order", NINE, "poison"));
    mails.add(mime("p2", "order", NINE, "bug"));
    mails.add(mime("s1", "order", NINE, "breaks"));
    mails.add(mime("s2", "order", NINE, "down"));
    mails.add(MimeMail.newBuilder(mime("x1", "order", NINE, "x")).setMime(null).build());

    Run run = run(test, mails, Map.of("score.max-batch", "1"));

    assertThat(run.balance).isEqualTo(new Balance(14, 0, 6, 1, 1, 6));
    assertThat(run.balance.pending()).isZero();
    assertThat(run.deadLetters.kept())
        .extracting(DeadLetter::getKind)
        .containsExactlyInAnyOrder(
            FailureKind.NOT_MAIL.wireName(),
            FailureKind.READER_FAILED.wireName(),
            FailureKind.PAYLOAD_MISSING.wireName(),
            FailureKind.SAME_ID_OTHER_BODY.wireName(),
            FailureKind.SCORING_FAILED.wireName(),
            FailureKind.SCORING_FAILED.wireName());
    assertThat(run.deadLetters.kept())
        .noneMatch(letter -> letter.getMessage().contains("order"))
        .filteredOn(letter -> letter.getKind().equals(FailureKind.NOT_MAIL.wireName()))
        .singleElement()
        .satisfies(letter -> assertThat(landed(letter.getPayloadRef())).endsWith("poison"));
  }

  @Test
  void aMailThatWasADeadLetterIsAnsweredWhenItIsFedAgain(TestInfo test) throws Exception {
    FakeScorer.BREAK_IS_ARMED.set(true);
    MimeMail mail = mime("s1", "order", NINE, "breaks once");

    Run run = run(test, List.of(mail, mail, mail), Map.of("score.max-batch", "1"));

    assertThat(FakeScorer.BREAK_IS_ARMED).isFalse();
    assertThat(run.balance).isEqualTo(new Balance(3, 0, 1, 0, 1, 1));
    assertThat(run.deadLetters.kept())
        .extracting(DeadLetter::getKind)
        .containsExactly(FailureKind.SCORING_FAILED.wireName());
    assertThat(run.search.kept()).extracting(ScoredMail::isCorrection).containsExactly(false);
    assertThat(run.aggregates.kept()).last().satisfies(w -> assertThat(w.getVolume()).isEqualTo(1));
  }

  @Test
  void aMailThatWasAnsweredIsWrittenAgainForALetterAndCountedOnce(TestInfo test) throws Exception {
    MimeMail mail = mime("s1", "order", NINE, "bad service");
    String letter = Ids.deadLetter("acme", "elasticsearch", "rejected", "", "", "");
    MimeMail replayed = MimeMail.newBuilder(mail).setReplayOf(letter).build();

    Run run = run(test, List.of(mail, replayed, replayed), Map.of());

    assertThat(run.balance).isEqualTo(new Balance(3, 0, 2, 0, 1, 0));
    assertThat(run.search.kept()).extracting(ScoredMail::isCorrection).containsExactly(false, true);
    assertThat(run.sentiment.kept())
        .extracting(EmailSentiment::getProcessedAt)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(run.aggregates.kept()).last().satisfies(w -> assertThat(w.getVolume()).isEqualTo(1));
    assertThat(lastSnapshots(run).values()).extracting(ThreadSnapshot::getVolume).containsOnly(1L);
    assertThat(run.threadDays.kept()).last().satisfies(d -> assertThat(d.volume()).isEqualTo(1));
  }

  @Test
  void eachLetterOpensTheBytesThatItIsAbout(TestInfo test) throws Exception {
    List<MimeMail> mails =
        List.of(
            mime("q1", "order", NINE, "first body"),
            mime("q1", "order", NINE, "second body"),
            mime("q1", "order", NINE, "third body"));

    Run run = run(test, mails, Map.of());

    // Which of them was landed first is not always the one that was read first.
    byte[] first = mails.get(0).getMime().array();
    assertThat(opened(run.raw.kept().get(0).getRawRef(), Ids.sha256(first))).endsWith("first body");
    assertThat(run.deadLetters.kept())
        .extracting(letter -> opened(letter.getPayloadRef(), letter.getPayloadSha256()))
        .containsExactly("q1|order|second body", "q1|order|third body");
    assertThat(run.deadLetters.kept())
        .extracting(DeadLetter::getDeadLetterId)
        .doesNotHaveDuplicates();
  }

  /** Alone, so that no other mail can be late however slow the machine is. */
  @Test
  void aMailThatTheModelNeverAnswersBecomesADeadLetter(TestInfo test) throws Exception {
    Run run =
        run(
            test,
            List.of(mime("s1", "order", NINE, "hangs")),
            Map.of("score.timeout", "1 ms", "score.max-batch", "1"));

    assertThat(run.balance).isEqualTo(new Balance(1, 0, 0, 0, 0, 1));
    assertThat(run.deadLetters.kept())
        .extracting(DeadLetter::getKind)
        .containsExactly(FailureKind.SCORING_TIMEOUT.wireName());
  }

  @Test
  void anyArrivalOrderEndsTheSame(TestInfo test) throws Exception {
    Run inOrder = run(test, threadThatTurns, Map.of());
    for (int seed = 1; seed <= 2; seed++) {
      var shuffled = new ArrayList<>(threadThatTurns);
      Collections.shuffle(shuffled, new Random(seed));

      Run run = run(test, shuffled, Map.of("events.out-of-orderness", "1 d"));

      assertThat(ids(run.alerts, EmailAlert::getAlertId))
          .isEqualTo(ids(inOrder.alerts, EmailAlert::getAlertId));
      assertThat(run.alerts.kept().get(0).getThreadNegRate24h()).isEqualTo(0.6);
      assertThat(lastSnapshot(run)).isEqualTo(lastSnapshot(inOrder));
      assertThat(byId(run.aggregates, MoodAggregate::getAggregateId))
          .isEqualTo(byId(inOrder.aggregates, MoodAggregate::getAggregateId));
    }
  }

  @Test
  void aReplyWithoutHeadersCountsInTheThreadThatItJoins(TestInfo test) throws Exception {
    Run run =
        run(
            test,
            List.of(
                mime("q", "jo>shop>Late parcel 4711", NINE, "bad service"),
                mime("a", "shop>jo>Re: Late parcel 4711", NINE.plusSeconds(60), "good news"),
                mime("x", "ann>shop>Re: Late parcel 4711", NINE.plusSeconds(90), "bad as well"),
                mime("r", "jo>shop>AW: Late parcel 4711", NINE.plusSeconds(120), "bad again")),
            Map.of());

    String thread = Ids.thread("acme", "mid:q");
    assertThat(run.sentiment.kept())
        .extracting(EmailSentiment::getThreadId)
        .containsExactly(thread, thread, Ids.thread("acme", "mid:x"), thread);
    assertThat(run.sentiment.kept())
        .extracting(EmailSentiment::getThreadNegRate24h)
        .containsExactly(1.0, 0.5, 1.0, 2 / 3.0);
    assertThat(run.raw.kept())
        .extracting(EmailRaw::getThreadEvidence)
        .containsExactly("self", "subject", "self", "subject");
    assertThat(run.threads.kept())
        .filteredOn(snapshot -> snapshot.getThreadId().equals(thread))
        .last()
        .satisfies(snapshot -> assertThat(snapshot.getVolume()).isEqualTo(3))
        .satisfies(snapshot -> assertThat(snapshot.getSubject()).isEqualTo("Late parcel 4711"));
  }

  @Test
  void aMergedThreadPointsToTheWinnerWhichHasItsLaterMails(TestInfo test) throws Exception {
    List<MimeMail> mails =
        List.of(
            mime("early", "shop>jo>Re: Late parcel 4711", NINE.plusSeconds(60), "good news"),
            mime("root", "jo>shop>Late parcel 4711", NINE, "where is it"),
            mime("later", "jo>shop>Re: Late parcel 4711", NINE.plusSeconds(120), "bad again"));
    Run whole = run(test, mails, Map.of());
    Run ingest = run(test, mails, Map.of("job.stage", "ingest"));
    Run sentiment = new Run(test.getDisplayName() + "/second job");
    execute(
        sentiment,
        ListSource.of(MimeMail.class, List.of()),
        ListSource.of(EmailRaw.class, ingest.raw.kept()),
        config(Map.of("job.stage", "sentiment")));

    String winner = Ids.thread("acme", "mid:root");
    String loser = Ids.thread("acme", "mid:early");
    for (Run run : List.of(whole, sentiment)) {
      assertThat(byId(run.sentiment, EmailSentiment::getEmailId)).hasSize(3);
      assertThat(run.sentiment.kept())
          .extracting(EmailSentiment::getThreadId)
          .containsExactly(loser, winner, winner);
      assertThat(lastSnapshots(run).get(loser).getMergedInto()).isEqualTo(winner);
      assertThat(lastSnapshots(run).get(loser).getVolume()).isEqualTo(1);
      assertThat(lastSnapshots(run).get(winner).getMergedInto()).isNull();
      assertThat(lastSnapshots(run).get(winner).getVolume()).isEqualTo(2);
    }
  }

  @Test
  void aRestartGivesTheSameResultsById(TestInfo test) throws Exception {
    var mails = new ArrayList<MimeMail>();
    for (int i = 0; i < 40; i++) {
      String body = i == 23 ? "crash bad" : i % 3 == 0 ? "bad " + i : "fine " + i;
      mails.add(mime("m" + i, "t" + i % 4, NINE.plusSeconds(60L * i), body));
    }
    Run undisturbed = run(test, mails, Map.of());
    FakeReading.CRASH_IS_ARMED.set(true);
    Run restarted =
        run(
            test,
            ListSource.perCheckpoint(MimeMail.class, mails, 10),
            Map.of("checkpoints.interval", "100 ms"));

    assertThat(FakeReading.CRASH_IS_ARMED).isFalse();
    assertThat(byId(restarted.sentiment, EmailSentiment::getEmailId))
        .hasSize(40)
        .isEqualTo(byId(undisturbed.sentiment, EmailSentiment::getEmailId));
    assertThat(ids(restarted.alerts, EmailAlert::getAlertId))
        .isEqualTo(ids(undisturbed.alerts, EmailAlert::getAlertId));
    assertThat(byId(restarted.aggregates, MoodAggregate::getAggregateId))
        .isEqualTo(byId(undisturbed.aggregates, MoodAggregate::getAggregateId));
  }

  private Run run(TestInfo test, List<MimeMail> mails, Map<String, String> settings)
      throws Exception {
    return run(test, ListSource.of(MimeMail.class, mails), settings);
  }

  private Run run(TestInfo test, Source<MimeMail, ?, ?> mails, Map<String, String> settings)
      throws Exception {
    var run = new Run(test.getDisplayName() + System.nanoTime());
    execute(run, mails, ListSource.of(EmailRaw.class, List.of()), config(settings));
    return run;
  }

  private PipelineConfig config(Map<String, String> settings) {
    var values =
        new HashMap<>(
            Map.of(
                "kafka.bootstrap-servers", "none:9092",
                "tenants.default.pseudonym-key", "literal:the key of a test",
                "checkpoints.path", folder.resolve("checkpoints").toUri().toString(),
                "warehouse.path", folder.resolve("warehouse").toUri().toString(),
                "alerts.max-delay", "1 h",
                "score.backoff", "0 ms"));
    values.putAll(settings);
    return PipelineConfig.of(values);
  }

  private static void execute(
      Run run, Source<MimeMail, ?, ?> mails, Source<EmailRaw, ?, ?> raw, PipelineConfig config)
      throws Exception {
    var flink = new Configuration();
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 2);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    config.job().apply(env, MailPipelineTest.class.getClassLoader());

    MailPipeline.wire(env, config, run.ports(mails, raw, config));
    JobExecutionResult result = env.execute();
    run.balance = Balance.of(result.getAllAccumulatorResults());
  }

  /** What a replay opens: the file under the digest, or the one that has the place alone. */
  private String opened(String ref, String sha256) throws IOException {
    String beside = LandingPath.parse(ref).isPresent() ? LandingPath.beside(ref, sha256) : ref;
    return landed(Files.exists(folder.resolve("warehouse").resolve(beside)) ? beside : ref);
  }

  private String landed(String ref) throws IOException {
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(folder.resolve("warehouse").resolve(ref)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static <T> List<String> ids(Collecting<T> sink, Function<T, String> id) {
    return sink.kept().stream().map(id).distinct().sorted().toList();
  }

  /** What a store holds in the end: the last record per id, without wall clock times. */
  private static <T extends org.apache.avro.specific.SpecificRecord> Map<String, String> byId(
      Collecting<T> sink, Function<T, String> id) {
    return sink.kept().stream()
        .collect(Collectors.toMap(id, MailPipelineTest::timeless, (first, last) -> last));
  }

  private static Map<String, ThreadSnapshot> lastSnapshots(Run run) {
    return run.threads.kept().stream()
        .collect(Collectors.toMap(ThreadSnapshot::getThreadId, Function.identity(), (a, b) -> b));
  }

  private static String lastSnapshot(Run run) {
    List<ThreadSnapshot> snapshots = run.threads.kept();
    return timeless(snapshots.get(snapshots.size() - 1));
  }

  private static String timeless(org.apache.avro.specific.SpecificRecord record) {
    return record.toString().replaceAll("\"processed_at\": [^,}]*", "");
  }

  /** The sinks of one run and what came of it. */
  private static final class Run {
    private final Collecting<EmailRaw> raw;
    private final Collecting<EmailSentiment> sentiment;
    private final Collecting<EmailAlert> alerts;
    private final Collecting<MoodAggregate> aggregates;
    private final Collecting<ThreadSnapshot> threads;
    private final Collecting<DeadLetter> deadLetters;
    private final Collecting<ScoredMail> search;
    private final Collecting<ThreadDay> threadDays;
    private Balance balance;

    private Run(String name) {
      raw = new Collecting<>(name + "/raw");
      sentiment = new Collecting<>(name + "/sentiment");
      alerts = new Collecting<>(name + "/alerts");
      aggregates = new Collecting<>(name + "/aggregates");
      threads = new Collecting<>(name + "/threads");
      deadLetters = new Collecting<>(name + "/dead-letters");
      search = new Collecting<>(name + "/search");
      threadDays = new Collecting<>(name + "/thread-days");
    }

    private Ports ports(
        Source<MimeMail, ?, ?> mails, Source<EmailRaw, ?, ?> read, PipelineConfig config) {
      return new Ports(
          new Ports.Ingest(mails, new FakeReading())
              .landing(new RawLandingSink(config.storage().landing()))
              .raw(raw)
              .unread(deadLetters),
          new Ports.Sentiment(read, FakeScorer::new)
              .scores(sentiment)
              .alerts(alerts)
              .aggregates(aggregates)
              .threads(threads)
              .unscored(deadLetters)
              .storeMails(Step.INDEX_MAIL, search)
              .storeDays(Step.WRITE_THREAD_DAYS, threadDays));
    }
  }
}
