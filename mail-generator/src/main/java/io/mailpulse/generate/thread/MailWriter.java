package io.mailpulse.generate.thread;

import io.mailpulse.generate.draw.Draws;
import io.mailpulse.generate.language.Key;
import io.mailpulse.generate.language.Language;
import io.mailpulse.generate.mime.FieldLines;
import io.mailpulse.generate.mime.NamedAddress;
import io.mailpulse.generate.mime.Part;
import io.mailpulse.generate.truth.MailTruth;
import io.mailpulse.generate.truth.PlantedValue;
import io.mailpulse.generate.truth.ValueKind;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the mails of one thread: who to whom, header fields, files, bytes. */
final class MailWriter {

  private static final int LONGEST_TRANSPORT_SECONDS = 40;
  private static final int LARGE_FILE = 1_150_000;
  private static final int INNER_REFERENCE = 36;

  private final String tenantId;
  private final Language language;
  private final Correspondent customer;
  private final Correspondent agent;
  private final String topic;
  private final long reference;
  private final WritingHabits habits;
  private final String host;
  private final Wording wording;

  MailWriter(
      String tenantId,
      Language language,
      Correspondent customer,
      Correspondent agent,
      String topic,
      long reference,
      WritingHabits habits) {
    this.tenantId = tenantId;
    this.language = language;
    this.customer = customer;
    this.agent = agent;
    this.topic = topic;
    this.reference = reference;
    this.habits = habits;
    this.host = Correspondent.host(tenantId);
    this.wording = new Wording(language, customer, agent, topic);
  }

  /** A mail, and what later ones need of it. */
  record Result(Draft draft, WrittenMail written) {}

  Result write(Act act, Optional<WrittenMail> parent, Instant receivedAt, Draws draws) {
    return switch (act) {
      case NEWS -> new MachineMail(language, host, customer).news(receivedAt, draws);
      case BOUNCE ->
          new MachineMail(language, host, customer).bounce(parent.orElseThrow(), receivedAt, draws);
      case FORWARD -> forward(receivedAt, draws);
      default -> letter(act, parent, receivedAt, draws);
    };
  }

  private Result letter(Act act, Optional<WrittenMail> parent, Instant receivedAt, Draws draws) {
    Correspondent writer = act.role() == Act.Role.CUSTOMER ? customer : agent;
    NamedAddress reader =
        act.role() == Act.Role.AGENT
            ? customer.mailbox()
            : parent.isPresent()
                ? agent.mailbox()
                : new NamedAddress("", Correspondent.service(tenantId));
    boolean machine = act == Act.AWAY;
    Quote quote =
        machine
            ? Quote.NONE
            : parent.map(mail -> wording.quote(writer.client(), mail)).orElse(Quote.NONE);
    Planting planting =
        writer == customer && draws.chance(habits.planted())
            ? Planting.of(language, writer.person(), draws)
            : Planting.none();
    Map<String, String> slots = wording.slots(reference, reader, draws);
    Letter letter = wording.letter(act, writer, planting, quote, slots, draws);
    String subject =
        machine
            ? language.say(Key.AWAY_SUBJECT, draws, writer.person().gender(), slots)
            : parent.isPresent() ? language.all(Key.RE).get(0) + ": " + topic : topic;
    List<PlantedValue> planted = new ArrayList<>(writer.personal());
    planted.addAll(planting.values());
    String name = customer.person().name();
    if (subject.contains(name)) {
      planted.add(new PlantedValue(ValueKind.PERSON, name, "subject"));
    }
    String messageId = messageId(writer, planted, draws);
    Charset charset =
        Assembly.charsetFor(writer.charset(), letter.plain() + reader.name() + subject);
    Assembly assembly = new Assembly(charset, draws);
    List<Part> files = files(act, writer, planted, assembly, draws);
    Part content = assembly.withFiles(assembly.letter(letter, writer.client()), files);
    boolean damaged = draws.chance(habits.damaged());
    boolean headers = machine || draws.chance(habits.replyHeaders());
    OffsetDateTime sentAt = sentAt(receivedAt, writer, draws);
    FieldLines fields =
        received(assembly.fields(), receivedAt, draws)
            .date("Date", sentAt)
            .mailboxes("From", List.of(writer.mailbox()))
            .mailboxes("To", List.of(reader))
            .text("Subject", subject)
            .add("Message-ID", "<" + messageId + ">");
    List<String> references = List.of();
    if (parent.isPresent() && headers) {
      references = references(parent.get());
      fields.ids("In-Reply-To", List.of(parent.get().messageId())).ids("References", references);
    }
    if (machine) {
      fields.add("Auto-Submitted", "auto-replied").add("X-Auto-Response-Suppress", "All");
    }
    byte[] bytes = Part.mail(fields, damaged ? assembly.tooDeep(content) : content);
    Draft draft =
        new Draft(
            messageId,
            parent.map(WrittenMail::messageId).orElse(null),
            damaged ? MailTruth.DEAD_LETTER : MailTruth.READ,
            act.label(),
            act.isCertain(),
            act.kind(),
            language.code(),
            sentAt.toInstant(),
            receivedAt,
            List.copyOf(planted),
            bytes,
            Optional.empty());
    return new Result(
        draft,
        new WrittenMail(
            messageId,
            references,
            writer.mailbox(),
            reader,
            subject,
            sentAt,
            letter.quotable(),
            fields.toString()));
  }

  /** An agent passes on a complaint that a customer wrote to him alone. */
  private Result forward(Instant receivedAt, Draws draws) {
    MailWriter inner =
        new MailWriter(
            tenantId,
            language,
            customer,
            agent,
            language.say(
                Key.TOPIC,
                draws,
                agent.person().gender(),
                Map.of("n", Long.toString(reference + INNER_REFERENCE))),
            reference + INNER_REFERENCE,
            new WritingHabits(1, habits.planted(), 0, 0, 0));
    Draft attached =
        inner
            .letter(Act.COMPLAINT, Optional.empty(), receivedAt.minusSeconds(3600), draws.branch(1))
            .draft();
    NamedAddress team = new NamedAddress("", "team@" + host);
    Letter letter =
        wording.letter(
            Act.FORWARD,
            agent,
            Planting.none(),
            Quote.NONE,
            wording.slots(reference, team, draws),
            draws);
    List<PlantedValue> planted = new ArrayList<>(agent.personal());
    String messageId = messageId(agent, planted, draws);
    Assembly assembly =
        new Assembly(Assembly.charsetFor(agent.charset(), letter.plain() + topic), draws);
    OffsetDateTime sentAt = sentAt(receivedAt, agent, draws);
    FieldLines fields =
        received(assembly.fields(), receivedAt, draws)
            .date("Date", sentAt)
            .mailboxes("From", List.of(agent.mailbox()))
            .mailboxes("To", List.of(team))
            .text("Subject", topic)
            .add("Message-ID", "<" + messageId + ">");
    Part content =
        assembly.multi(
            "mixed",
            List.of(
                assembly.letter(letter, agent.client()),
                Part.Leaf.message("message/rfc822", attached.bytes())));
    Draft draft =
        new Draft(
            messageId,
            null,
            MailTruth.READ,
            Act.FORWARD.label(),
            Act.FORWARD.isCertain(),
            Act.FORWARD.kind(),
            language.code(),
            sentAt.toInstant(),
            receivedAt,
            List.copyOf(planted),
            Part.mail(fields, content),
            Optional.of(attached));
    return new Result(
        draft,
        new WrittenMail(
            messageId,
            List.of(),
            agent.mailbox(),
            team,
            topic,
            sentAt,
            letter.quotable(),
            fields.toString()));
  }

  private List<Part> files(
      Act act, Correspondent writer, List<PlantedValue> planted, Assembly assembly, Draws draws) {
    List<Part> files = new ArrayList<>();
    if (act == Act.NOTICE && draws.chance(0.4)) {
      boolean personal = draws.chance(0.5);
      if (personal) {
        planted.add(new PlantedValue(ValueKind.PERSON, writer.person().name(), "file-name"));
      }
      String name = personal ? writer.person().name() : "form-" + reference;
      files.add(assembly.file(name + ".pdf", draws.between(2_000, 8_000)));
    }
    if (writer == customer && draws.chance(habits.large())) {
      files.add(assembly.file("scan-" + reference + ".pdf", LARGE_FILE));
    }
    return files;
  }

  private String messageId(Correspondent writer, List<PlantedValue> planted, Draws draws) {
    String token = Long.toHexString(draws.bits()) + '.' + reference;
    if (writer == agent) {
      return token + "@mail." + host;
    }
    String address = writer.mailbox().address();
    int at = address.indexOf('@');
    if (draws.chance(habits.personalIds())) {
      planted.add(
          new PlantedValue(ValueKind.EMAIL_ADDRESS, address.substring(0, at), "message-id"));
      return address.substring(0, at) + '.' + token + address.substring(at);
    }
    return token + "@mail." + address.substring(at + 1);
  }

  private FieldLines received(FieldLines fields, Instant receivedAt, Draws draws) {
    return fields.add(
        "Received",
        "from relay"
            + draws.between(1, 9)
            + ".example (relay.example [198.51.100."
            + draws.between(1, 254)
            + "])\r\n\tby mx."
            + host
            + " with ESMTPS id "
            + Long.toHexString(draws.bits())
            + ";\r\n\t"
            + FieldLines.date(receivedAt.atOffset(java.time.ZoneOffset.UTC)));
  }

  static List<String> references(WrittenMail parent) {
    List<String> references = new ArrayList<>(parent.references());
    references.add(parent.messageId());
    return List.copyOf(references);
  }

  private static OffsetDateTime sentAt(Instant receivedAt, Correspondent writer, Draws draws) {
    return receivedAt
        .minusSeconds(draws.between(1, LONGEST_TRANSPORT_SECONDS))
        .atOffset(writer.zone());
  }
}
