package io.mailpulse.local.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailpulse.local.lines.InvalidLineException;
import io.mailpulse.local.lines.Json;
import io.mailpulse.local.lines.JsonLines;
import io.mailpulse.local.lines.LineFields;
import io.mailpulse.local.lines.LineVerb;
import io.mailpulse.mail.language.DetectedLanguage;
import io.mailpulse.mail.redact.Redaction;
import io.mailpulse.mail.redact.RedactionContext;
import io.mailpulse.mail.redact.Redactor;
import io.mailpulse.mail.redact.RedactorSettings;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "redact",
    description = {
      "Replace personal data in texts.",
      "In:  {\"id\", \"text\", \"language\"?}",
      "Out: {\"id\", \"text\", \"spans\": [{\"start\", \"end\", \"type\"}]}, offsets in UTF-16"
          + " units of the input. Pseudonyms are made with the public development key."
    },
    mixinStandardHelpOptions = true)
final class RedactVerb implements Callable<Integer>, LineVerb<RedactVerb.Question> {

  /** A text under a language. */
  record Question(String text, String language) {}

  private final Console console;
  private Redactor redactor;

  @Mixin private TenantOption tenant;

  @Option(
      names = "--entities",
      paramLabel = "FOLDER",
      description =
          "Named-entity bundle that finds names and addresses beside the rules; see"
              + " docs/named-entities.md.")
  private String entities;

  RedactVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    RedactorSettings rules = RedactorSettings.development();
    redactor = Redactor.create(entities == null ? rules : rules.withEntities(entities));
    new JsonLines(console.in(), console.out()).run(this);
    return 0;
  }

  @Override
  public Question read(LineFields fields) throws InvalidLineException {
    return new Question(
        fields.text("text"), fields.optionalText("language").orElse(DetectedLanguage.UNKNOWN));
  }

  @Override
  public List<ObjectNode> answer(List<Question> questions) {
    return questions.stream().map(this::answer).toList();
  }

  private ObjectNode answer(Question question) {
    var context = new RedactionContext(tenant.id(), question.language, List.of());
    Redaction redaction = redactor.redact(question.text, context);
    ObjectNode answer = Json.object().put("text", redaction.text().toString());
    ArrayNode spans = answer.putArray("spans");
    for (Redaction.Span span : redaction.spans()) {
      spans
          .addObject()
          .put("start", span.start())
          .put("end", span.end())
          .put("type", span.type().name());
    }
    return answer;
  }
}
