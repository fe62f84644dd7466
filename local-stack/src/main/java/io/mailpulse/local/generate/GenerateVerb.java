package io.mailpulse.local.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailpulse.generate.GeneratorSettings;
import io.mailpulse.generate.language.Language;
import io.mailpulse.local.lines.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mailpulse generate}. */
@Command(
    name = "generate",
    description = {
      "Make mail whose truth is known: threads in all languages with label, personal values,"
          + " duplicates, disorder, late parents, bursts.",
      "The same seed and knobs give the same bytes. Knobs of the order of arrival change no mail.",
      "Out: one JSON line that counts what was written; the truth goes to a file, a JSON line per"
          + " arrival and per thread, for 'mailpulse check'."
    },
    mixinStandardHelpOptions = true)
public final class GenerateVerb implements Callable<Integer> {

  private static final long NANOS = 1_000_000_000L;

  private final OutputStream out;
  private final Clock clock;
  private final Pacer.Sleep sleep;

  @Spec private CommandSpec spec;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "TARGET",
      description = {
        "mbox:FILE, of several tenants one file each; landing:DIR, as the stream leaves one;"
            + " kafka:SERVERS, topic mail.mime.v1."
      })
  private String output;

  @Option(names = "--truth", paramLabel = "FILE", description = "Where the truth goes.")
  private Path truth;

  @Option(
      names = "--landing",
      paramLabel = "DIR",
      description = "kafka: the job's raw landing (warehouse.path), for mails above a megabyte.")
  private Path landing;

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--mails",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Different mails, duplicates come on top; ${DEFAULT-VALUE}.")
  private long mails;

  @Option(
      names = "--tenants",
      paramLabel = "ID",
      split = ",",
      defaultValue = "acme",
      description = "Ids, comma separated, or a number of tenants; ${DEFAULT-VALUE}.")
  private List<String> tenants;

  @Option(
      names = "--weights",
      paramLabel = "ID=N",
      split = ",",
      description = "How many times the mail of another a tenant gets, such as globex=100.")
  private Map<String, Integer> weights = new LinkedHashMap<>();

  @Option(
      names = "--languages",
      paramLabel = "CODE",
      split = ",",
      description = "ISO 639-1 codes; default: all of them.")
  private List<String> languages = Language.CODES;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "0",
      description = "Mails a second on average; default: as many as can be made.")
  private double rate;

  @Option(
      names = "--compress",
      paramLabel = "N",
      defaultValue = "60",
      description =
          "Seconds between mails are told as so many; without --rate a mail is told of every N"
              + " seconds; ${DEFAULT-VALUE}.")
  private double compression;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      defaultValue = "2026-01-05T08:00:00Z",
      description = "When the told time begins, or now; ${DEFAULT-VALUE}.")
  private String start;

  @Option(
      names = "--duplicates",
      paramLabel = "SHARE",
      defaultValue = "0.02",
      description = "Mails that arrive twice; ${DEFAULT-VALUE}.")
  private double duplicates;

  @Option(
      names = "--disorder",
      paramLabel = "SHARE",
      defaultValue = "0.05",
      description = "Mails that arrive up to 40 mails late; ${DEFAULT-VALUE}.")
  private double disorder;

  @Option(
      names = "--late-parents",
      paramLabel = "SHARE",
      defaultValue = "0.03",
      description = "Answered mails that arrive behind their first answer; ${DEFAULT-VALUE}.")
  private double lateParents;

  @Option(
      names = "--bursts",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Mails in bursts of 40, twenty times as fast; ${DEFAULT-VALUE}.")
  private double bursts;

  @Option(
      names = "--sour-tenant",
      paramLabel = "ID",
      description = "A tenant whose customers have had enough at some point.")
  private String sourTenant;

  @Option(
      names = "--sour-from",
      paramLabel = "SHARE",
      defaultValue = "0.5",
      description = "The share of all mails after which that is; ${DEFAULT-VALUE}.")
  private double sourFrom;

  @Option(
      names = "--reply-headers",
      paramLabel = "SHARE",
      defaultValue = "0.95",
      description = "Replies with In-Reply-To and References; ${DEFAULT-VALUE}.")
  private double replyHeaders;

  @Option(
      names = "--planted",
      paramLabel = "SHARE",
      defaultValue = "0.5",
      description = "Customers' mails with personal values in their text; ${DEFAULT-VALUE}.")
  private double planted;

  @Option(
      names = "--personal-ids",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Customers' mails with their address in the Message-ID; ${DEFAULT-VALUE}.")
  private double personalIds;

  @Option(
      names = "--damaged",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Mails that cannot be read; ${DEFAULT-VALUE}.")
  private double damaged;

  @Option(
      names = "--large",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Customers' mails above a megabyte; ${DEFAULT-VALUE}.")
  private double large;

  /**
   * The verb.
   *
   * @param out for the line that counts
   * @param clock paces a run with a rate, together with what lets time pass
   */
  public GenerateVerb(OutputStream out, Clock clock, Pacer.Sleep sleep) {
    this.out = out;
    this.clock = clock;
    this.sleep = sleep;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    GeneratorSettings settings = settings();
    Pacer pacer = rate > 0 ? new Pacer(clock, compression, sleep) : Pacer.NONE;
    Instant begun = clock.instant();
    GenerateRun.Written written;
    try (MailOutput target = target(settings)) {
      written = GenerateRun.write(settings, target, pacer, Optional.ofNullable(truth));
    }
    double seconds = Duration.between(begun, clock.instant()).toNanos() / (double) NANOS;
    ObjectNode line =
        Json.object()
            .put("mails", written.mails())
            .put("arrivals", written.arrivals())
            .put("bytes", written.bytes())
            .put("seconds", seconds);
    out.write(Json.line(line));
    out.write('\n');
    out.flush();
    return 0;
  }

  private GeneratorSettings settings() {
    List<String> mistakes = new ArrayList<>();
    var builder =
        GeneratorSettings.builder()
            .seed(seed)
            .mails(mails)
            .tenants(tenantIds())
            .languages(languages)
            .duplicates(duplicates)
            .disorder(disorder)
            .lateParents(lateParents)
            .bursts(bursts)
            .sourFrom(sourFrom)
            .replyHeaders(replyHeaders)
            .planted(planted)
            .personalIds(personalIds)
            .damaged(damaged)
            .large(large);
    weights.forEach(builder::weight);
    if (sourTenant != null) {
      builder.sourTenant(sourTenant);
    }
    if (!(rate >= 0 && rate <= 1e6)) {
      mistakes.add("--rate: expected a number from 0 to 1000000, found " + rate);
    } else if (!(compression > 0 && compression <= 1e6)) {
      mistakes.add("--compress: expected a number above 0, at most 1000000, found " + compression);
    } else {
      builder.gap(Duration.ofNanos((long) (NANOS * compression / (rate > 0 ? rate : 1))));
    }
    try {
      builder.start(start.equals("now") ? clock.instant() : Instant.parse(start));
    } catch (DateTimeParseException e) {
      mistakes.add("--start: expected a time such as 2026-01-05T08:00:00Z, or now; found " + start);
    }
    if (!output.matches("(?s)(mbox|landing|kafka):.+")) {
      mistakes.add("--output: expected mbox:FILE, landing:DIR or kafka:SERVERS, found " + output);
    }
    if (output.startsWith("kafka:") && large > 0 && landing == null) {
      mistakes.add("--landing: name the job's raw landing, --large makes mails that go there");
    }
    mistakes.addAll(builder.mistakes());
    if (!mistakes.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("\n", mistakes));
    }
    return builder.build();
  }

  private List<String> tenantIds() {
    if (tenants.size() == 1 && tenants.get(0).matches("[1-9]\\d{0,3}")) {
      return IntStream.rangeClosed(1, Integer.parseInt(tenants.get(0)))
          .mapToObj(number -> "tenant-" + number)
          .toList();
    }
    return tenants;
  }

  private MailOutput target(GeneratorSettings settings) throws IOException {
    String place = output.substring(output.indexOf(':') + 1);
    return switch (output.substring(0, output.indexOf(':'))) {
      case "mbox" -> new MboxOutput(Path.of(place), settings.tenants());
      case "landing" -> new LandingOutput(Path.of(place));
      default -> new TopicOutput(place, landing == null ? Path.of("") : landing);
    };
  }
}
