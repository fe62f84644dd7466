package io.mailpulse.local.cli;

import io.mailpulse.local.demo.Demo;
import io.mailpulse.local.demo.DemoSettings;
import io.mailpulse.local.demo.DemoSettings.Afterwards;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    description = {
      "Run the whole pipeline over a mailbox on this machine.",
      "Starts a Kafka broker, a Flink cluster and Elasticsearch, feeds the mails, waits until each"
          + " is accounted for, compares what Kafka, Elasticsearch and Delta hold, and writes a"
          + " report. Exit status 1 if a mail was lost, stores differ or a sample's expectation"
          + " does not hold."
    },
    mixinStandardHelpOptions = true)
final class DemoVerb implements Callable<Integer> {

  private final Console console;

  @Spec private CommandSpec spec;

  @Mixin private TenantOption tenant;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description = "mbox, maildir, .eml or folder; default: the samples of the repository.")
  private Path mailbox;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description =
          "Where to work; what an earlier demo left there is removed; default: "
              + ".mailpulse/demo in the repository.")
  private Path work;

  @Option(names = "--no-search", description = "Go without Elasticsearch.")
  private boolean withoutSearch;

  @Option(
      names = "--keep",
      description = "Keep the web UI, the search server and the broker up until Ctrl-C.")
  private boolean kept;

  DemoVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Path root = Repository.root();
    Path path =
        mailbox == null
            ? Path.of("").toAbsolutePath().relativize(root.resolve("samples"))
            : mailbox;
    if (!Files.isReadable(path)) {
      throw new ParameterException(
          spec.commandLine(), path + " is not there or cannot be read: name a mailbox or a folder");
    }
    var settings =
        new DemoSettings(
            path,
            work == null ? Repository.demoFolder() : work,
            tenant.id(),
            withoutSearch ? Optional.empty() : Optional.of(Repository.searchZip()),
            kept ? Afterwards.KEEP : Afterwards.STOP);
    // Read when the first logger is made, which the services do.
    System.setProperty("mailpulse.log.to", "file");
    System.setProperty("mailpulse.log.level", "info");
    System.setProperty("mailpulse.log.file", settings.log().toString());
    var out = new PrintStream(console.out(), false, StandardCharsets.UTF_8);
    return new Demo(settings, out, console.err(), Clock.systemUTC()).run().right() ? 0 : 1;
  }
}
