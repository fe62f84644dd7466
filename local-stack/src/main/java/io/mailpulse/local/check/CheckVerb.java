package io.mailpulse.local.check;

import io.mailpulse.generate.truth.Truth;
import io.mailpulse.generate.truth.TruthFile;
import io.mailpulse.generate.truth.ValueKind;
import io.mailpulse.local.find.ResultTopics;
import io.mailpulse.local.find.TopicContents;
import io.mailpulse.local.lines.Json;
import io.mailpulse.local.store.DeltaContent;
import io.mailpulse.local.store.SearchContent;
import io.mailpulse.local.store.StoreContent;
import io.mailpulse.local.store.TopicsContent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mailpulse check}. */
@Command(
    name = "check",
    description = {
      "Hold what came out against the truth of generated mail: every mail accounted for once,"
          + " threads as meant, stores alike, no planted value anywhere.",
      "Out: one JSON line of figures; differences go to standard error, one a line. Exit status 1"
          + " if there are any. Labels, languages and alerts are figures, and decide nothing."
    },
    mixinStandardHelpOptions = true)
public final class CheckVerb implements Callable<Integer> {

  private static final int MOST_LINES = 100;
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final OutputStream out;
  private final PrintStream err;
  private final Clock clock;

  @Spec private CommandSpec spec;

  @Option(
      names = "--truth",
      required = true,
      paramLabel = "FILE",
      description = "What 'mailpulse generate --truth' wrote.")
  private Path truth;

  @Option(
      names = "--kafka",
      paramLabel = "SERVERS",
      description = "Look at the result topics; arrivals and dead letters stand only there.")
  private String kafka;

  @Option(names = "--search", paramLabel = "URL", description = "Look at the search indices.")
  private URI search;

  @Option(
      names = "--warehouse",
      paramLabel = "DIR",
      description = "Look at the Delta tables of this folder.")
  private Path warehouse;

  @Option(
      names = "--wait",
      paramLabel = "S",
      defaultValue = "0",
      description =
          "kafka: wait so many seconds at most until every mail is answered; ${DEFAULT-VALUE}.")
  private long patience;

  @Option(
      names = "--threads",
      paramLabel = "F1",
      defaultValue = "0.99",
      description = "Pairwise F1 that threads must reach; ${DEFAULT-VALUE}.")
  private double threads;

  @Option(
      names = "--except",
      paramLabel = "KIND",
      split = ",",
      description = "Kinds of planted values not to look for: ${COMPLETION-CANDIDATES}.")
  private Set<ValueKind> except = EnumSet.noneOf(ValueKind.class);

  /**
   * The verb.
   *
   * @param out for the figures
   * @param err for the differences
   */
  public CheckVerb(OutputStream out, PrintStream err, Clock clock) {
    this.out = out;
    this.err = err;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    requireUsable();
    Truth expected = TruthFile.read(truth);
    List<StoreContent> stores = new ArrayList<>();
    Optional<TopicContents> topics = Optional.empty();
    if (kafka != null) {
      topics = Optional.of(topics(expected));
      stores.add(TopicsContent.of(topics.get()));
    }
    if (search != null) {
      stores.add(SearchContent.of(search));
    }
    if (warehouse != null) {
      stores.add(DeltaContent.of(warehouse));
    }
    CheckResult result =
        TruthCheck.check(expected, topics, stores, new CheckSettings(threads, except));
    result.differences().stream().limit(MOST_LINES).forEach(err::println);
    if (result.differences().size() > MOST_LINES) {
      err.println((result.differences().size() - MOST_LINES) + " more");
    }
    out.write(Json.line(Json.MAPPER.valueToTree(result.figures())));
    out.write('\n');
    out.flush();
    return result.isRight() ? 0 : 1;
  }

  private void requireUsable() {
    List<String> mistakes = new ArrayList<>();
    if (!Files.isReadable(truth)) {
      mistakes.add("--truth: " + truth + " is not there or cannot be read");
    }
    if (kafka == null && search == null && warehouse == null) {
      mistakes.add("name what to look at: --kafka, --search, --warehouse");
    }
    if (!(threads >= 0 && threads <= 1)) {
      mistakes.add("--threads: expected a number from 0 to 1, found " + threads);
    }
    if (patience < 0) {
      mistakes.add("--wait: expected no negative number, found " + patience);
    }
    if (!mistakes.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("\n", mistakes));
    }
  }

  private TopicContents topics(Truth expected) {
    int mails = expected.mails().size();
    Instant end = clock.instant().plusSeconds(patience);
    try (ResultTopics topics = ResultTopics.follow(kafka)) {
      topics.catchUp();
      while (topics.answered() + topics.deadLettered() < mails && clock.instant().isBefore(end)) {
        topics.poll(PATIENCE);
      }
      topics.catchUp();
      return topics.findings();
    }
  }
}
