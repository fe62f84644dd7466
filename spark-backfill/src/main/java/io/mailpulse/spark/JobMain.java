package io.mailpulse.spark;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mailpulse.model.bundle.BundleException;
import io.mailpulse.settings.ConfigArguments;
import io.mailpulse.settings.ConfigException;
import io.mailpulse.settings.ConfigStore;
import io.mailpulse.settings.ConfigValues;
import io.mailpulse.spark.job.JobContext;
import io.mailpulse.spark.job.JobSummary;
import io.mailpulse.spark.job.PreparedRun;
import io.mailpulse.spark.job.SessionSettings;
import io.mailpulse.spark.job.SparkJob;
import io.mailpulse.spark.warehouse.Sessions;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a batch job or a query: {@code NAME --config FILE [--set KEY=VALUE]...}. */
@Command(
    name = "batch",
    description = "Runs a batch job over the raw landing and the tables.",
    synopsisSubcommandLabel = "NAME",
    mixinStandardHelpOptions = true)
public final class JobMain implements Callable<Integer> {

  @Spec private CommandSpec spec;

  private JobMain() {}

  /** Runs a job and ends the process with its exit code. */
  public static void main(String[] args) {
    int code = run(args, System.out, System.err);
    if (code != CommandLine.ExitCode.OK) {
      System.exit(code);
    }
  }

  /** Runs a job; its session is stopped when it returns. */
  static int run(String[] args, PrintStream out, PrintStream err) {
    var main = new CommandLine(new JobMain());
    Jobs.ALL.forEach(job -> main.addSubcommand(job.name(), new JobCommand(job, out)));
    main.getSubcommands()
        .forEach(
            (name, command) ->
                command.getCommandSpec().usageMessage().description(description(name)));
    main.addSubcommand(new QueryCommand(out, err));
    return main.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e, err))
        .execute(args);
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "name one of the jobs");
  }

  private static String description(String name) {
    return Jobs.ALL.stream()
        .filter(job -> job.name().equals(name))
        .map(SparkJob::description)
        .findFirst()
        .orElseThrow();
  }

  /** What says problem, cause and remedy itself is printed as it is; a bug with its place. */
  private static int failed(Exception e, PrintStream err) throws Exception {
    if (e instanceof ConfigException || e instanceof BundleException) {
      err.println(e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    if (e instanceof java.io.UncheckedIOException io) {
      err.println(io.getMessage() + ": " + io.getCause().getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw e;
  }

  /** One job as a subcommand. */
  @Command(mixinStandardHelpOptions = true)
  private static final class JobCommand implements Callable<Integer> {

    private final SparkJob job;
    private final PrintStream out;

    @Mixin private ConfigArguments arguments;

    JobCommand(SparkJob job, PrintStream out) {
      this.job = job;
      this.out = out;
    }

    @Override
    public Integer call() throws IOException {
      ConfigValues values = arguments.values(ConfigStore.standard());
      SessionSettings settings = SessionSettings.read(values);
      PreparedRun run = job.prepare(values);
      values.refuseUnknownKeys(Jobs.options());
      values.requireNoMistakes();
      SparkSession session = Sessions.open(run.title(), settings.spark(), settings.hadoop());
      try {
        JobSummary summary = run.run(new JobContext(session, Instant.now()));
        out.println(json(summary));
        return summary.isBalanced() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
      } finally {
        session.stop();
      }
    }

    private static String json(JobSummary summary) throws IOException {
      return JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build()
          .writeValueAsString(summary);
    }
  }
}
