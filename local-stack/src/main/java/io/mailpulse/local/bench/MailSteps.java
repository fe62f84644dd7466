package io.mailpulse.local.bench;

import io.mailpulse.mail.fault.MailParseException;
import io.mailpulse.mail.html.HtmlToText;
import io.mailpulse.mail.language.LanguageIdentifier;
import io.mailpulse.mail.mime.MimeParser;
import io.mailpulse.mail.mime.ParseLimits;
import io.mailpulse.mail.redact.RedactionContext;
import io.mailpulse.mail.redact.Redactor;
import io.mailpulse.mail.redact.RedactorSettings;
import io.mailpulse.mail.segment.Segmenter;
import io.mailpulse.model.text.Normaliser;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Everything that happens to a mail between its bytes and the model, each step alone. */
final class MailSteps {

  private static final RedactionContext CONTEXT = RedactionContext.of("bench");

  private final MimeParser parser = new MimeParser(ParseLimits.defaults());
  private final Segmenter segmenter = new Segmenter();
  private final Redactor redactor = Redactor.create(RedactorSettings.development());
  private final LanguageIdentifier languages = LanguageIdentifier.load(Set.of());

  /** Steps by the name that the table of growth texts gives them. */
  Map<String, Function<String, Object>> byName() {
    return Map.of(
        "parse", text -> parse(text.getBytes(StandardCharsets.ISO_8859_1)),
        "html", HtmlToText::convert,
        "segment", text -> segmenter.segment(text, ""),
        "segment-html", text -> segmenter.segmentHtml(text, ""),
        "language", this::language,
        "redact", this::redact,
        "normalise", Normaliser::normalise);
  }

  /** A parsed mail, or why it is none: refusing a mail costs time too. */
  Object parse(byte[] mail) {
    try {
      return parser.parse(mail);
    } catch (MailParseException e) {
      return e.kind();
    }
  }

  Object language(String text) {
    return languages.identify(text);
  }

  Object redact(String text) {
    return redactor.redact(text, CONTEXT);
  }
}
