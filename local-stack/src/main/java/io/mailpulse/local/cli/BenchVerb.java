package io.mailpulse.local.cli;

import io.mailpulse.flink.bench.PipelineBench;
import io.mailpulse.local.lines.Json;
import io.mailpulse.local.service.Folders;
import io.mailpulse.mail.mailbox.MailboxReader;
import io.mailpulse.mail.mailbox.RawMail;
import io.mailpulse.model.bench.BenchSettings;
import io.mailpulse.model.bench.ModelBench;
import io.mailpulse.model.bundle.ModelBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "bench",
    description = {
      "Measure speed, one JSON line per figure, each beside a baseline measured in the same run.",
      "model: tokenizer, fast tier, encoders, padding, memory.",
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
      description = "model: runs over which memory is watched; encoders make a hundredth.")
  private int texts;

  BenchVerb(Console console) {
    this.console = console;
  }

  @Option(
      names = "--mails",
      paramLabel = "PATH",
      description = "flink: mailbox to measure with; default: the samples.")
  private Path mails;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "5000",
      description = "flink: mails in a measurement, more than 500.")
  private int count;

  /** What can be measured. */
  enum Bench {
    MODEL,
    FLINK
  }

  @Override
  public Integer call() throws Exception {
    switch (bench) {
      case MODEL ->
          ModelBench.run(new BenchSettings(bundle, texts, Optional.ofNullable(node)), this::print);
      case FLINK -> flink();
    }
    return 0;
  }

  private void flink() throws Exception {
    Path mailbox = mails == null ? Repository.root().resolve("samples") : mails;
    Path folder = Files.createTempDirectory("mailpulse-bench");
    try (Stream<RawMail> read = MailboxReader.open(mailbox)) {
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
