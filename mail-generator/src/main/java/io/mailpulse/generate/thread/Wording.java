package io.mailpulse.generate.thread;

import io.mailpulse.generate.draw.Draws;
import io.mailpulse.generate.language.Key;
import io.mailpulse.generate.language.Language;
import io.mailpulse.generate.mime.NamedAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words of one thread: greetings, sentences, closings, and how its people quote. */
final class Wording {

  private final Language language;
  private final Correspondent customer;
  private final Correspondent agent;
  private final String topic;

  Wording(Language language, Correspondent customer, Correspondent agent, String topic) {
    this.language = language;
    this.customer = customer;
    this.agent = agent;
    this.topic = topic;
  }

  /** What somebody writes in a mail. */
  Letter letter(
      Act act,
      Correspondent writer,
      Planting planting,
      Quote quote,
      Map<String, String> slots,
      Draws draws) {
    var gender = writer.person().gender();
    boolean named =
        writer == agent
            && !slots.get("name").isEmpty()
            && !language.all(Key.HELLO_NAME).isEmpty()
            && draws.chance(0.7);
    int sentences = act.role() == Act.Role.CUSTOMER ? draws.between(1, 3) : 2;
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(joined(language.sayAll(act.key(), sentences, draws, gender, slots)));
    if (!planting.sentences().isEmpty()) {
      paragraphs.add(joined(planting.sentences()));
    }
    List<String> notes = new ArrayList<>();
    if (writer.client() == Client.PHONE) {
      notes.add(language.say(Key.MOBILE, draws, gender, slots));
    }
    if (!writer.disclaimer().isEmpty()) {
      notes.add(writer.disclaimer());
    }
    return new Letter(
        language.say(named ? Key.HELLO_NAME : Key.HELLO, draws, gender, slots),
        paragraphs,
        List.of(language.say(Key.BYE, draws, gender, slots), writer.person().name()),
        writer.signature(),
        notes,
        quote);
  }

  /** Languages without blanks between words have none between sentences. */
  private String joined(List<String> sentences) {
    boolean blanks = !language.code().equals("ja") && !language.code().equals("zh");
    return String.join(blanks ? " " : "", sentences);
  }

  /** Values for the slots of phrases. */
  Map<String, String> slots(long number, NamedAddress reader, Draws draws) {
    Map<String, String> slots = new HashMap<>();
    slots.put("n", Long.toString(number));
    slots.put("d", Integer.toString(draws.between(5, 9)));
    slots.put("name", reader.name());
    slots.put("subject", topic);
    return slots;
  }

  /** An answered mail as a program quotes it. */
  Quote quote(Client client, WrittenMail parent) {
    return switch (client) {
      case FORM -> Quote.NONE;
      case PLAIN, WEB, PHONE ->
          new Quote(Quote.Style.MARKED, List.of(attribution(parent)), parent.quotable());
      case OFFICE, HTML_ONLY ->
          new Quote(Quote.Style.BELOW_HEADERS, headerLines(parent), parent.quotable());
    };
  }

  private String attribution(WrittenMail parent) {
    return language.say(
        Key.WROTE,
        new Draws(0),
        customer.person().gender(),
        Map.of(
            "date",
            language.day(parent.sentAt()),
            "time",
            language.time(parent.sentAt()),
            "name",
            parent.from().display()));
  }

  private List<String> headerLines(WrittenMail parent) {
    String[] labels = language.all(Key.LABELS).get(0).split("\\|");
    return List.of(
        labels[0] + ": " + parent.from().display(),
        labels[1] + ": " + language.day(parent.sentAt()) + " " + language.time(parent.sentAt()),
        labels[2] + ": " + parent.to().display(),
        labels[3] + ": " + parent.subject());
  }
}
