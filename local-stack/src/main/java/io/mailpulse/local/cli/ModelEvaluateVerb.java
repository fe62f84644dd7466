package io.mailpulse.local.cli;

import io.mailpulse.lab.evaluation.EvaluationReport;
import io.mailpulse.lab.evaluation.Labeller;
import io.mailpulse.lab.evaluation.RealMail;
import io.mailpulse.lab.evaluation.WordSums;
import io.mailpulse.model.Scorer;
import io.mailpulse.model.ScorerSettings;
import io.mailpulse.model.ScorerSettings.TierChoice;
import io.mailpulse.model.Scorers;
import io.mailpulse.model.bundle.ModelBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "evaluate",
    description = {
      "Measure a bundle on the frozen half of the golden set, per language and kind of mail.",
      "With --real-mail also on labelled mail of your own. With --against, decide whether it may"
          + " replace",
      "another: exit 1 if it may not. The rules stand in docs/models.md#promotion."
    },
    mixinStandardHelpOptions = true)
final class ModelEvaluateVerb implements Callable<Integer> {

  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "BUNDLE",
      defaultValue = ModelBundle.DEFAULT_LOCATION,
      description =
          "A folder, a .zip file, classpath:FOLDER or s3://BUCKET/PREFIX; default: the bundle that"
              + " ships.")
  private String bundle;

  @Option(
      names = "--against",
      paramLabel = "BUNDLE",
      description = "Bundle that would be replaced.")
  private String against;

  @Option(
      names = "--tier",
      defaultValue = "auto",
      description = "Which tier answers: fast, encoder, auto; default: ${DEFAULT-VALUE}.")
  private TierChoice tier;

  @Option(
      names = "--lexicons",
      paramLabel = "FOLDER",
      description = "AFINN-LANGUAGE-VERSION.txt files to compare with.")
  private Path lexicons;

  @Option(
      names = "--real-mail",
      paramLabel = "FILE",
      description = {
        "Measure on these mails too, one JSON line each, plain or .gz:",
        "{\"language\", \"label\", \"text\", \"id\"?, \"weight\"?}; redacted, as parse gives them."
      })
  private Path realMail;

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      description = "Write evaluation.md, evaluation.json and evaluation.html there.")
  private Path output;

  ModelEvaluateVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (tier == TierChoice.REMOTE) {
      throw new ParameterException(
          spec.commandLine(), "--tier: expected fast, encoder or auto, found remote");
    }
    try (Scorer candidate = open(bundle);
        Scorer old = against == null ? null : open(against)) {
      List<Labeller> baselines = new ArrayList<>();
      if (lexicons != null) {
        baselines.add(
            WordSums.read(lexicons)
                .orElseThrow(
                    () ->
                        new ParameterException(
                            spec.commandLine(),
                            "--lexicons: expected AFINN-LANGUAGE-VERSION.txt files in "
                                + lexicons
                                + ", found none")));
      }
      EvaluationReport report =
          EvaluationReport.of(
              Labeller.of(candidate),
              Optional.ofNullable(old).map(Labeller::of),
              baselines,
              realMail == null ? List.of() : RealMail.read(realMail));
      console.out().write(report.markdown().getBytes(StandardCharsets.UTF_8));
      if (output != null) {
        report.write(output);
      }
      return report.comparison().isPresent() && !report.comparison().get().promote() ? 1 : 0;
    }
  }

  private Scorer open(String location) {
    return Scorers.open(ScorerSettings.defaults().withBundle(location).withTier(tier));
  }
}
