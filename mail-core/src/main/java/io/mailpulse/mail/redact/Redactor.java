package io.mailpulse.mail.redact;

import io.mailpulse.mail.redact.finding.Findings;
import io.mailpulse.mail.redact.finding.PiiType;
import io.mailpulse.mail.redact.net.SpelledAddresses;
import io.mailpulse.mail.redact.person.CaselessNames;
import io.mailpulse.mail.redact.person.HanAddresses;
import io.mailpulse.mail.redact.person.HindiAddresses;
import io.mailpulse.mail.redact.person.PersonScan;
import io.mailpulse.mail.redact.person.PostalScan;
import io.mailpulse.mail.redact.person.StreetWords;
import io.mailpulse.mail.redact.person.TownLine;
import io.mailpulse.mail.redact.word.Vocabulary;
import io.mailpulse.schema.RedactedText;
import io.mailpulse.schema.entity.EntityFinders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replaces personal data by tokens such as {@code <EMAIL_7f3a12bc>}: the type and a keyed pseudonym
 * that is the same for the same value of the same tenant. Linear in the length of the text. Text
 * that is redacted already stays as it is. One per task: not thread-safe.
 */
public final class Redactor {

  private final RedactorSettings settings;
  private final Pseudonyms pseudonyms;
  private final TriggerScan triggers;
  private final SpelledAddresses spelled;
  private final PersonScan persons;
  private final CaselessNames caseless;
  private final HanAddresses hanAddresses;
  private final HindiAddresses hindiAddresses;
  private final Optional<EntityScan> entities;

  private Redactor(RedactorSettings settings) {
    Vocabulary vocabulary = Vocabulary.shared();
    this.settings = settings;
    this.pseudonyms = settings.pseudonyms();
    this.triggers = new TriggerScan(vocabulary);
    this.spelled = new SpelledAddresses(vocabulary);
    this.caseless = new CaselessNames(vocabulary);
    this.hanAddresses = new HanAddresses(vocabulary);
    this.hindiAddresses = new HindiAddresses(vocabulary);
    this.persons = new PersonScan(vocabulary.words(), postal(vocabulary));
    this.entities = settings.entities().map(EntityFinders::of).map(EntityScan::new);
  }

  private static PostalScan postal(Vocabulary vocabulary) {
    TownLine town =
        new TownLine(
            vocabulary.cues("postcode-before-town"), vocabulary.cues("postcode-after-town"));
    StreetWords streets =
        new StreetWords(
            vocabulary.cues("street-ending"),
            vocabulary.cues("street-behind-name"),
            vocabulary.cues("street-short"),
            vocabulary.cues("house-number"));
    return new PostalScan(streets, town);
  }

  /**
   * A redactor under these settings; its word lists, and the named-entity bundle if the settings
   * name one, are loaded once per process.
   */
  public static Redactor create(RedactorSettings settings) {
    return new Redactor(settings);
  }

  /**
   * Redacts a text.
   *
   * @param text any text
   * @param context whose text it is and what is known about it
   * @return the redacted text, and the replaced values with offsets over both texts
   */
  public Redaction redact(String text, RedactionContext context) {
    Findings findings = new Findings();
    FoldedText folded = FoldedText.of(text);
    triggers.scan(folded.text(), findings);
    spelled.scan(folded.text(), findings);
    if (settings.redacts(PiiType.PERSON) || settings.redacts(PiiType.POSTAL_ADDRESS)) {
      persons.scan(folded.text(), context.knownNames(), findings);
      hanAddresses.scan(folded.text(), findings);
      hindiAddresses.scan(folded.text(), findings);
      caseless.scan(folded.text(), context.knownNames(), findings);
      entities.ifPresent(scan -> scan.scan(folded.text(), findings));
    }
    return replace(text, folded, context.tenantId(), findings.resolve());
  }

  private Redaction replace(
      String text, FoldedText folded, String tenantId, List<Findings.Finding> findings) {
    StringBuilder output = new StringBuilder(text.length() + findings.size() * 8);
    List<Redaction.Span> spans = new ArrayList<>(findings.size());
    int copied = 0;
    for (Findings.Finding finding : findings) {
      PiiType type = finding.type();
      if (!settings.redacts(type)) {
        continue;
      }
      int from = folded.toSource(finding.start());
      int to = folded.toSource(finding.end());
      output.append(text, copied, from);
      int start = output.length();
      output
          .append('<')
          .append(type.token())
          .append('_')
          .append(pseudonyms.of(tenantId, type.name(), finding.normalForm()))
          .append('>');
      spans.add(new Redaction.Span(from, to, type, start, output.length()));
      copied = to;
    }
    output.append(text, copied, text.length());
    return new Redaction(RedactedText.ofRedacted(output.toString()), List.copyOf(spans));
  }
}
