package io.mailpulse.mail;

import io.mailpulse.mail.address.AddressPolicy;
import io.mailpulse.mail.address.HeaderAddress;
import io.mailpulse.mail.header.MailHeaders;
import io.mailpulse.mail.header.MessageIds;
import io.mailpulse.mail.language.DetectedLanguage;
import io.mailpulse.mail.redact.Pseudonyms;
import io.mailpulse.mail.redact.Redaction;
import io.mailpulse.mail.redact.RedactionContext;
import io.mailpulse.mail.redact.Redactor;
import io.mailpulse.mail.redact.RedactorSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Redaction of everything that one mail's record says, under the tenant's settings. */
final class MailRedaction implements MailTexts {

  /** A mail to more people than this is a mailing; their names are not searched for one by one. */
  private static final int MOST_NAMES = 50;

  /** As long as ids must be to be met once only. */
  private static final int ID_DIGITS = 32;

  /** Never a host (RFC 2606): an id that is a pseudonym is nobody's. */
  private static final String ID_DOMAIN = "@id.invalid";

  private final MailSettings settings;
  private final Map<RedactorSettings, Tools> tools = new HashMap<>();

  MailRedaction(MailSettings settings) {
    this.settings = settings;
  }

  private record Tools(Redactor redactor, Pseudonyms pseudonyms) {}

  @Override
  public OfMail of(String tenantId, MailHeaders headers, DetectedLanguage language) {
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
  private final class Run implements OfMail {

    private final RedactionContext context;
    private final Map<String, Integer> counts = new HashMap<>();

    private Run(RedactionContext context) {
      this.context = context;
    }

    @Override
    public RecordText text(String text) {
      Redaction redaction = tools(context.tenantId()).redactor().redact(text, context);
      for (Redaction.Span span : redaction.spans()) {
        counts.merge(span.type().token(), 1, Integer::sum);
      }
      return new RecordText(redaction.text().toString(), redaction::toOutput);
    }

    @Override
    public String address(HeaderAddress address) {
      AddressPolicy policy = settings.addresses(context.tenantId());
      return policy.apply(address, context.tenantId(), tools(context.tenantId()).pseudonyms());
    }

    @Override
    public String messageId(String id) {
      // Programs put addresses, names of users and of their machines into ids: none of it stays.
      return settings.addresses(context.tenantId()) == AddressPolicy.KEEP
          ? id
          : tools(context.tenantId())
                  .pseudonyms()
                  .of(context.tenantId(), "MESSAGE_ID", MessageIds.normalise(id), ID_DIGITS)
              + ID_DOMAIN;
    }

    @Override
    public boolean redacted() {
      return true;
    }

    @Override
    public Map<String, Integer> counts() {
      return new HashMap<>(counts);
    }
  }
}
