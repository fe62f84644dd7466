package io.mailpulse.local.cli;

import io.mailpulse.flink.bench.PipelineBench;
import io.mailpulse.lab.bench.BenchSettings;
import io.mailpulse.lab.bench.MemoryBench;
import io.mailpulse.lab.bench.MemorySettings;
import io.mailpulse.lab.bench.ModelBench;
import io.mailpulse.local.bench.Effort;
import io.mailpulse.local.bench.MailBench;
import io.mailpulse.local.bench.MailFigure;
import io.mailpulse.local.lines.Json;
import io.mailpulse.local.service.Folders;
import io.mailpulse.mail.mailbox.MailboxReader;
import io.mailpulse.mail.mailbox.RawMail;
import io.mailpulse.model.bundle.ModelBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "bench",
    description = {
      "Measure speed, one JSON line per figure, each beside a baseline measured in the same run.",
      "mail: parsing, redaction, language, and the cost of every step on large and hostile texts;"
          + " a table for people on standard error.",
      "model: tokenizer, fast tier, encoders, padding.",
      "memory: the resident set while the fast tier and each encoder read many short texts; an"
          + " hour or two for a million.",
      "flink: the chain in Flink beside the same chain in a plain loop."
    },
    mixinStandardHelpOptions = true)
final class BenchVerb implements Callable<Integer> {

  private final Console console;

  @Parameters(paramLabel = "NAME", description = "What to measure: ${COMPLETION-CANDIDATES}.")
  private Bench bench;

  @Option(
      names = "--model",
      paramLabel = "BUNDLE",
      defaultValue = ModelBundle.DEFAULT_LOCATION,
      description = "Model bundle; default: the one that ships.")
  private String bundle;

  @Option(
      names = "--node",
      paramLabel = "FOLDER",
      description =
          "model: folder in which 'npm install onnxruntime-node' was run; default: without Node.")
  private Path node;

  @Option(
      names = "--texts",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "memory: texts that each model reads; ${DEFAULT-VALUE}.")
  private int texts;

  @Option(
      names = "--only",
      paramLabel = "ID",
      split = ",",
      description = "memory: models to watch, 'fast' or ids of encoders; default: all.")
  private Set<String> only = Set.of();

  BenchVerb(Console console) {
    this.console = console;
  }

  @Option(
      names = {"--mails", "--mail"},
      paramLabel = "PATH",
      description = "mail, flink: mailbox to measure with; default: the samples.")
  private Path mails;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "5000",
      description = {
        "mail: the mails of the mailbox to take at most.",
        "flink: mails in a measurement, more than 500."
      })
  private int count;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "7",
      description = "mail: measurements of each figure, whose median counts; ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "0.3",
      description = "mail: CPU time of one measurement; ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(
      names = "--sizes",
      paramLabel = "N",
      split = ",",
      defaultValue = "1024,32768,1048576",
      description = "mail: characters of the growing texts, comma separated; ${DEFAULT-VALUE}.")
  private List<Integer> sizes;

  @Spec private CommandSpec spec;

  /** What can be measured. */
  enum Bench {
    MAIL,
    MODEL,
    MEMORY,
    FLINK
  }

  @Override
  public Integer call() throws Exception {
    switch (bench) {
      case MAIL -> mail();
      case MODEL ->
          ModelBench.run(new BenchSettings(bundle, Optional.ofNullable(node)), this::print);
      case MEMORY -> memory();
      case FLINK -> flink();
    }
    return 0;
  }

  private void memory() {
    try {
      MemoryBench.run(new MemorySettings(bundle, texts, only), this::print);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void mail() throws IOException {
    Effort effort;
    try {
      effort = new Effort(rounds, seconds, sizes);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    List<byte[]> taken;
    try (Stream<RawMail> read = MailboxReader.open(mailbox())) {
      taken = read.limit(count).map(RawMail::bytes).toList();
    }
    console.err().println(MailFigure.titles());
    MailBench.run(
        taken,
        effort,
        figure -> {
          console.err().println(figure.toRow());
          print(figure.toMap());
        });
  }

  private Path mailbox() {
    return mails == null ? Repository.root().resolve("samples") : mails;
  }

  private void flink() throws Exception {
    Path folder = Files.createTempDirectory("mailpulse-bench");
    try (Stream<RawMail> read = MailboxReader.open(mailbox())) {
      PipelineBench.run(read.map(RawMail::bytes).toList(), count, folder, this::print);
    } finally {
      Folders.delete(folder);
    }
  }

  private void print(Map<String, ?> figure) {
    try {
      console.out().write(Json.line(Json.MAPPER.valueToTree(figure)));
      console.out().write('\n');
      console.out().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
