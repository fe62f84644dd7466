package io.mailpulse.local.cli;

import io.mailpulse.flink.config.ConfigException;
import io.mailpulse.local.LocalStackException;
import io.mailpulse.model.bundle.BundleException;
import java.io.IOException;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a verb throws into one message and an exit status. */
final class Failures implements IExecutionExceptionHandler {

  private final PrintStream err;

  Failures(PrintStream err) {
    this.err = err;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof BundleException || e instanceof ConfigException) {
      err.println("mailpulse " + command.getCommandName() + ": " + reason(e));
      return CommandLine.ExitCode.USAGE;
    }
    err.println("mailpulse " + command.getCommandName() + ": " + reason(e));
    if (!(e instanceof IOException) && !(e instanceof LocalStackException)) {
      e.printStackTrace(err);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getName() : e.getMessage();
  }
}
