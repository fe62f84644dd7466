package io.mailpulse.local.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailpulse.local.lines.InvalidLineException;
import io.mailpulse.local.lines.Json;
import io.mailpulse.local.lines.JsonLines;
import io.mailpulse.local.lines.LineFields;
import io.mailpulse.local.lines.LineVerb;
import io.mailpulse.mail.language.LanguageIdentifier;
import io.mailpulse.mail.redact.RedactionContext;
import io.mailpulse.mail.redact.Redactor;
import io.mailpulse.mail.redact.RedactorSettings;
import io.mailpulse.model.Score;
import io.mailpulse.model.Scorer;
import io.mailpulse.model.ScorerSettings;
import io.mailpulse.model.ScorerSettings.TierChoice;
import io.mailpulse.model.Scorers;
import io.mailpulse.model.Text;
import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.model.config.ModelOptions;
import io.mailpulse.model.runtime.ScoringException;
import io.mailpulse.schema.RedactedText;
import io.mailpulse.schema.UnknownReason;
import io.mailpulse.settings.ConfigValues;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "score",
    description = {
      "Tell how texts feel. They are redacted first, and their language is told if they name none.",
      "In:  {\"id\", \"text\", \"language\"?}",
      "Out: {\"id\", \"language\", \"label\", \"polarity\", \"confidence\", \"probabilities\","
          + " \"emotion\", \"aspects\", \"model_version\", \"scorer_tier\"}"
    },
    mixinStandardHelpOptions = true)
final class ScoreVerb implements Callable<Integer>, LineVerb<ScoreVerb.Question> {

  private static final String BUNDLE = "model.bundle";
  private static final String TIER = "model.tier";
  private static final String URL = "model.remote.url";
  private static final String FORMAT = "model.remote.format";
  private static final String NAME = "model.remote.model";
  private static final String ASPECTS = "model.aspects." + ScorerSettings.EVERY_TENANT;

  /** The options that stand for keys of a job's configuration. */
  private static final Map<String, String> OPTIONS_BY_KEY =
      Map.of(
          BUNDLE, "--model",
          TIER, "--tier",
          URL, "--model-url",
          FORMAT, "--model-format",
          NAME, "--model-name",
          ASPECTS, "--aspects");

  /** A text under a language, or null for one that is to be told. */
  record Question(String text, String language) {}

  private final Console console;

  @Spec private CommandSpec spec;

  @Mixin private TenantOption tenant;

  @Option(
      names = "--model",
      paramLabel = "BUNDLE",
      defaultValue = ModelBundle.DEFAULT_LOCATION,
      description =
          "Model bundle: a folder, a .zip file, classpath:FOLDER or s3://BUCKET/PREFIX; default:"
              + " the one that ships.")
  private String bundle;

  @Option(
      names = "--tier",
      defaultValue = "auto",
      description = "Which tier answers: fast, encoder, auto, remote; default: ${DEFAULT-VALUE}.")
  private TierChoice tier;

  @Option(
      names = "--model-url",
      paramLabel = "URL",
      description =
          "With --tier remote: address that redacted texts are posted to, /predict of a text"
              + " embeddings inference server or /v2/models/NAME/infer of a Triton server.")
  private String modelUrl;

  @Option(
      names = "--model-format",
      paramLabel = "FORMAT",
      description =
          "What the server speaks: tei, or triton (--model is then the import of what it serves);"
              + " default: tei.")
  private String modelFormat;

  @Option(
      names = "--model-name",
      paramLabel = "NAME@VERSION",
      description = "What the server serves, for model_version; default: remote@HOST-PORT.")
  private String modelName;

  @Option(
      names = "--aspects",
      paramLabel = "FILE",
      description = {
        "Aspects to look for instead of those of support mail, as JSON:",
        "{\"price\": {\"en\": [\"price*\", \"too expensive\"], \"any\": [\"\u20ac\"]}}"
      })
  private String aspects;

  @Option(
      names = "--explain",
      description = "Add the sentences that decided, further heads and why a label is unknown.")
  private boolean explained;

  private LanguageIdentifier identifier;
  private Redactor redactor;
  private Scorer scorer;

  ScoreVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    identifier = LanguageIdentifier.load(Set.of());
    redactor = Redactor.create(RedactorSettings.development());
    try (Scorer opened = Scorers.open(settings())) {
      scorer = opened;
      new JsonLines(console.in(), console.out()).run(this);
    }
    return 0;
  }

  private ScorerSettings settings() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(BUNDLE, bundle);
    values.put(TIER, tier.name().toLowerCase(Locale.ROOT));
    values.put(URL, modelUrl);
    values.put(FORMAT, modelFormat);
    values.put(NAME, modelName);
    values.put(ASPECTS, aspects);
    values.values().removeIf(Objects::isNull);
    var read = ConfigValues.of(values, OPTIONS_BY_KEY);
    ScorerSettings settings = ModelOptions.read(read);
    if (!read.mistakes().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          read.mistakes().stream()
              .map(mistake -> mistake.key() + ": " + mistake.problem())
              .collect(Collectors.joining("\n")));
    }
    return settings;
  }

  @Override
  public Question read(LineFields fields) throws InvalidLineException {
    return new Question(fields.text("text"), fields.optionalText("language").orElse(null));
  }

  @Override
  public List<ObjectNode> answer(List<Question> questions) {
    List<Text> texts = questions.stream().map(this::text).toList();
    try {
      return scorer.score(texts).stream().map(this::describe).toList();
    } catch (ScoringException e) {
      // Nothing about the lines: each is told, so that it can be asked again.
      return texts.stream().map(text -> JsonLines.error("scoring-failed", e.getMessage())).toList();
    }
  }

  private Text text(Question question) {
    String language =
        question.language == null ? identifier.identify(question.text).code() : question.language;
    RedactedText redacted =
        redactor
            .redact(question.text, new RedactionContext(tenant.id(), language, List.of()))
            .text();
    return new Text(redacted, language, tenant.id());
  }

  private ObjectNode describe(Score score) {
    ObjectNode answer =
        Json.object()
            .put("language", score.language())
            .put("label", score.label().wireName())
            .put("polarity", score.polarity())
            .put("confidence", score.confidence());
    numbers(answer.putObject("probabilities"), score.probabilities());
    numbers(answer.putObject("emotion"), score.emotion());
    ArrayNode aspects = answer.putArray("aspects");
    for (Score.AspectScore aspect : score.aspects()) {
      aspects
          .addObject()
          .put("aspect", aspect.aspect())
          .put("sentiment", aspect.sentiment().wireName())
          .put("score", aspect.score());
    }
    answer.put("model_version", score.modelVersion()).put("scorer_tier", score.tier().wireName());
    return explained ? explain(answer, score) : answer;
  }

  private static ObjectNode explain(ObjectNode answer, Score score) {
    answer.put("unknown_reason", score.unknownReason().map(UnknownReason::wireName).orElse(null));
    numbers(answer.putObject("heads"), score.heads());
    ArrayNode evidence = answer.putArray("evidence");
    for (Score.EvidenceSpan span : score.evidence()) {
      evidence
          .addObject()
          .put("start", span.start())
          .put("end", span.end())
          .put("polarity", span.polarity());
    }
    return answer;
  }

  private static void numbers(ObjectNode object, Map<String, Double> values) {
    values.forEach(object::put);
  }
}
