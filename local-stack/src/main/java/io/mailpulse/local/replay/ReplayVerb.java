package io.mailpulse.local.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailpulse.connectors.job.FlinkConfigStore;
import io.mailpulse.connectors.kafka.TopicCheck;
import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.local.lines.Json;
import io.mailpulse.schema.topic.Topics;
import io.mailpulse.settings.ConfigArguments;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mailpulse replay}. */
@Command(
    name = "replay",
    description = {
      "Feed the mails of dead letters again, from the raw landing through mail.mime.v1.",
      "A ledger (emails.replays.v1) holds which letters were replayed: a second replay leaves them,"
          + " unless the mail has failed again since. Prints one line of JSON."
    },
    mixinStandardHelpOptions = true)
public final class ReplayVerb implements Callable<Integer> {

  private final OutputStream out;
  private final Clock clock;
  private final Consumer<Duration> waiting;

  @Spec private CommandSpec spec;

  @Mixin private ConfigArguments arguments;

  @Option(
      names = "--stage",
      split = ",",
      paramLabel = "STAGE",
      description = "Letters of these stages only, as parse or score.")
  private Set<String> stages = Set.of();

  @Option(
      names = "--kind",
      split = ",",
      paramLabel = "KIND",
      description = "Letters of these kinds only, as scoring-failed.")
  private Set<String> kinds = Set.of();

  @Option(
      names = "--tenant",
      split = ",",
      paramLabel = "TENANT",
      description = "Letters of these tenants only.")
  private Set<String> tenants = Set.of();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Letters written at this time or later, as 2026-11-28T03:00:00Z.")
  private Instant since;

  @Option(names = "--until", paramLabel = "TIME", description = "Letters written before this time.")
  private Instant until;

  @Option(
      names = "--rate",
      defaultValue = "50",
      paramLabel = "N",
      description = "Mails fed in a second; default ${DEFAULT-VALUE}.")
  private int rate;

  @Option(names = "--dry-run", description = "Say what would be done, and write nothing.")
  private boolean dryRun;

  @Option(names = "--again", description = "Also letters that were replayed before.")
  private boolean again;

  /**
   * The verb.
   *
   * @param out gets the summary
   * @param clock stamps the ledger
   * @param waiting waits for a time
   */
  public ReplayVerb(OutputStream out, Clock clock, Consumer<Duration> waiting) {
    this.out = out;
    this.clock = clock;
    this.waiting = waiting;
  }

  @Override
  public Integer call() throws IOException {
    if (rate < 1) {
      throw new ParameterException(spec.commandLine(), "--rate: expected 1 or more, found " + rate);
    }
    PipelineConfig config = PipelineConfig.read(arguments.values(new FlinkConfigStore()));
    TopicCheck.require(config.kafka(), List.of(Topics.MIME, Topics.DEAD_LETTERS, Topics.REPLAYS));
    var filter =
        new LetterFilter(
            stages, kinds, tenants, Optional.ofNullable(since), Optional.ofNullable(until));
    var replayer =
        new Replayer(config.kafka(), config.storage().landing(), clock, new Pace(rate, waiting));
    ReplayedBefore before = again ? ReplayedBefore.REPEAT : ReplayedBefore.LEAVE;
    print(dryRun ? replayer.preview(filter, before) : replayer.replay(filter, before));
    return 0;
  }

  private void print(ReplaySummary summary) throws IOException {
    ObjectNode line = Json.object();
    line.put("dry_run", dryRun)
        .put("letters", summary.letters())
        .put("replayed", summary.replayed())
        .put("mails", summary.mails())
        .put("replayed_before", summary.doneBefore())
        .put("without_payload", summary.withoutPayload())
        .put("unreadable", summary.unreadable());
    ObjectNode kinds = line.putObject("replayed_by_kind");
    summary.byKind().forEach(kinds::put);
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
