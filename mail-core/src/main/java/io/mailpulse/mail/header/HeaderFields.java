package io.mailpulse.mail.header;

import io.mailpulse.mail.address.AddressParser;
import io.mailpulse.mail.address.HeaderAddress;
import io.mailpulse.mail.charset.TransferDecoding;
import io.mailpulse.mail.fault.Defect;
import io.mailpulse.mail.wordlist.ResourceLines;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The header fields that records are made of, raw until the whole header is read. */
public final class HeaderFields {

  /** What all replies of an Exchange conversation share. */
  private static final int THREAD_INDEX_ROOT = 22;

  private static final Map<String, Set<String>> COUNTRY_LANGUAGES = countryLanguages();

  private final Set<Defect> defects;
  private String from;
  private String sender;
  private final List<String> to = new ArrayList<>(1);
  private final List<String> cc = new ArrayList<>(1);
  private String subject;
  private String date;
  private String received;
  private String deliveryDate;
  private String messageId;
  private String inReplyTo;
  private String references;
  private String threadIndex;

  public HeaderFields(Set<Defect> defects) {
    this.defects = defects;
  }

  public void add(HeaderField field) {
    switch (field.name()) {
      case "from" -> from = first(from, field);
      case "sender" -> sender = first(sender, field);
      case "to" -> to.add(field.body(defects));
      case "cc" -> cc.add(field.body(defects));
      case "subject" -> subject = first(subject, field);
      case "date" -> date = first(date, field);
      case "received" -> received = received == null ? field.body(defects) : received;
      case "delivery-date" -> deliveryDate = first(deliveryDate, field);
      case "message-id" -> messageId = first(messageId, field);
      case "in-reply-to" -> inReplyTo = first(inReplyTo, field);
      case "references" -> references = first(references, field);
      case "thread-index" -> threadIndex = first(threadIndex, field);
      default -> {
        // The record has no place for it.
      }
    }
  }

  private String first(String earlier, HeaderField field) {
    if (earlier == null || earlier.isBlank()) {
      return field.body(defects);
    }
    defects.add(Defect.REPEATED_FIELD);
    return earlier;
  }

  /** True if the fields are those of a mail and not of anything that has a colon in it. */
  public boolean isMail() {
    return from != null
        || subject != null
        || date != null
        || messageId != null
        || received != null
        || !to.isEmpty();
  }

  /** ISO 639-1 codes of the languages that the country of the sender's domain writes. */
  public Set<String> likelyLanguages() {
    if (from == null) {
      return Set.of();
    }
    int end = from.length();
    while (end > 0 && !Character.isLetterOrDigit(from.charAt(end - 1))) {
      end--;
    }
    int dot = from.lastIndexOf('.', end - 1);
    boolean country = dot > 0 && end - dot == 3;
    String name = country ? from.substring(dot + 1, end).toLowerCase(Locale.ROOT) : "";
    return COUNTRY_LANGUAGES.getOrDefault(name, Set.of());
  }

  public MailHeaders toHeaders() {
    Optional<Instant> sentAt = date == null ? Optional.empty() : HeaderDates.parse(date);
    if (date != null && sentAt.isEmpty()) {
      defects.add(Defect.DATE_UNREADABLE);
    }
    Optional<Instant> receivedAt =
        received == null ? Optional.empty() : HeaderDates.parseReceived(received);
    if (receivedAt.isEmpty() && deliveryDate != null) {
      receivedAt = HeaderDates.parse(deliveryDate);
    }
    List<HeaderAddress> authors = from == null ? List.of() : addresses(List.of(from));
    if (authors.isEmpty() && sender != null) {
      authors = addresses(List.of(sender));
    }
    List<HeaderAddress> recipients = addresses(to);
    List<HeaderAddress> copied = addresses(cc);
    Set<String> people = people(authors, recipients, copied);
    return new MailHeaders(
        authors,
        recipients,
        copied,
        subject == null ? "" : EncodedWords.decode(subject, defects),
        sentAt,
        receivedAt,
        messageId == null ? Optional.empty() : MessageIds.own(messageId),
        inReplyTo == null ? Optional.empty() : MessageIds.inReplyTo(inReplyTo, people),
        references == null ? List.of() : MessageIds.references(references, people),
        threadIndex == null ? Optional.empty() : threadRoot(threadIndex),
        inReplyTo == null ? Optional.empty() : trackerNumber(inReplyTo, authors));
  }

  private static Optional<String> trackerNumber(String field, List<HeaderAddress> authors) {
    String domain = authors.isEmpty() ? "" : authors.get(0).domain();
    return domain.isEmpty()
        ? Optional.empty()
        : MessageIds.number(field).map(number -> domain + ":" + number);
  }

  /** Addresses in lower case, if there are message ids that could be taken for them. */
  @SafeVarargs
  private Set<String> people(List<HeaderAddress>... fields) {
    if (inReplyTo == null && references == null) {
      return Set.of();
    }
    var people = new HashSet<String>();
    for (List<HeaderAddress> field : fields) {
      for (HeaderAddress address : field) {
        people.add(address.address().toLowerCase(Locale.ROOT));
      }
    }
    return people;
  }

  private List<HeaderAddress> addresses(List<String> values) {
    var addresses = new ArrayList<HeaderAddress>();
    for (String value : values) {
      addresses.addAll(AddressParser.parse(value, text -> EncodedWords.decode(text, defects)));
    }
    return List.copyOf(addresses);
  }

  private static Map<String, Set<String>> countryLanguages() {
    var languages = new HashMap<String, Set<String>>();
    ResourceLines.pairs(HeaderFields.class, "country-languages.txt")
        .forEach((country, codes) -> languages.put(country, Set.of(codes.split(" "))));
    return Map.copyOf(languages);
  }

  private static Optional<String> threadRoot(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
    int length = TransferDecoding.base64(bytes, bytes.length);
    return length > THREAD_INDEX_ROOT
        ? Optional.of(HexFormat.of().formatHex(bytes, 0, THREAD_INDEX_ROOT))
        : Optional.empty();
  }
}
