package io.mailpulse.local.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "model",
    description = {
      "Look after model bundles.",
      "A bundle is a folder or a .zip file with a manifest.json that names its files, their"
          + " digests,",
      "its heads and languages; docs/scoring.md says more."
    },
    footer = {
      "",
      "Put another model in place:",
      "  ./mailpulse model import EXPORT BUNDLE --name NAME --languages en,de",
      "  ./mailpulse model inspect BUNDLE",
      "  ./mailpulse model evaluate BUNDLE --against default",
      "  ./mailpulse score --model BUNDLE",
      "and for the engines model.bundle: BUNDLE (docs/configuration.md)."
    },
    synopsisSubcommandLabel = "VERB",
    mixinStandardHelpOptions = true)
final class ModelVerb implements Callable<Integer> {

  @Spec private CommandSpec spec;

  /** The verb with its own verbs. */
  static CommandLine with(Console console) {
    var command = new CommandLine(new ModelVerb());
    List.of(
            new ModelImportVerb(console),
            new ModelInspectVerb(console),
            new ModelEvaluateVerb(console),
            new ModelListVerb(console),
            new ModelTrainVerb(console))
        .forEach(command::addSubcommand);
    return command;
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "name one of the verbs of model");
  }
}
