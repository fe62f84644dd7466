package io.mailpulse.local.cli;

import io.mailpulse.local.lines.Json;
import io.mailpulse.model.bench.Figure;
import io.mailpulse.model.bench.ModelBench;
import io.mailpulse.model.bundle.ModelBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "bench",
    description = {
      "Measure speed, one JSON line per figure, each beside a baseline measured in the same run.",
      "model: tokenizer, fast tier, encoder, padding, memory."
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

  BenchVerb(Console console) {
    this.console = console;
  }

  /** What can be measured. */
  enum Bench {
    MODEL
  }

  @Override
  public Integer call() {
    ModelBench.run(bundle, this::print);
    return 0;
  }

  private void print(Figure figure) {
    try {
      console.out().write(Json.line(Json.MAPPER.valueToTree(figure.toMap())));
      console.out().write('\n');
      console.out().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
