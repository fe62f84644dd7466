package io.mailpulse.local.cli;

import io.mailpulse.model.bundle.ModelBundle;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "inspect",
    description = "Check every digest of a bundle and print its manifest.",
    mixinStandardHelpOptions = true)
final class ModelInspectVerb implements Callable<Integer> {

  private final Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "BUNDLE",
      defaultValue = ModelBundle.DEFAULT_LOCATION,
      description =
          "A folder, a .zip file, classpath:FOLDER or s3://BUCKET/PREFIX; default: the bundle that"
              + " ships.")
  private String location;

  ModelInspectVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    console.out().write(ModelBundle.open(location).checkedWhole().toJson());
    return 0;
  }
}
