package io.mailpulse.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One run of a command line within the test's JVM, and all that it left.
 *
 * @param status exit status
 * @param out standard output, as UTF-8
 * @param err standard error, as UTF-8
 */
public record CommandRun(int status, String out, String err) {

  /** A program of which a test sees everything. */
  @FunctionalInterface
  public interface Program {

    /** Runs to the end; gives the exit status. */
    int run(InputStream in, PrintStream out, PrintStream err);
  }

  /** Runs a program without input. */
  public static CommandRun of(Program program) {
    return of("", program);
  }

  /** Runs a program over a text. */
  public static CommandRun of(String in, Program program) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int status =
        program.run(
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new CommandRun(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Lines of standard output. */
  public List<String> outLines() {
    return out.lines().toList();
  }

  /** Lines of standard error. */
  public List<String> errLines() {
    return err.lines().toList();
  }
}
