package io.mailpulse.local.cli;

import io.mailpulse.local.BuildInfo;
import io.mailpulse.local.LocalStackException;
import io.mailpulse.local.check.CheckVerb;
import io.mailpulse.local.generate.GenerateVerb;
import io.mailpulse.local.replay.ReplayVerb;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: 0 when the verb did what it says, 1 when it failed, 2 for wrong usage. */
@Command(
    name = "mailpulse",
    description = "How people feel in a company's mail.",
    synopsisSubcommandLabel = "VERB",
    mixinStandardHelpOptions = true,
    versionProvider = Mailpulse.Version.class)
public final class Mailpulse implements Callable<Integer> {

  /** Columns of help texts, as wide as the lines that their descriptions are written in. */
  private static final int WIDTH = 100;

  @Spec private CommandSpec spec;

  private Mailpulse() {}

  /** Runs one verb and ends the process. */
  public static void main(String[] args) {
    System.exit(run(Console.ofProcess(), args));
  }

  /** Runs one verb and returns its exit status. */
  static int run(Console console, String... args) {
    var commands = new CommandLine(new Mailpulse());
    verbs(console).forEach(commands::addSubcommand);
    return commands
        .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(console.err(), true))
        .setExecutionExceptionHandler(new Failures(console.err()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(WIDTH)
        .execute(args);
  }

  private static void sleep(Duration wait) {
    try {
      TimeUnit.NANOSECONDS.sleep(wait.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("interrupted while waiting", e);
    }
  }

  private static List<Object> verbs(Console console) {
    return List.of(
        new DemoVerb(console),
        new ParseVerb(console),
        new SegmentsVerb(console),
        new ThreadsVerb(console),
        new LanguageVerb(console),
        new RedactVerb(console),
        new ScoreVerb(console),
        new RunVerb(console),
        new ReplayVerb(console.out(), Clock.systemUTC(), Mailpulse::sleep),
        new BackfillVerb(),
        BatchVerb.command(),
        ModelVerb.with(console),
        new GenerateVerb(
            console.out(), Clock.systemUTC(), wait -> TimeUnit.NANOSECONDS.sleep(wait.toNanos())),
        new CheckVerb(console.out(), console.err(), Clock.systemUTC()),
        new BenchVerb(console));
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "name a verb");
  }

  /** The version of the build that runs. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"mailpulse " + BuildInfo.current().version()};
    }
  }
}
