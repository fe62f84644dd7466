package io.mailpulse.local.cli;

import io.mailpulse.testkit.CommandRun;

/** Runs {@code mailpulse VERB ...} as the launcher does, within the test's JVM. */
public final class CommandLineRun {

  private CommandLineRun() {}

  /** One run over lines of standard input. */
  public static CommandRun of(String in, String... args) {
    return CommandRun.of(
        in, (input, out, err) -> Mailpulse.run(new Console(input, out, err), args));
  }
}
