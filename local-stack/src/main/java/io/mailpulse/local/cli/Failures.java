package io.mailpulse.local.cli;

import io.mailpulse.connectors.kafka.TopicCheckException;
import io.mailpulse.local.LocalStackException;
import io.mailpulse.model.bundle.BundleException;
import io.mailpulse.settings.ConfigException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what a verb throws into one message and an exit status. */
final class Failures implements IExecutionExceptionHandler {

  /** Causes can form a circle. */
  private static final int DEEPEST = 50;

  private final PrintStream err;

  Failures(PrintStream err) {
    this.err = err;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    String verb = command.getCommandSpec().qualifiedName();
    if (e instanceof BundleException || e instanceof ConfigException) {
      // These say problem, cause and remedy themselves.
      err.println(verb + ": " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    err.println(verb + ": " + reason(e));
    if (!(e instanceof IOException)
        && !(e instanceof UncheckedIOException)
        && !(e instanceof LocalStackException)
        && !(e instanceof TopicCheckException)) {
      e.printStackTrace(err);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String reason(Exception e) {
    if (e instanceof NoSuchFileException missing && missing.getReason() == null) {
      return missing.getFile() + ": there is no such file or folder";
    }
    if (e instanceof FileSystemException file && file.getReason() == null) {
      return file.getFile() + ": " + file.getClass().getSimpleName();
    }
    String reason = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
    Throwable root = root(e);
    String cause = root.getMessage() == null ? root.getClass().getName() : root.getMessage();
    if (e instanceof UncheckedIOException io && io.getCause().getMessage() != null) {
      root = io.getCause();
      cause = root.getMessage();
    }
    if (reason.contains(cause)) {
      return reason;
    }
    // The message of these is a bare path: only the class says what is wrong with it.
    boolean saysItAll = root instanceof IOException && !(root instanceof FileSystemException);
    return saysItAll
        ? reason + ": " + cause
        : reason + ": " + root.getClass().getName() + ": " + cause;
  }

  /** What went wrong first: engines wrap it several times on the way up. */
  private static Throwable root(Throwable e) {
    Throwable root = e;
    for (int depth = 0; root.getCause() != null && depth < DEEPEST; depth++) {
      root = root.getCause();
    }
    return root;
  }
}
