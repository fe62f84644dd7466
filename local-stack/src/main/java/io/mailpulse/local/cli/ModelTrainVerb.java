package io.mailpulse.local.cli;

import io.mailpulse.lab.training.TrainDefault;
import io.mailpulse.lab.training.TrainEncoderHeads;
import io.mailpulse.model.bundle.ModelBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "train",
    description = {
      "Train the bundle that ships from labelled sets.",
      "The fast tier takes a few minutes, the heads of the encoders after it about half an hour of",
      "processor time. The same sets and seed give the same bundle. Sets and recipe:"
          + " docs/models.md."
    },
    mixinStandardHelpOptions = true)
final class ModelTrainVerb implements Callable<Integer> {

  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "DATA",
      description = "Folder of labelled sets, as training/default-recipe.json names them.")
  private Path data;

  @Parameters(
      index = "1",
      paramLabel = "BUNDLE",
      description = "Folder to write; files there are overwritten.")
  private Path output;

  @Option(names = "--seed", defaultValue = "1", description = "Order of texts; default: 1.")
  private long seed;

  @Option(
      names = "--heads-of",
      paramLabel = "BUNDLE",
      description = "Take the encoders' heads of this bundle instead of training them.")
  private String trained;

  @Option(names = "--fast-only", description = "Leave the encoders out.")
  private boolean fastOnly;

  ModelTrainVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    console.err().println("Training the fast tier ...");
    String version = TrainDefault.train(data, output, seed);
    if (!fastOnly) {
      console.err().println("Training the heads of the encoders ...");
      ModelBundle fast = ModelBundle.open(output.toString());
      TrainEncoderHeads.train(
          data, fast, Optional.ofNullable(trained).map(ModelBundle::open), output);
    }
    console.err().println(version + " written to " + output);
    return 0;
  }
}
