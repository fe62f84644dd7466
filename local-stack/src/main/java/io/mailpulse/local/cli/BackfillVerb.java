package io.mailpulse.local.cli;

import io.mailpulse.local.demo.DemoFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "backfill",
    description = {
      "Rescore history: batch rescore, by default over what the last demo left.",
      "Reads the raw landing, scores it with the configured model, writes fact_sentiment_rescored"
          + " and prints one JSON line. The job runs in a JVM of its own: Spark and Flink never"
          + " share a class path."
    },
    mixinStandardHelpOptions = true)
final class BackfillVerb implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "YAML or key=value lines, docs/batch-configuration.md lists every option; default: what"
              + " the last demo left in .mailpulse/demo.")
  private Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One more value, which wins over the file's; may be repeated.")
  private List<String> overrides = List.of();

  @Override
  public Integer call() throws IOException {
    Path config =
        file == null ? DemoFolder.at(Repository.demoFolder()).backfillConfiguration() : file;
    if (!Files.isReadable(config)) {
      throw new ParameterException(
          spec.commandLine(),
          "--config: "
              + config
              + " is not there or cannot be read: name a file, or run the demo first");
    }
    var arguments = new ArrayList<>(List.of("rescore", "--config", config.toString()));
    for (String override : overrides) {
      arguments.addAll(List.of("--set", override));
    }
    return BatchRun.of(arguments);
  }
}
