package io.mailpulse.generate.thread;

import io.mailpulse.generate.draw.Draws;
import io.mailpulse.generate.language.Key;
import io.mailpulse.generate.language.Language;
import io.mailpulse.generate.language.Person;
import io.mailpulse.generate.mime.NamedAddress;
import io.mailpulse.generate.truth.PlantedValue;
import io.mailpulse.generate.truth.ValueKind;
import io.mailpulse.generate.value.PersonalValues;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Somebody in a thread, with the program and the habits that stay the same in all his mails.
 *
 * @param person who it is
 * @param mailbox name and address
 * @param client what the mails are written with
 * @param charset preferred charset
 * @param zone of the Date header
 * @param signature lines below the name; empty for none
 * @param disclaimer text at the end; empty for none
 * @param personal values that every mail carries
 */
record Correspondent(
    Person person,
    NamedAddress mailbox,
    Client client,
    Charset charset,
    ZoneOffset zone,
    List<String> signature,
    String disclaimer,
    List<PlantedValue> personal) {

  private static final List<String> HOSTS =
      List.of("post.example", "mailbox.example", "inbox.example", "home-mail.example");
  private static final List<Client> AT_HOME =
      List.of(Client.PLAIN, Client.WEB, Client.WEB, Client.PHONE, Client.HTML_ONLY, Client.FORM);
  private static final List<Client> AT_WORK = List.of(Client.OFFICE, Client.OFFICE, Client.PLAIN);
  private static final double UNICODE = 0.55;

  static Correspondent customer(Language language, Person person, Draws draws) {
    String address = person.localPart() + draws.between(10, 99_999) + '@' + draws.oneOf(HOSTS);
    List<PlantedValue> personal = new ArrayList<>();
    personal.add(new PlantedValue(ValueKind.PERSON, person.name(), "from"));
    personal.add(new PlantedValue(ValueKind.EMAIL_ADDRESS, address, "from"));
    List<String> signature = new ArrayList<>();
    if (draws.chance(0.3)) {
      String phone = new PersonalValues(language, draws).phone();
      signature.add(person.name());
      signature.add(phone);
      personal.add(new PlantedValue(ValueKind.PHONE_NUMBER, phone, "signature"));
    }
    return new Correspondent(
        person,
        new NamedAddress(person.name(), address),
        draws.oneOf(AT_HOME),
        charset(language, draws),
        zone(draws),
        List.copyOf(signature),
        "",
        List.copyOf(personal));
  }

  static Correspondent agent(Language language, Person person, String tenantId, Draws draws) {
    return new Correspondent(
        person,
        new NamedAddress(person.name(), service(tenantId)),
        draws.oneOf(AT_WORK),
        charset(language, draws),
        zone(draws),
        List.of(person.name(), "Service, " + host(tenantId)),
        draws.chance(0.5) ? language.say(Key.DISCLAIMER, draws, person.gender(), Map.of()) : "",
        List.of(new PlantedValue(ValueKind.PERSON, person.name(), "from")));
  }

  /** Address to which customers of a tenant write. */
  static String service(String tenantId) {
    return "service@" + host(tenantId);
  }

  static String host(String tenantId) {
    return tenantId.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9-]", "-") + ".example";
  }

  private static Charset charset(Language language, Draws draws) {
    return draws.chance(UNICODE) ? StandardCharsets.UTF_8 : draws.oneOf(language.charsets());
  }

  private static ZoneOffset zone(Draws draws) {
    return ZoneOffset.ofTotalSeconds(draws.oneOf(List.of(0, 0, 60, 60, 120, 180, 330, -300)) * 60);
  }
}
