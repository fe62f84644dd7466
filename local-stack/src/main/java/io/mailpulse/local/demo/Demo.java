package io.mailpulse.local.demo;

import io.mailpulse.flink.MailpulseJob;
import io.mailpulse.flink.balance.Balance;
import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.local.LocalStackException;
import io.mailpulse.local.feed.MailFeed;
import io.mailpulse.local.find.Invariant;
import io.mailpulse.local.find.Overview;
import io.mailpulse.local.find.ResultTopics;
import io.mailpulse.local.find.TopicContents;
import io.mailpulse.local.report.DemoOutcome;
import io.mailpulse.local.report.Report;
import io.mailpulse.local.report.Summary;
import io.mailpulse.local.samples.Sample;
import io.mailpulse.local.samples.SampleCheck;
import io.mailpulse.local.service.FlinkCluster;
import io.mailpulse.local.service.KafkaBroker;
import io.mailpulse.local.store.DeltaContent;
import io.mailpulse.local.store.SearchContent;
import io.mailpulse.local.store.StoreComparison;
import io.mailpulse.local.store.StoreContent;
import io.mailpulse.local.store.TopicsContent;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs the pipeline over a mailbox.
 *
 * <pre>
 *  mailbox -> MailFeed -> mail.mime.v1 -> the job -> topics, Elasticsearch, Delta
 *                                                       |        |         |
 *                                                       \--- compared, counted, reported
 * </pre>
 *
 * The job ends by itself at the end of the topic: event time runs out, so that every window and
 * alert is decided, and its last checkpoint commits the tables.
 */
public final class Demo {

  /** So many subtasks of each operator: enough to show that keys are spread. */
  private static final int PARALLELISM = 2;

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final DemoSettings settings;
  private final DemoFolder folder;
  private final PrintStream out;
  private final Progress progress;
  private final Clock clock;

  /**
   * A demo.
   *
   * @param out results, for people
   * @param progress how far it is, for people
   */
  public Demo(DemoSettings settings, PrintStream out, PrintStream progress, Clock clock) {
    this.settings = settings;
    this.folder = DemoFolder.at(settings.work());
    this.out = out;
    this.progress = new Progress(progress, clock.instant());
    this.clock = clock;
  }

  /**
   * Runs it, prints what it found and writes report and summary.
   *
   * @return what it found
   * @throws LocalStackException if a service or the job fails
   */
  public DemoOutcome run() throws IOException {
    folder.prepare();
    say("starting Kafka, Flink" + (settings.searchZip().isPresent() ? " and Elasticsearch" : ""));
    try (Stack stack = Stack.start(folder.kafka(), settings.searchZip(), PARALLELISM)) {
      DemoOutcome outcome = run(stack);
      new Printout(out, folder, stack).print(outcome);
      if (settings.afterwards() == DemoSettings.Afterwards.KEEP) {
        awaitEndOfProcess();
      }
      return outcome;
    }
  }

  private DemoOutcome run(Stack stack) throws IOException {
    String brokers = stack.kafka().bootstrapServers();
    List<String> sources =
        new MailFeed(settings.tenantId(), folder.warehouse()).send(settings.mailbox(), brokers);
    if (sources.isEmpty()) {
      throw new LocalStackException("there is no mail in " + settings.mailbox());
    }
    say("sent " + sources.size() + " mails to mail.mime.v1; starting the job");
    Map<String, String> configuration = configuration(stack);
    write(folder.configuration(), configuration);
    write(folder.backfillConfiguration(), backfillConfiguration(configuration));
    Instant started = clock.instant();
    JobID job = stack.flink().submit(job(configuration));
    Followed followed = follow(job, stack.flink(), brokers, sources.size());
    Duration running = Duration.between(started, clock.instant());
    say("the job has ended; reading the stores");
    List<StoreContent> stores = stores(stack, followed.findings());
    DemoOutcome outcome =
        new DemoOutcome(
            followed.findings(),
            Overview.of(followed.findings()),
            Invariant.of(sources, followed.findings()),
            Balance.of(stack.flink().accumulators(job)),
            StoreComparison.differences(stores),
            stores.stream().map(StoreContent::name).toList(),
            checkSamples(followed.findings(), stores),
            running,
            followed.answering());
    Report.write(folder.report(), outcome);
    Summary.write(folder.summary(), outcome);
    return outcome;
  }

  private static StreamExecutionEnvironment job(Map<String, String> configuration) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
    MailpulseJob.define(env, PipelineConfig.of(configuration));
    return env;
  }

  /** What the topics held at the end, and how long answers took to come. */
  private record Followed(TopicContents findings, Duration answering) {}

  private Followed follow(JobID job, FlinkCluster flink, String brokers, int expected) {
    try (ResultTopics topics = ResultTopics.follow(brokers)) {
      Instant firstAnswer = null;
      Instant lastNews = clock.instant();
      int known = 0;
      JobStatus status = flink.status(job);
      while (!status.isGloballyTerminalState()) {
        topics.poll(Duration.ofMillis(200));
        int now = topics.answered() + topics.deadLettered();
        if (now != known) {
          known = now;
          lastNews = clock.instant();
          firstAnswer = firstAnswer == null ? lastNews : firstAnswer;
        }
        progress.counts(clock.instant(), topics.answered(), topics.deadLettered(), expected);
        requireNews(lastNews);
        status = flink.status(job);
      }
      if (status != JobStatus.FINISHED) {
        throw new LocalStackException(
            "the job ended as " + status + "; its log is " + folder.log(), flink.failure(job));
      }
      topics.catchUp();
      Duration answering =
          firstAnswer == null ? Duration.ZERO : Duration.between(firstAnswer, lastNews);
      return new Followed(topics.findings(), answering);
    }
  }

  private void requireNews(Instant lastNews) {
    if (clock.instant().isAfter(lastNews.plus(PATIENCE))) {
      throw new LocalStackException(
          "the job answered nothing for "
              + PATIENCE.toMinutes()
              + " minutes; its log is "
              + folder.log());
    }
  }

  private List<StoreContent> stores(Stack stack, TopicContents findings) {
    var stores = new ArrayList<StoreContent>();
    stores.add(TopicsContent.of(findings));
    stack.search().ifPresent(search -> stores.add(SearchContent.of(search.uri())));
    stores.add(DeltaContent.of(folder.warehouse()));
    return stores;
  }

  private Optional<SampleCheck.Result> checkSamples(
      TopicContents findings, List<StoreContent> stores) {
    List<Sample> samples = Sample.under(settings.mailbox());
    return samples.isEmpty()
        ? Optional.empty()
        : Optional.of(SampleCheck.check(samples, findings, stores));
  }

  private Map<String, String> configuration(Stack stack) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("job.name", "mailpulse-demo");
    values.put("job.parallelism", String.valueOf(PARALLELISM));
    values.put("kafka.bootstrap-servers", stack.kafka().bootstrapServers());
    values.put("kafka.starting-offsets", "earliest");
    values.put("kafka.stop-at", "latest");
    values.put(
        "kafka.properties.max.request.size", String.valueOf(KafkaBroker.LARGEST_RECORD_BYTES));
    // Mailboxes are in no order of time: alerts are judged when all mails are in.
    values.put("events.out-of-orderness", "36500 d");
    values.put("alerts.max-delay", "24 h");
    values.put("tenants.default.pseudonym-key", "literal:mailpulse-demo-on-one-machine");
    values.put("checkpoints.interval", "5 s");
    values.put("checkpoints.path", folder.checkpoints().toUri().toString());
    values.put("warehouse.path", folder.warehouse().toUri().toString());
    stack.search().ifPresent(search -> values.put("search.url", search.uri().toString()));
    return values;
  }

  /** The same mail under the same key gives the same text, in Spark as in Flink. */
  private Map<String, String> backfillConfiguration(Map<String, String> configuration) {
    Map<String, String> values = new LinkedHashMap<>(configuration);
    values.keySet().retainAll(List.of("tenants.default.pseudonym-key"));
    // With one slash, as Spark writes it: it takes file:///x and file:/x for two places.
    values.put("warehouse.path", folder.warehouse().toFile().toURI().toString());
    values.put("model.tier", "auto");
    values.put("rescore.promote", "true");
    return values;
  }

  private static void write(Path file, Map<String, String> configuration) throws IOException {
    Files.writeString(
        file,
        configuration.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
            .collect(Collectors.joining()));
  }

  private void say(String text) {
    progress.step(clock.instant(), text);
  }

  private void awaitEndOfProcess() {
    out.println("\nEverything stays up until Ctrl-C.");
    out.flush();
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
