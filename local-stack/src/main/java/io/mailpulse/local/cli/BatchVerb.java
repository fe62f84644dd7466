package io.mailpulse.local.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "batch",
    description = {
      "Run a batch job in Spark on this machine.",
      "Without a name the job's main says which jobs there are; NAME -h says what one takes."
          + " docs/batch-configuration.md lists every option."
    },
    mixinStandardHelpOptions = true)
final class BatchVerb implements Callable<Integer> {

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME --config FILE [--set KEY=VALUE]...",
      hideParamSyntax = true,
      description = "Name of the job and its arguments.")
  private List<String> arguments = new ArrayList<>();

  private BatchVerb() {}

  /** The verb; what follows the name is the job's to read. */
  static CommandLine command() {
    return new CommandLine(new BatchVerb()).setStopAtPositional(true);
  }

  @Override
  public Integer call() throws IOException {
    return BatchRun.of(arguments);
  }
}
