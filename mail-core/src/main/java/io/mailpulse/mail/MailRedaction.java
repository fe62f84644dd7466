package io.mailpulse.mail;

import io.mailpulse.mail.address.AddressPolicy;
import io.mailpulse.mail.address.HeaderAddress;
import io.mailpulse.mail.header.MailHeaders;
import io.mailpulse.mail.language.DetectedLanguage;
import io.mailpulse.mail.redact.Pseudonyms;
import io.mailpulse.mail.redact.Redaction;
import io.mailpulse.mail.redact.RedactionContext;
import io.mailpulse.mail.redact.Redactor;
import io.mailpulse.mail.redact.RedactorSettings;
import io.mailpulse.schema.RedactedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Redaction of everything that one mail's record says, under the tenant's settings. */
final class MailRedaction {

  /** A mail to more people than this is a mailing; their names are not searched for one by one. */
  private static final int MOST_NAMES = 50;

  private final MailSettings settings;
  private final Map<RedactorSettings, Tools> tools = new HashMap<>();

  MailRedaction(MailSettings settings) {
    this.settings = settings;
  }

  private record Tools(Redactor redactor, Pseudonyms pseudonyms) {}

  /** Redaction of one mail. */
  Run of(String tenantId, MailHeaders headers, DetectedLanguage language) {
    List<String> names =
        Stream.of(headers.from(), headers.to(), headers.cc())
            .flatMap(List::stream)
            .map(HeaderAddress::name)
            .filter(name -> !name.isEmpty())
            .limit(MOST_NAMES)
            .toList();
    return new Run(new RedactionContext(tenantId, language.code(), names));
  }

  private Tools tools(String tenantId) {
    return tools.computeIfAbsent(
        settings.redactor(tenantId), s -> new Tools(Redactor.create(s), s.pseudonyms()));
  }

  /** Redacts the texts of one mail and counts what it replaced. */
  final class Run {

    private final RedactionContext context;
    private final boolean on = settings.redacting() == MailSettings.Redacting.ON;
    private final Map<String, Integer> counts = new HashMap<>();

    private Run(RedactionContext context) {
      this.context = context;
    }

    Redaction text(String text) {
      if (!on) {
        return new Redaction(RedactedText.ofRedacted(text), List.of());
      }
      Redaction redaction = tools(context.tenantId()).redactor().redact(text, context);
      for (Redaction.Span span : redaction.spans()) {
        counts.merge(span.type().token(), 1, Integer::sum);
      }
      return redaction;
    }

    String address(HeaderAddress address) {
      if (!on) {
        return address.display();
      }
      AddressPolicy policy = settings.addresses(context.tenantId());
      return policy.apply(address, context.tenantId(), tools(context.tenantId()).pseudonyms());
    }

    List<String> addresses(List<HeaderAddress> addresses) {
      var texts = new ArrayList<String>(addresses.size());
      for (HeaderAddress address : addresses) {
        texts.add(address(address));
      }
      return texts;
    }

    boolean isOn() {
      return on;
    }

    /** How many values of each type were replaced so far. */
    Map<String, Integer> counts() {
      return new HashMap<>(counts);
    }
  }
}
