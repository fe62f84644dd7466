package io.mailpulse.generate.thread;

import io.mailpulse.generate.draw.Draws;
import io.mailpulse.generate.language.Key;
import io.mailpulse.generate.language.Language;
import io.mailpulse.generate.language.Person;
import io.mailpulse.generate.truth.PlantedValue;
import io.mailpulse.generate.truth.ValueKind;
import io.mailpulse.generate.value.PersonalValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sentences with personal values, and what was planted by them. */
final class Planting {

  private static final Map<ValueKind, Key> SENTENCES =
      Map.ofEntries(
          Map.entry(ValueKind.PHONE_NUMBER, Key.PLANT_PHONE),
          Map.entry(ValueKind.EMAIL_ADDRESS, Key.PLANT_EMAIL),
          Map.entry(ValueKind.IBAN_CODE, Key.PLANT_IBAN),
          Map.entry(ValueKind.CREDIT_CARD, Key.PLANT_CARD),
          Map.entry(ValueKind.POSTAL_ADDRESS, Key.PLANT_ADDRESS),
          Map.entry(ValueKind.DATE_OF_BIRTH, Key.PLANT_BORN),
          Map.entry(ValueKind.PERSON, Key.PLANT_PERSON),
          Map.entry(ValueKind.URL_SECRET, Key.PLANT_LINK),
          Map.entry(ValueKind.IP_ADDRESS, Key.PLANT_DEVICE),
          Map.entry(ValueKind.MAC_ADDRESS, Key.PLANT_DEVICE),
          Map.entry(ValueKind.US_SSN, Key.PLANT_SSN),
          Map.entry(ValueKind.NATIONAL_ID, Key.PLANT_ID));

  private final List<String> sentences = new ArrayList<>();
  private final List<PlantedValue> values = new ArrayList<>();

  private Planting() {}

  static Planting none() {
    return new Planting();
  }

  /** One or two values of different kinds for which the language has a sentence. */
  static Planting of(Language language, Person writer, Draws draws) {
    Planting planting = new Planting();
    List<ValueKind> kinds = new ArrayList<>(List.of(ValueKind.values()));
    kinds.removeIf(kind -> language.all(SENTENCES.get(kind)).isEmpty());
    PersonalValues values = new PersonalValues(language, draws);
    for (int count = draws.between(1, 2); count > 0; count--) {
      ValueKind kind = kinds.remove(draws.below(kinds.size()));
      PersonalValues.Value value = values.make(kind, writer);
      planting.sentences.add(
          language.say(SENTENCES.get(kind), draws, writer.gender(), Map.of("value", value.text())));
      planting.values.add(new PlantedValue(kind, value.secret(), "body"));
    }
    return planting;
  }

  List<String> sentences() {
    return sentences;
  }

  List<PlantedValue> values() {
    return values;
  }
}
