package io.mailpulse.flink;

import static io.mailpulse.flink.FakeReading.mime;
import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.connectors.landing.RawLandingSink;
import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.flink.record.ThreadDay;
import io.mailpulse.flink.score.FakeScorer;
import io.mailpulse.flink.score.ScoringModel;
import io.mailpulse.model.Score;
import io.mailpulse.model.Scorer;
import io.mailpulse.model.Text;
import io.mailpulse.model.runtime.ScoringException;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailAlert;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.MoodAggregate;
import io.mailpulse.schema.PendingMail;
import io.mailpulse.schema.ThreadSnapshot;
import io.mailpulse.schema.id.Ids;
import io.mailpulse.testkit.MiniClusters;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole graph while its model is down for a part of the mails: once it answers again, every
 * result equals that of a run in which it never was, by id and value.
 */
class ScoreLaterPipelineTest {

  @RegisterExtension static final MiniClusterExtension CLUSTER = MiniClusters.ofSlots(2);

  private static final AtomicBoolean DOWN = new AtomicBoolean();
  private static final AtomicReference<String> VERSION = new AtomicReference<>();
  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
  private static final String LETTER = Ids.deadLetter("acme", "elasticsearch", "x", "", "", "");

  // Kept: a cluster deletes its checkpoints when nobody waits for it any more.
  @TempDir(cleanup = CleanupMode.NEVER)
  Path folder;

  @Test
  void anOutageOfTheModelEndsAsIfThereHadBeenNone(TestInfo test) throws Exception {
    List<MimeMail> mails = mails();
    Run undisturbed = run(test, phases(mails), List.of());
    Run disturbed = run(test, phases(mails), List.of(1));

    assertThat(undisturbed.pending.records()).isEmpty();
    assertThat(disturbed.pending.records()).hasSizeGreaterThanOrEqualTo(20);
    assertThat(disturbed.firsts.kept()).as("rows of mails, each once").hasSize(mails.size());
    assertThat(disturbed.deadLetters.kept()).isEmpty();
    assertEqual(disturbed, undisturbed);
    assertThat(undisturbed.alerts.kept()).isNotEmpty();
    assertThat(disturbed.alerts.kept()).hasSameSizeAs(undisturbed.alerts.kept());
  }

  @Test
  void whileTheModelIsDownItsMailsAreStoredAsPendingAndRaiseNothing(TestInfo test)
      throws Exception {
    Run run = start(test);
    DOWN.set(true);
    run.mails.addAll(mails());
    awaitUntil(run, () -> run.sentiment.kept().size() == mails().size());

    assertThat(run.sentiment.kept())
        .allSatisfy(score -> assertThat(score.getUnknownReason()).isEqualTo("pending"))
        .allSatisfy(score -> assertThat(score.getThreadVolume24h()).isZero());
    assertThat(run.alerts.kept()).isEmpty();
    // Its state can be taken all the same, round after round of asking.
    for (int i = 0; i < 3; i++) {
      run.job
          .triggerSavepoint(
              folder.resolve("savepoint" + i).toUri().toString(), SavepointFormatType.CANONICAL)
          .get();
    }
    run.job.cancel().get();
    DOWN.set(false);
  }

  @Test
  void thePendingTopicDoesNotHoldEventTimeBack(TestInfo test) throws Exception {
    Run run = start(test);
    run.mails.addAll(mails());
    run.mails.add(mime("next day", "order 1", NINE.plus(Duration.ofDays(1)), "fine"));
    // Windows and alerts have operators of their own, of which either may be first.
    awaitUntil(
        run, () -> run.aggregates.kept().size() == mails().size() && !run.alerts.kept().isEmpty());

    assertThat(run.deadLetters.kept()).isEmpty();
    run.job.cancel().get();
  }

  @Test
  void aReplayOfAnAnsweredMailInAnOutageIsWrittenAnewLaterAndCountedOnce(TestInfo test)
      throws Exception {
    List<MimeMail> mails = mails();
    Run undisturbed = run(test, phases(mails), List.of());
    Run replayed = start(test);
    replayed.mails.addAll(mails);
    awaitUntil(replayed, () -> replayed.known().size() == mails.size());
    DOWN.set(true);
    replayed.mails.add(MimeMail.newBuilder(mails.get(9)).setReplayOf(LETTER).build());
    awaitUntil(replayed, () -> !replayed.pending.records().isEmpty());
    assertThat(replayed.sentiment.kept()).as("what stands").hasSize(mails.size());
    DOWN.set(false);
    awaitUntil(replayed, () -> replayed.search.kept().size() > mails.size());
    finish(replayed, mails.size());

    assertEqual(replayed, undisturbed);
    assertThat(replayed.firsts.kept()).hasSize(mails.size());
    assertThat(replayed.sentiment.kept()).hasSize(mails.size() + 1);
    assertThat(replayed.deadLetters.kept()).isEmpty();
  }

  @Test
  void disorderAndARestartInBetweenChangeNothing(TestInfo test) throws Exception {
    var mails = new ArrayList<>(mails());
    Collections.shuffle(mails, new Random(7));
    mails.set(25, mime("crash", "order 1", NINE.plusSeconds(60 * 25), "crash bad luck"));
    FakeReading.CRASH_IS_ARMED.set(false);
    Run undisturbed = run(test, phases(mails), List.of());
    FakeReading.CRASH_IS_ARMED.set(true);
    Run disturbed = run(test, phases(mails), List.of(1));

    assertThat(FakeReading.CRASH_IS_ARMED).isFalse();
    assertEqual(disturbed, undisturbed);
  }

  @Test
  void aNewModelVersionSplitsNoWindowAndNoDayAndCorrectsWhatTheOldOneOwed(TestInfo test)
      throws Exception {
    List<MimeMail> mails = mails();
    Run undisturbed = run(test, phases(mails), List.of());
    Run upgraded = start(test);
    upgraded.mails.addAll(mails.subList(0, 10));
    awaitUntil(upgraded, () -> upgraded.known().size() == 10);
    DOWN.set(true);
    upgraded.mails.addAll(mails.subList(10, 30));
    awaitUntil(upgraded, () -> upgraded.known().size() == 30);
    VERSION.set("fake@2");
    DOWN.set(false);
    upgraded.mails.addAll(mails.subList(30, 40));
    finish(upgraded, 40);

    assertThat(last(upgraded.aggregates.kept(), MoodAggregate::getAggregateId).keySet())
        .as("windows of one minute, each with a mail")
        .hasSize(40);
    assertThat(days(upgraded).values()).extracting(ThreadDay::volume).containsOnly(10L);
    assertThat(days(upgraded).values())
        .extracting(ThreadDay::avgPolarity)
        .containsExactlyElementsOf(
            days(undisturbed).values().stream().map(ThreadDay::avgPolarity).toList());
    assertThat(upgraded.known().values())
        .extracting(EmailSentiment::getModelVersion)
        .filteredOn("fake@2"::equals)
        .hasSize(30);
  }

  private static void assertEqual(Run run, Run expected) {
    assertThat(latest(run.sentiment.kept(), EmailSentiment::getEmailId))
        .isEqualTo(latest(expected.sentiment.kept(), EmailSentiment::getEmailId));
    assertThat(latest(documents(run), EmailSentiment::getEmailId))
        .isEqualTo(latest(documents(expected), EmailSentiment::getEmailId));
    assertThat(last(run.aggregates.kept(), MoodAggregate::getAggregateId))
        .isEqualTo(last(expected.aggregates.kept(), MoodAggregate::getAggregateId));
    assertThat(last(run.threads.kept(), ThreadSnapshot::getThreadId))
        .isEqualTo(last(expected.threads.kept(), ThreadSnapshot::getThreadId));
    assertThat(last(run.alerts.kept(), EmailAlert::getAlertId))
        .isEqualTo(last(expected.alerts.kept(), EmailAlert::getAlertId));
    assertThat(days(run)).isEqualTo(days(expected));
  }

  /** Four threads, some of which turn; every third mail is from a machine's point of view bad. */
  private static List<MimeMail> mails() {
    var mails = new ArrayList<MimeMail>();
    for (int i = 0; i < 40; i++) {
      String words = i % 3 == 0 ? "bad " : i % 7 == 0 ? "good " : i % 11 == 0 ? "" : "fine ";
      String body = i % 4 == 1 ? "bad " + i : words.isEmpty() ? "" : words + i;
      mails.add(mime("m" + i, "order " + i % 4, NINE.plusSeconds(60L * i), body));
    }
    return mails;
  }

  private static List<List<MimeMail>> phases(List<MimeMail> mails) {
    return List.of(mails.subList(0, 10), mails.subList(10, 30), mails.subList(30, 40));
  }

  /** Sends mails phase by phase; in some the model is down. */
  private Run run(TestInfo test, List<List<MimeMail>> phases, List<Integer> phasesWithoutModel)
      throws Exception {
    Run run = start(test);
    int sent = 0;
    for (int phase = 0; phase < phases.size(); phase++) {
      DOWN.set(phasesWithoutModel.contains(phase));
      run.mails.addAll(phases.get(phase));
      sent += phases.get(phase).size();
      int expected = sent;
      awaitUntil(run, () -> run.known().size() == expected);
    }
    finish(run, sent);
    return run;
  }

  /** Waits until every mail has its score, and then lets event time run out. */
  private void finish(Run run, int all) throws Exception {
    awaitUntil(
        run,
        () ->
            run.known().size() == all
                && run.known().values().stream()
                    .noneMatch(score -> "pending".equals(score.getUnknownReason())));
    run.job
        .stopWithSavepoint(
            true, folder.resolve("savepoint").toUri().toString(), SavepointFormatType.CANONICAL)
        .get();
  }

  private static void awaitUntil(Run run, BooleanSupplier reached) throws Exception {
    while (!reached.getAsBoolean()) {
      assertThat(run.job.getJobStatus().get().isGloballyTerminalState())
          .as("the job has ended; its log says why")
          .isFalse();
      CompletableFuture.runAsync(
              () -> {}, CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS))
          .get();
    }
  }

  private Run start(TestInfo test) throws Exception {
    DOWN.set(false);
    VERSION.set(FakeScorer.VERSION);
    var run = new Run(test.getDisplayName() + System.nanoTime());
    PipelineConfig config =
        PipelineConfig.of(
            Map.ofEntries(
                Map.entry("kafka.bootstrap-servers", "none:9092"),
                Map.entry("tenants.default.pseudonym-key", "literal:the key of a test"),
                Map.entry("checkpoints.path", folder.resolve("checkpoints").toUri().toString()),
                Map.entry("checkpoints.interval", "100 ms"),
                Map.entry("warehouse.path", folder.resolve("warehouse").toUri().toString()),
                Map.entry("events.out-of-orderness", "1 h"),
                Map.entry("alerts.max-delay", "1 h"),
                Map.entry("windows.max-delay", "1 h"),
                Map.entry("score.max-batch", "4"),
                Map.entry("score.backoff", "0 ms"),
                Map.entry("score.later.first-delay", "50 ms"),
                Map.entry("score.later.max-delay", "200 ms")));
    var flink = new Configuration();
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 2);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    config.job().apply(env, ScoreLaterPipelineTest.class.getClassLoader());
    MailPipeline.wire(env, config, run.ports(config));
    run.job = env.executeAsync();
    return run;
  }

  private static List<EmailSentiment> documents(Run run) {
    return run.search.kept().stream().map(ScoredMail::sentiment).toList();
  }

  /** What a store that keeps the latest holds, without wall clock times. */
  private static Map<String, String> latest(
      List<EmailSentiment> scores, Function<EmailSentiment, String> id) {
    return last(
        scores.stream()
            .sorted(java.util.Comparator.comparing(EmailSentiment::getProcessedAt))
            .toList(),
        id);
  }

  private static <T extends SpecificRecord> Map<String, String> last(
      List<T> records, Function<T, String> id) {
    return records.stream()
        .collect(
            Collectors.toMap(
                id, ScoreLaterPipelineTest::timeless, (first, last) -> last, TreeMap::new));
  }

  private static Map<String, ThreadDay> days(Run run) {
    var days = new TreeMap<String, ThreadDay>();
    for (ThreadDay day : run.threadDays.kept()) {
      days.put(
          day.threadId() + day.dt(),
          new ThreadDay(
              day.tenantId(),
              day.threadId(),
              day.modelVersion(),
              day.dt(),
              day.avgPolarity(),
              day.negRate(),
              day.volume(),
              day.scored(),
              day.firstSeen(),
              day.lastSeen(),
              Instant.EPOCH));
    }
    return days;
  }

  private static String timeless(SpecificRecord record) {
    return record.toString().replaceAll("\"processed_at\": [^,}]*", "");
  }

  /** The fake's model, down on demand. */
  private static final class Model implements ScoringModel {

    private static final long serialVersionUID = 1L;

    @Override
    public Scorer open() {
      var scorer = new FakeScorer();
      return new Scorer() {
        @Override
        public List<Score> score(List<Text> texts) {
          if (DOWN.get()) {
            throw new ScoringException("down");
          }
          return scorer.score(texts).stream().map(Model::underVersion).toList();
        }

        @Override
        public String modelVersion() {
          return VERSION.get();
        }

        @Override
        public void close() {
          scorer.close();
        }
      };
    }

    private static Score underVersion(Score score) {
      return new Score(
          score.language(),
          score.label(),
          score.polarity(),
          score.confidence(),
          score.probabilities(),
          score.emotion(),
          score.heads(),
          score.aspects(),
          score.evidence(),
          score.unknownReason(),
          VERSION.get(),
          score.tier(),
          score.normaliserVersion(),
          score.textSha256());
    }
  }

  private static final class Run {
    private final LoopTopic<MimeMail> mails;
    private final LoopTopic<PendingMail> pending;
    private final Collecting<EmailSentiment> sentiment;
    private final Collecting<EmailAlert> alerts;
    private final Collecting<MoodAggregate> aggregates;
    private final Collecting<ThreadSnapshot> threads;
    private final Collecting<DeadLetter> deadLetters;
    private final Collecting<ScoredMail> search;
    private final Collecting<ScoredMail> firsts;
    private final Collecting<ThreadDay> threadDays;
    private JobClient job;

    private Run(String name) {
      mails = new LoopTopic<>(name + "/mime");
      pending = new LoopTopic<>(name + "/pending");
      sentiment = new Collecting<>(name + "/sentiment");
      alerts = new Collecting<>(name + "/alerts");
      aggregates = new Collecting<>(name + "/aggregates");
      threads = new Collecting<>(name + "/threads");
      deadLetters = new Collecting<>(name + "/dead-letters");
      search = new Collecting<>(name + "/search");
      firsts = new Collecting<>(name + "/firsts");
      threadDays = new Collecting<>(name + "/thread-days");
    }

    /** The latest score of each mail so far. */
    private Map<String, EmailSentiment> known() {
      var known = new HashMap<String, EmailSentiment>();
      for (EmailSentiment score : sentiment.kept()) {
        known.merge(
            score.getEmailId(),
            score,
            (a, b) -> a.getProcessedAt().isAfter(b.getProcessedAt()) ? a : b);
      }
      return known;
    }

    private Ports ports(PipelineConfig config) {
      return new Ports(
          new Ports.Ingest(mails.source(), new FakeReading())
              .landing(new RawLandingSink(config.storage().landing()))
              .unread(deadLetters),
          new Ports.Sentiment(ListSource.of(EmailRaw.class, List.of()), new Model())
              .pending(pending.source(), pending.sink())
              .scores(sentiment)
              .alerts(alerts)
              .aggregates(aggregates)
              .threads(threads)
              .unscored(deadLetters)
              .storeMails(Step.INDEX_MAIL, search)
              .storeFirst(Step.WRITE_EMAILS, firsts)
              .storeDays(Step.WRITE_THREAD_DAYS, threadDays));
    }
  }
}
