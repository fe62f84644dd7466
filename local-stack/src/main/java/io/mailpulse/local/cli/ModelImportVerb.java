package io.mailpulse.local.cli;

import io.mailpulse.lab.hub.HuggingFaceImport;
import io.mailpulse.lab.hub.ImportRequest;
import io.mailpulse.model.bundle.ModelBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    description = {
      "Make a bundle of a Hugging Face ONNX export.",
      "EXPORT holds model.onnx, tokenizer.json and config.json, as written by",
      "  optimum-cli export onnx --model NAME EXPORT",
      "With a parity file the bundle is written only if token ids and logits come out as in it."
    },
    mixinStandardHelpOptions = true)
final class ModelImportVerb implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "EXPORT", description = "Folder of the export.")
  private Path export;

  @Parameters(
      index = "1",
      paramLabel = "BUNDLE",
      description = "Folder to write; files there are overwritten.")
  private Path output;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "Name of the bundle: small letters, digits, dots, dashes.")
  private String name;

  @Option(
      names = "--as-version",
      paramLabel = "VERSION",
      defaultValue = "1",
      description = "Version of the bundle; default: ${DEFAULT-VALUE}.")
  private String version;

  @Option(
      names = "--languages",
      split = ",",
      required = true,
      paramLabel = "CODE",
      description = "ISO 639-1 codes of the languages that the model answers for.")
  private List<String> languages;

  @Option(
      names = "--labels",
      split = ",",
      paramLabel = "LABEL",
      description = "Sentiment labels in the order of the logits; default: the export's id2label.")
  private List<String> labels = List.of();

  @Option(
      names = "--licence",
      paramLabel = "LICENCE",
      defaultValue = "not stated",
      description = "Licence of the weights, kept in the manifest.")
  private String licence;

  @Option(
      names = "--parity",
      paramLabel = "FILE",
      description = "JSON lines {\"text\", \"input_ids\", \"logits\"} made with the original.")
  private Path parity;

  @Option(
      names = "--tolerance",
      paramLabel = "NUMBER",
      defaultValue = "0.001",
      description = "Largest difference of a logit; default: ${DEFAULT-VALUE}.")
  private double tolerance;

  ModelImportVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    ModelBundle bundle =
        HuggingFaceImport.run(
            new ImportRequest(
                export,
                output,
                name,
                version,
                languages,
                labels,
                licence,
                Optional.ofNullable(parity),
                tolerance));
    console.err().println(bundle.modelVersion() + " written to " + output);
    console.out().write(bundle.toJson());
    return 0;
  }
}
