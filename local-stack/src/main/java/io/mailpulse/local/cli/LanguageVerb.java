package io.mailpulse.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailpulse.local.lines.InvalidLineException;
import io.mailpulse.local.lines.Json;
import io.mailpulse.local.lines.JsonLines;
import io.mailpulse.local.lines.LineFields;
import io.mailpulse.local.lines.LineVerb;
import io.mailpulse.mail.language.DetectedLanguage;
import io.mailpulse.mail.language.LanguageIdentifier;
import io.mailpulse.schema.UnknownReason;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "language",
    description = {
      "Tell the language of texts.",
      "In:  {\"id\", \"text\"}",
      "Out: {\"id\", \"language\", \"confidence\", \"reason\"}: an ISO 639-1 code, or unknown with"
          + " a reason."
    },
    mixinStandardHelpOptions = true)
final class LanguageVerb implements Callable<Integer>, LineVerb<String> {

  private final Console console;

  @Option(
      names = "--languages",
      split = ",",
      paramLabel = "CODE",
      description = "Languages to answer with, comma separated; default: all.")
  private Set<String> languages = Set.of();

  @Spec private CommandSpec spec;

  private LanguageIdentifier identifier;

  LanguageVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try {
      identifier = LanguageIdentifier.load(languages);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    new JsonLines(console.in(), console.out()).run(this);
    return 0;
  }

  @Override
  public String read(LineFields fields) throws InvalidLineException {
    return fields.text("text");
  }

  @Override
  public List<ObjectNode> answer(List<String> texts) {
    return texts.stream().map(text -> describe(identifier.identify(text))).toList();
  }

  private static ObjectNode describe(DetectedLanguage language) {
    return Json.object()
        .put("language", language.code())
        .put("confidence", language.confidence())
        .put("reason", language.reason().map(UnknownReason::wireName).orElse(null));
  }
}
