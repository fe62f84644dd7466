package io.mailpulse.generate.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.generate.draw.Draws;
import io.mailpulse.generate.language.Person.Gender;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LanguageTest {

  private static final Set<Key> NOT_EVERYWHERE =
      EnumSet.of(Key.HELLO_NAME, Key.PLANT_SSN, Key.PLANT_ID);
  private static final Map<String, String> SLOTS =
      Map.of(
          "n", "1", "d", "5", "name", "N", "value", "V", "subject", "S", "date", "D", "time", "T");

  static List<String> codes() {
    return Language.CODES;
  }

  @ParameterizedTest
  @MethodSource("codes")
  void hasAPhraseForEverythingAndSeveralForWhatPeopleFeel(String code) {
    Language language = Language.of(code);

    for (Key key : Key.values()) {
      if (!NOT_EVERYWHERE.contains(key)) {
        assertThat(language.all(key)).as("%s", key).isNotEmpty();
      }
      for (Gender gender : Gender.values()) {
        assertThat(language.sayAll(key, 99, new Draws(1), gender, SLOTS))
            .as("%s", key)
            .hasSameSizeAs(language.all(key))
            .noneMatch(said -> said.contains("{") || said.contains("}"));
      }
    }
    for (Key key : EnumSet.of(Key.COMPLAINT, Key.ANGER, Key.THANKS, Key.QUESTION, Key.NOTICE)) {
      assertThat(language.all(key)).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @MethodSource("codes")
  void knowsPeopleNumbersAndPrograms(String code) {
    Language language = Language.of(code);

    assertThat(language.people()).hasSize(6);
    assertThat(language.women()).hasSize(3);
    assertThat(language.people()).allMatch(person -> person.localPart().matches("[a-z.-]+"));
    assertThat(language.all(Key.LABELS).get(0).split("\\|")).hasSize(4);
    assertThat(language.charsets()).isNotEmpty();
    for (String pattern : List.of("phone", "iban", "street")) {
      assertThat(language.pattern(pattern)).isPresent();
    }
    assertThat(language.day(OffsetDateTime.of(2026, 3, 4, 1, 2, 3, 0, ZoneOffset.UTC)))
        .matches("[0-9./-]+");
  }

  @Test
  void takesTheFormOfWhoWrites() {
    assertThat(Phrase.fill("{content|contente} de {n}", Gender.WOMAN, SLOTS))
        .isEqualTo("contente de 1");
    assertThat(Phrase.fill("{content|contente} de {n}", Gender.MAN, SLOTS))
        .isEqualTo("content de 1");
    assertThatThrownBy(() -> Phrase.fill("{x}", Gender.MAN, SLOTS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesALanguageThatItDoesNotKnow() {
    assertThatThrownBy(() -> Language.of("xx")).hasMessageContaining("found xx");
  }
}
