package io.mailpulse.connectors.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.connectors.deadletter.RejectedWrites;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.elasticsearch.IndexTemplate;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.testkit.FakeSearchCluster;
import io.mailpulse.testkit.MiniClusters;
import io.mailpulse.testkit.SampleMails;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElasticsearchSinkTest {

  @RegisterExtension static final MiniClusterExtension CLUSTER = MiniClusters.ofSlots(1);

  private static final Queue<DeadLetter> LETTERS = new ConcurrentLinkedQueue<>();
  private static final AtomicInteger LETTERS_TO_LOSE = new AtomicInteger();

  private FakeSearchCluster search;

  @BeforeEach
  void start() throws IOException {
    search = new FakeSearchCluster();
    LETTERS.clear();
    LETTERS_TO_LOSE.set(0);
  }

  @AfterEach
  void stop() {
    search.close();
  }

  @Test
  void everyDocumentIsIndexedUnderTheInstalledTemplate() throws Exception {
    index(100);

    assertThat(ids()).containsExactlyElementsOf(expected(100));
    assertThat(search.template()).isEqualTo(IndexTemplate.json());
    assertThat(LETTERS).isEmpty();
  }

  @Test
  void aBusyClusterIsAskedAgainForTheBusyDocumentsOnly() throws Exception {
    search.onItem((id, attempt) -> id.endsWith("7") && attempt < 3 ? 429 : 0);

    index(40);

    assertThat(ids()).containsExactlyElementsOf(expected(40));
    assertThat(search.attempts("doc-07")).isEqualTo(3);
    assertThat(search.attempts("doc-08")).isEqualTo(1);
    assertThat(LETTERS).isEmpty();
  }

  @Test
  void aVersionThatIsThereAlreadyIsDone() throws Exception {
    search.onItem((id, attempt) -> id.equals("doc-03") ? 409 : 0);

    index(10);

    assertThat(search.attempts("doc-03")).isEqualTo(1);
    assertThat(LETTERS).isEmpty();
  }

  @Test
  void aPoisonDocumentIsADeadLetterWithoutItsText() throws Exception {
    search.onItem((id, attempt) -> id.equals("doc-05") ? 400 : 0);

    index(10);

    assertThat(ids()).hasSize(9).doesNotContain("doc-05");
    assertThat(search.attempts("doc-05")).isEqualTo(1);
    assertThat(LETTERS).hasSize(1);
    DeadLetter letter = LETTERS.element();
    assertThat(letter.getTenantId()).isEqualTo("acme");
    assertThat(letter.getStage()).isEqualTo("elasticsearch");
    assertThat(letter.getKind()).isEqualTo("type_of_400");
    assertThat(letter.getEmailId()).isEqualTo("doc-05");
    assertThat(letter.getPayloadRef()).isEqualTo("raw/5.eml.gz");
    assertThat(letter.toString()).doesNotContain("secret words");
  }

  @Test
  void aDeadLetterThatIsNotAcceptedIsSentAgain() throws Exception {
    search.onItem((id, attempt) -> id.equals("doc-05") ? 400 : 0);
    LETTERS_TO_LOSE.set(1);

    index(10);

    assertThat(LETTERS).hasSize(1);
    assertThat(search.attempts("doc-05")).isEqualTo(2);
  }

  @Test
  void aRequestThatFailsAsAWholeIsSentAgain() throws Exception {
    search.onRequest(
        (ids, number) ->
            switch (number) {
              case 1 -> 503;
              case 2 -> FakeSearchCluster.HANG_UP;
              case 3 -> 429;
              default -> FakeSearchCluster.AS_USUAL;
            });

    index(30);

    assertThat(ids()).containsExactlyElementsOf(expected(30));
    assertThat(LETTERS).isEmpty();
  }

  @Test
  void aRequestThatIsTooLargeIsHalvedUntilItFits() throws Exception {
    search.onRequest((ids, number) -> ids.size() > 3 ? 413 : 0);

    index(20);

    assertThat(ids()).containsExactlyElementsOf(expected(20));
    assertThat(LETTERS).isEmpty();
  }

  @Test
  void theOneDocumentThatMakesARequestUnreadableIsFound() throws Exception {
    search.onRequest((ids, number) -> ids.contains("doc-11") ? 400 : 0);

    index(20);

    assertThat(ids()).hasSize(19).doesNotContain("doc-11");
    assertThat(LETTERS).extracting(DeadLetter::getEmailId).containsExactly("doc-11");
    assertThat(LETTERS.element().getKind()).isEqualTo(FailureKind.UNREADABLE.wireName());
  }

  @Test
  void aDocumentThatIsTooLargeForARequestOfItsOwnIsADeadLetter() throws Exception {
    search.onRequest((ids, number) -> ids.contains("doc-11") ? 413 : 0);

    index(20);

    assertThat(LETTERS).extracting(DeadLetter::getEmailId).containsExactly("doc-11");
    assertThat(LETTERS.element().getKind()).isEqualTo(FailureKind.TOO_LARGE.wireName());
  }

  @Test
  void aRefusalWithoutAReasonIsNamedByUs() throws Exception {
    search.onItem((id, attempt) -> id.equals("doc-05") ? FakeSearchCluster.REFUSED_SILENTLY : 0);

    index(10);

    assertThat(LETTERS).extracting(DeadLetter::getEmailId).containsExactly("doc-05");
    assertThat(LETTERS.element().getKind()).isEqualTo(FailureKind.REJECTED.wireName());
  }

  @ParameterizedTest
  @CsvSource({
    "403,cluster_block_exception",
    "429,cluster_block_exception",
    "400,index_closed_exception",
    "400,validation_exception",
    "404,index_not_found_exception",
    "403,security_exception",
    "401,security_exception",
    "503,unavailable_shards_exception"
  })
  void aStateThatPassesIsWaitedFor(int status, String type) throws Exception {
    search.nameErrors(code -> type);
    search.onItem((id, attempt) -> id.endsWith("7") && attempt < 3 ? status : 0);

    index(40);

    assertThat(ids()).containsExactlyElementsOf(expected(40));
    assertThat(search.attempts("doc-07")).isEqualTo(3);
    assertThat(search.attempts("doc-08")).isEqualTo(1);
    assertThat(LETTERS).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "400,document_parsing_exception",
    "400,mapper_parsing_exception",
    "400,illegal_argument_exception",
    "400,strict_dynamic_mapping_exception",
    "413,content_too_large"
  })
  void whatCanNeverSucceedIsADeadLetter(int status, String type) throws Exception {
    search.nameErrors(code -> type);
    search.onItem((id, attempt) -> id.equals("doc-05") ? status : 0);

    index(10);

    assertThat(search.attempts("doc-05")).isEqualTo(1);
    assertThat(LETTERS).extracting(DeadLetter::getKind).containsExactly(type);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 408, 429, 500, 502, 503, 504})
  void aClusterThatTakesNothingNowIsAskedAgain(int status) throws Exception {
    search.onRequest((ids, number) -> number < 4 ? status : 0);

    index(20);

    assertThat(ids()).containsExactlyElementsOf(expected(20));
    assertThat(LETTERS).isEmpty();
  }

  @Test
  void aDocumentAboveTheLimitIsADeadLetterAndTheOthersGoOn() throws Exception {
    index(11, limits(7)); // {"n":9} takes 7 bytes, {"n":10} takes 8

    assertThat(ids()).hasSize(10);
    assertThat(LETTERS).extracting(DeadLetter::getEmailId).containsExactly("doc-10");
    assertThat(LETTERS.element().getKind()).isEqualTo(FailureKind.TOO_LARGE.wireName());
  }

  @Test
  void anOutageFailsNoCheckpointAndACrashInItLosesNothing() throws Exception {
    Checkpoints.reset();
    search.onRequest((ids, number) -> Checkpoints.COMPLETED.get() < 6 ? 503 : 0);

    var env = environment();
    env.getConfig().setRestartStrategy(RestartStrategies.fixedDelayRestart(1, 0));
    env.getCheckpointConfig().setTolerableCheckpointFailureNumber(0);
    var numbers =
        new DataGeneratorSource<>(
            number -> number, 300, RateLimiterStrategy.perSecond(300), Types.LONG);
    sink(
        env.fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers")
            .uid("numbers")
            .map(new Checkpoints())
            .uid("checkpoints"),
        limits(1 << 20));
    env.execute();

    assertThat(Checkpoints.CRASHES).as("one crash after the third checkpoint").hasValue(1);
    assertThat(search.documents()).hasSize(300);
    assertThat(LETTERS).isEmpty();
  }

  @Test
  void aReplayChangesNothing() throws Exception {
    index(20);
    var before = search.documents();

    index(20);

    assertThat(search.documents()).isEqualTo(before);
    assertThat(LETTERS).isEmpty();
  }

  private static SearchLimits limits(long largest) {
    return new SearchLimits(
        8,
        largest,
        1 << 20,
        Duration.ofMillis(20),
        new Backoff(Duration.ofMillis(1), Duration.ofMillis(4)));
  }

  private void index(int documents) throws Exception {
    index(documents, limits(1 << 20));
  }

  private void index(int documents, SearchLimits limits) throws Exception {
    var env = environment();
    sink(env.fromSequence(0, documents - 1).uid("numbers"), limits);
    env.execute();
  }

  private static StreamExecutionEnvironment environment() {
    var settings = new Configuration();
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    var env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    env.setParallelism(1);
    env.enableCheckpointing(50);
    return env;
  }

  private void sink(DataStream<Long> numbers, SearchLimits limits) {
    numbers
        .sinkTo(
            new ElasticsearchSink<>(
                SearchEndpoint.open(search.uri()),
                new NumberDocument(),
                limits,
                CollectedLetters::new))
        .uid("search");
  }

  private List<String> ids() {
    return List.copyOf(search.documents().keySet());
  }

  private static List<String> expected(int documents) {
    return LongStream.range(0, documents).mapToObj("doc-%02d"::formatted).toList();
  }

  /** Counts checkpoints that completed, and crashes once, after the third. */
  private static final class Checkpoints implements MapFunction<Long, Long>, CheckpointListener {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger COMPLETED = new AtomicInteger();
    private static final AtomicInteger CRASHES = new AtomicInteger();

    private static void reset() {
      COMPLETED.set(0);
      CRASHES.set(0);
    }

    @Override
    public Long map(Long number) {
      if (COMPLETED.get() == 3 && CRASHES.compareAndSet(0, 1)) {
        throw new IllegalStateException("injected");
      }
      return number;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      COMPLETED.incrementAndGet();
    }
  }

  private static final class NumberDocument implements ElementConverter<Long, SearchWrite> {
    private static final long serialVersionUID = 1L;

    @Override
    public SearchWrite apply(Long number, SinkWriter.Context context) {
      return new SearchWrite(
          "emails-acme",
          "doc-%02d".formatted(number),
          1,
          ("{\"n\":" + number + "}").getBytes(StandardCharsets.UTF_8),
          new SearchWrite.Origin("acme", "inbox", "raw/" + number + ".eml.gz", SampleMails.MORNING),
          0);
    }
  }

  private static final class CollectedLetters implements RejectedWrites {

    @Override
    public CompletableFuture<Void> send(DeadLetter letter) {
      if (LETTERS_TO_LOSE.getAndDecrement() > 0) {
        return CompletableFuture.failedFuture(new IOException("broker is away"));
      }
      LETTERS.add(letter);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
      // Nothing to close.
    }
  }
}
