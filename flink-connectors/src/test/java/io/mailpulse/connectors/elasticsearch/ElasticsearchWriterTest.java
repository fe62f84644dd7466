package io.mailpulse.connectors.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.connectors.deadletter.RejectedWrites;
import io.mailpulse.connectors.overflow.NoOverflow;
import io.mailpulse.connectors.overflow.Overflow;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.elasticsearch.IndexTemplate;
import io.mailpulse.testkit.FakeSearchCluster;
import io.mailpulse.testkit.LoopbackServer;
import io.mailpulse.testkit.SampleMails;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One writer without a cluster of Flink: its mailbox and its clock are the test's. */
class ElasticsearchWriterTest {

  private static final int TEXT = 1_000;
  private static final SearchLimits LIMITS =
      new SearchLimits(
          10,
          100_000,
          200_000,
          Duration.ofMillis(20),
          new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1)));

  private final FakeMailbox mailbox = new FakeMailbox();
  private final FakeClock clock = new FakeClock();
  private final Gauges gauges = new Gauges();
  private final List<DeadLetter> letters = new ArrayList<>();
  private Overflow queue = new NoOverflow();
  private FakeSearchCluster search;
  private ElasticsearchWriter<Integer> writer;

  @BeforeEach
  void start() throws IOException {
    search = new FakeSearchCluster();
  }

  @AfterEach
  void stop() throws IOException {
    if (writer != null) {
      writer.close();
    }
    search.close();
  }

  @Test
  void whatWaitsIsKeptByACheckpointAndTakenUpAgain() throws Exception {
    search.onRequest((ids, number) -> 503);
    writer = writer(List.of());
    write(0, 100);
    untilWaitingFor("failing");
    writer.flush(false);
    List<BufferedRequestState<SearchWrite>> first = writer.snapshotState(1);
    write(100, 120);
    writer.flush(false);
    List<BufferedRequestState<SearchWrite>> second = writer.snapshotState(2);
    writer.close();

    assertThat(idsOf(first)).hasSize(100).doesNotHaveDuplicates();
    assertThat(idsOf(second)).hasSize(120).doesNotHaveDuplicates();
    search.onRequest((ids, number) -> 0);
    writer = writer(second);
    drain();
    assertThat(search.documents()).hasSize(120);
    assertThat(writer.snapshotState(3)).isEmpty();
    assertThat(gauges.value("bytesPending")).isZero();
    assertThat(letters).isEmpty();
  }

  @Test
  void whatWaitsIsBoundedInBytesAndThenTheStreamWaits() throws Exception {
    search.onRequest((ids, number) -> number < 2 ? 503 : 0);
    writer = writer(List.of());
    int full = 0;
    while (gauges.value("bytesPending") + TEXT + 1_000 < LIMITS.pendingBytes()) {
      write(full, ++full);
    }
    assertThat(search.documents()).isEmpty();

    write(full, full + 50); // waits for room, which only answers make

    assertThat(gauges.value("bytesPending")).isLessThanOrEqualTo(LIMITS.pendingBytes());
    assertThat(search.documents()).hasSizeGreaterThan(30);
    drain();
    assertThat(search.documents()).hasSize(full + 50);
  }

  @Test
  void whatDoesNotFitGoesOutsideAndComesBackWithoutHoldingUpTheStream() throws Exception {
    search.onRequest((ids, number) -> 503);
    FakeOverflow outside = startWithOverflow();
    write(0, 1_000); // of which some 130 fit
    writer.flush(false);

    assertThat(gauges.value("bytesPending")).isLessThanOrEqualTo(LIMITS.pendingBytes());
    assertThat(outside.size()).isGreaterThan(800);
    assertThat(gauges.value("documentsOverflowed")).isGreaterThan(800);

    search.onRequest((ids, number) -> 0);
    while (search.documents().size() < 1_000 || outside.size() > 0) {
      step();
    }
    drain();
    assertThat(letters).isEmpty();
  }

  @Test
  void aWriterThatStartsFullStillFindsWhereMoreMayGo() throws Exception {
    search.onRequest((ids, number) -> 503);
    startWithOverflow();
    write(0, 300);
    List<BufferedRequestState<SearchWrite>> full = writer.snapshotState(1);
    writer.close();

    writer = writer(full);
    write(300, 400); // would wait for ever

    assertThat(gauges.value("documentsOverflowed")).isGreaterThan(90);
  }

  @Test
  void whatCameBackIsReleasedOnlyWhenItIsDone() throws Exception {
    search.onRequest((ids, number) -> 503);
    FakeOverflow outside = startWithOverflow();
    write(0, 300);
    writer.close();
    int many = outside.size();
    assertThat(many).isGreaterThan(100);

    // The next run reads what is outside, and dies before the cluster has it.
    outside.startAgain();
    writer = writer(List.of());
    while (gauges.value("documentsPending") == 0) {
      step();
    }
    writer.close();
    assertThat(outside.size()).isEqualTo(many);

    outside.startAgain();
    search.onRequest((ids, number) -> 0);
    writer = writer(List.of());
    while (outside.size() > 0) {
      step();
    }
    assertThat(search.documents()).hasSize(many);
  }

  @Test
  void aBlockedIndexThatFillsTheWriterLeavesRoomForTheOthers() throws Exception {
    search.nameErrors(status -> "cluster_block_exception");
    search.onItem((id, attempt) -> Integer.parseInt(id.substring(4)) < 500 ? 403 : 0);
    startWithOverflow();
    write(0, 600);
    while (search.documents().size() < 100) {
      step();
    }

    assertThat(search.documents()).hasSize(100);
    search.onItem((id, attempt) -> 0);
    while (search.documents().size() < 600) {
      step();
    }
    assertThat(letters).isEmpty();
  }

  @Test
  void theEndOfTheInputWaitsForWhatIsOutside() throws Exception {
    search.onRequest((ids, number) -> number < 3 ? 503 : 0);
    FakeOverflow outside = startWithOverflow();
    write(0, 400);
    assertThat(outside.size()).isGreaterThan(100);
    mailbox.whenEmpty(clock::toNextTimer);

    writer.flush(true);

    assertThat(search.documents()).hasSize(400);
    assertThat(outside.size()).isZero();
  }

  @Test
  void theEndOfTheInputWaitsForWhatThisWriterHasJustAdded() throws Exception {
    search.onRequest((ids, number) -> number < 3 ? 503 : 0);
    FakeOverflow outside = startWithOverflow();
    outside.linger();
    write(0, 400);
    mailbox.whenEmpty(clock::toNextTimer);

    writer.flush(true);

    assertThat(search.documents()).hasSize(400);
    assertThat(outside.size()).isZero();
  }

  @Test
  void aLookFromBeforeDocumentsWereAddedIsNotTheEnd() throws Exception {
    search.onRequest((ids, number) -> number < 3 ? 503 : 0);
    FakeOverflow outside = startWithOverflow();
    outside.answerLater();
    while (outside.unanswered() == 0) {
      clock.toNextTimer();
    }
    write(0, 400);
    assertThat(outside.size()).isGreaterThan(100);
    mailbox.whenEmpty(
        () -> {
          if (gauges.value("documentsPending") == 0) {
            outside.answer();
          }
          clock.toNextTimer();
        });

    writer.flush(true);

    assertThat(search.documents()).hasSize(400);
    assertThat(outside.size()).isZero();
  }

  @Test
  void oneIndexThatIsBlockedHoldsUpNoOther() throws Exception {
    search.nameErrors(status -> "cluster_block_exception");
    search.onItem((id, attempt) -> id.endsWith("3") ? 403 : 0);
    writer = writer(List.of());
    write(0, 50);
    untilWaitingFor("write-block");
    while (gauges.value("documentsPending") > 5) {
      step();
    }

    assertThat(idsOf(writer.snapshotState(1)))
        .containsExactlyInAnyOrder("doc-3", "doc-13", "doc-23", "doc-33", "doc-43");
    search.onItem((id, attempt) -> 0);
    drain();
    assertThat(search.documents()).hasSize(50);
    assertThat(letters).isEmpty();
  }

  @Test
  void aJobStartsWhileTheClusterIsAway() throws Exception {
    URI away = URI.create("http://127.0.0.1:" + LoopbackServer.deadPort());
    writer = writer(List.of(), new BulkClient(SearchEndpoint.open(away)));
    write(0, 5);
    untilWaitingFor("unreachable");

    assertThat(idsOf(writer.snapshotState(1))).hasSize(5);
  }

  @Test
  void noDocumentIsSentBeforeTheTemplateIsThere() throws Exception {
    search.onTemplate(method -> 503);
    writer = writer(List.of());
    write(0, 20);
    untilWaitingFor("failing");
    assertThat(search.requestSizes()).isEmpty();

    search.onTemplate(method -> 0);
    drain();
    assertThat(search.template()).isEqualTo(IndexTemplate.json());
    assertThat(search.documents()).hasSize(20);
  }

  @Test
  void whoMayNotInstallTheTemplateGoesOnIfItIsThereOrMayNotLook() throws Exception {
    search.onTemplate(method -> method.equals("PUT") ? 403 : 0);
    writer = writer(List.of());
    write(0, 5);
    untilWaitingFor("no-template");
    assertThat(search.requestSizes()).isEmpty();

    search.onTemplate(method -> 401);
    drain();
    assertThat(search.documents()).hasSize(5);
  }

  @Test
  void anAnswerThatFallsSilentIsNoAnswerAfterItsTime() throws Exception {
    search.onRequest((ids, number) -> number == 1 ? FakeSearchCluster.FALL_SILENT : 0);
    writer =
        writer(
            List.of(), new BulkClient(SearchEndpoint.open(search.uri()), Duration.ofMillis(200)));
    write(0, 10);
    untilWaitingFor("unreachable");

    drain();
    assertThat(search.documents()).hasSize(10);
  }

  @Test
  void aClusterThatBreaksOffWhileWeSendIsAskedWithLess() throws Exception {
    search.onRequest((ids, number) -> ids.size() > 2 ? FakeSearchCluster.HANG_UP : 0);
    writer = writer(List.of());
    write(0, 10);

    drain();
    assertThat(search.documents()).hasSize(10);
  }

  @Test
  void anErrorOfTheProcessFailsTheTask() throws Exception {
    search.onItem((id, attempt) -> 400);
    writer =
        writer(
            List.of(),
            new BulkClient(SearchEndpoint.open(search.uri())),
            letter -> {
              throw new OutOfMemoryError("injected");
            });
    write(0, 10);

    assertThatThrownBy(this::drain).hasStackTraceContaining("OutOfMemoryError: injected");
  }

  @Test
  void aLargeStateIsInPartsThatARescaleCanShare() throws Exception {
    search.onRequest((ids, number) -> 503);
    var large = new SearchLimits(10, 8 << 20, 32 << 20, Duration.ofMillis(20), LIMITS.backoff());
    writer =
        new ElasticsearchWriter<>(
            (number, context) -> document(number, 1 << 20),
            large,
            new BulkAttempt(
                new BulkClient(SearchEndpoint.open(search.uri())),
                new Letters(letter -> letters.add(letter)),
                SearchMetrics.register(gauges),
                large.batchBytes()),
            new TemplateGate(new BulkClient(SearchEndpoint.open(search.uri()))),
            new SearchOverflow(new NoOverflow()),
            mailbox,
            clock);
    write(0, 20);

    List<BufferedRequestState<SearchWrite>> states = writer.snapshotState(1);
    assertThat(states).hasSizeGreaterThan(4);
    assertThat(idsOf(states)).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void aStartThatFailsLeavesNoThread() {
    var sink =
        new ElasticsearchSink<Integer>(
            SearchEndpoint.open(search.uri()),
            (number, context) -> document(number, TEXT),
            LIMITS,
            () -> {
              throw new IllegalStateException("no broker");
            });
    long before = clientThreads();
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> sink.restoreWriter(context(), List.of()))
          .hasMessageContaining("no broker");
      assertThatThrownBy(() -> sink.restoreWriter((Sink.InitContext) null, List.of()))
          .isInstanceOf(NullPointerException.class);
    }

    assertThat(clientThreads()).isLessThanOrEqualTo(before);
  }

  private static long clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("I/O dispatcher") || name.startsWith("elasticsearch-rest"))
        .count();
  }

  private static Sink.InitContext context() {
    return (Sink.InitContext)
        Proxy.newProxyInstance(
            Sink.InitContext.class.getClassLoader(),
            new Class<?>[] {Sink.InitContext.class},
            (proxy, method, arguments) ->
                method.getName().equals("metricGroup")
                    ? UnregisteredMetricsGroup.createSinkWriterMetricGroup()
                    : null);
  }

  private ElasticsearchWriter<Integer> writer(Collection<BufferedRequestState<SearchWrite>> state)
      throws IOException {
    return writer(state, new BulkClient(SearchEndpoint.open(search.uri())));
  }

  private ElasticsearchWriter<Integer> writer(
      Collection<BufferedRequestState<SearchWrite>> state, BulkClient client) throws IOException {
    return writer(state, client, letters::add);
  }

  private ElasticsearchWriter<Integer> writer(
      Collection<BufferedRequestState<SearchWrite>> state,
      BulkClient client,
      Consumer<DeadLetter> taken)
      throws IOException {
    SearchMetrics metrics = SearchMetrics.register(gauges);
    return new ElasticsearchWriter<Integer>(
            (number, context) -> document(number, TEXT),
            LIMITS,
            new BulkAttempt(client, new Letters(taken), metrics, LIMITS.batchBytes()),
            new TemplateGate(client),
            new SearchOverflow(queue),
            mailbox,
            clock)
        .start(state, metrics);
  }

  private void write(int from, int to) throws Exception {
    for (int number = from; number < to; number++) {
      writer.write(number, null);
    }
  }

  /** Lets an answer come, or else time go on to where something is due. */
  private void step() throws Exception {
    if (!mailbox.tryYield() && !clock.toNextTimer()) {
      mailbox.yield();
    }
  }

  private FakeOverflow startWithOverflow() throws Exception {
    var outside = new FakeOverflow();
    queue = outside;
    writer = writer(List.of());
    mailbox.yield(); // it is there, and empty
    return outside;
  }

  private void untilWaitingFor(String cause) throws Exception {
    while (gauges.value("documentsWaitingFor." + cause) == 0) {
      step();
    }
  }

  private void drain() throws Exception {
    while (!writer.snapshotState(0).isEmpty()) {
      step();
    }
  }

  private static List<String> idsOf(List<BufferedRequestState<SearchWrite>> states) {
    return states.stream()
        .flatMap(state -> state.getBufferedRequestEntries().stream())
        .map(RequestEntryWrapper::getRequestEntry)
        .map(SearchWrite::id)
        .toList();
  }

  private static SearchWrite document(int number, int text) {
    return new SearchWrite(
        "emails-acme",
        "doc-" + number,
        1,
        ("{\"n\":\"" + "x".repeat(text) + "\"}").getBytes(StandardCharsets.UTF_8),
        new SearchWrite.Origin("acme", "inbox", "raw/1.eml.gz", SampleMails.MORNING),
        0);
  }

  private record Letters(Consumer<DeadLetter> taken) implements RejectedWrites {

    @Override
    public CompletableFuture<Void> send(DeadLetter letter) {
      taken.accept(letter);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  /** The metrics of a writer by name, with the groups they are in. */
  private static final class Gauges extends UnregisteredMetricsGroup {

    private final Map<String, Gauge<?>> gauges;
    private final String prefix;

    private Gauges() {
      this(new HashMap<>(), "");
    }

    private Gauges(Map<String, Gauge<?>> gauges, String prefix) {
      this.gauges = gauges;
      this.prefix = prefix;
    }

    private long value(String name) {
      return ((Number) gauges.get(name).getValue()).longValue();
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      gauges.put(prefix + name, gauge);
      return gauge;
    }

    @Override
    public MetricGroup addGroup(String name) {
      return new Gauges(gauges, prefix + name + '.');
    }
  }
}
