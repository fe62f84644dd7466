package io.mailpulse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.settings.ConfigException.Mistake;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigValuesTest {

  private static final Option<Integer> ROOMS =
      Option.of("house.rooms", OptionType.integer(1, 20), "3", "Rooms.");
  private static final Option<URI> DOOR =
      Option.optional("house.door", OptionType.address("http", "https"), "Door.");
  private static final Option<String> OWNER =
      Option.required("house.owner", OptionType.text(), "Owner.");
  private static final Option<Duration> LEASE =
      Option.optional(
          "tenants.*.lease", OptionType.duration(Duration.ZERO, Duration.ofDays(900)), "Lease.");
  private static final List<Option<?>> ALL = List.of(ROOMS, DOOR, OWNER, LEASE);

  @Test
  void readsOnAfterAMistakeAndReportsAllOfThem() {
    ConfigValues values =
        ConfigValues.of(Map.of("house.rooms", "many", "tenants.a.b.lease", "soon"));

    assertThat(values.get(ROOMS)).isEqualTo(3);
    assertThat(values.get(OWNER)).isNull();
    assertThat(values.all(LEASE)).isEmpty();
    assertThat(values.isMistaken(ROOMS)).isTrue();
    assertThat(values.isMistaken(DOOR)).isFalse();
    assertThatThrownBy(values::requireNoMistakes)
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            """
            the configuration has 3 mistakes:
              house.rooms: expected a whole number, found 'many'
              house.owner: must be set (text)
              tenants.a.b.lease: expected a duration such as 250 ms, 60 s, 5 min, 24 h, 30 d, \
            found 'soon'""");
  }

  @Test
  void aStarStandsForAnyName() {
    ConfigValues values =
        ConfigValues.parse(
            "x.yaml", "tenants:\n  acme: {lease: 2 d}\n  acme.eu:\n    lease: 3 d\n", Map.of());

    assertThat(values.all(LEASE))
        .containsExactly(
            Map.entry("acme", Duration.ofDays(2)), Map.entry("acme.eu", Duration.ofDays(3)));
    assertThat(values.mistakes()).isEmpty();
  }

  @Test
  void anOverrideWinsOverTheFileAndABlankValueIsNone() {
    ConfigValues values =
        ConfigValues.parse(
            "x.conf", "house.rooms = 5\nhouse.owner = a\n", Map.of("house.owner", " "));

    assertThat(values.get(ROOMS)).isEqualTo(5);
    assertThat(values.has(OWNER)).isFalse();
  }

  @Test
  void keysOfEveryProgramAreKnownAndNoOthers() {
    ConfigValues values =
        ConfigValues.of(
            Map.of(
                "house.owner", "a",
                "kafka.group-id", "of the stream",
                "rescore.from", "of a batch job",
                "kafka.grupp-id", "of nobody",
                "tenants.acme.langages", "en"));

    values.refuseUnknownKeys(ALL);

    assertThat(values.mistakes())
        .containsExactlyInAnyOrder(
            new Mistake("kafka.grupp-id", "no such option; is it kafka.group-id?"),
            new Mistake("tenants.acme.langages", "no such option; is it tenants.acme.languages?"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://user:hunter2@door, expected an address without a user",
    "ftp://user:hunter2@door, expected an address without a user",
    "http://door_bell:80, 'expected http:// or https://, then a host'",
    "door:80, 'expected http:// or https://, then a host'",
    "/door, 'expected http:// or https://, then a host'",
  })
  void refusesAnAddressThatCannotBeAskedWithoutShowingAPassword(String text, String problem) {
    ConfigValues values = ConfigValues.of(Map.of("house.door", text));

    assertThat(values.find(DOOR)).isEmpty();
    assertThat(values.mistakes())
        .singleElement()
        .satisfies(
            mistake -> assertThat(mistake.problem()).startsWith(problem).doesNotContain("hunter2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/door", "door", "ftp://door"})
  void refusesAUriOfAnotherSchemeOrOfNone(String text) {
    Option<URI> gate = Option.optional("house.gate", OptionType.uri("http", "https"), "Gate.");
    ConfigValues values = ConfigValues.of(Map.of("house.gate", text));

    assertThat(values.find(gate)).isEmpty();
    assertThat(values.mistakes())
        .containsExactly(
            new Mistake(
                "house.gate", "expected a URI with scheme http or https, found '" + text + "'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://door", "https://door.example:8443/bell?x=1"})
  void takesAddresses(String text) {
    assertThat(ConfigValues.of(Map.of("house.door", text)).find(DOOR)).contains(URI.create(text));
  }
}
