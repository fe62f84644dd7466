package io.mailpulse.mail.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressParserTest {

  @Test
  void readsNamesQuotesCommentsAndRoutes() {
    assertThat(
            parse(
                "Anna Weber <anna@example.org>, \"Holm, Ole\" <ole@example.org>,"
                    + " eva@example.org (Eva), <@relay.example:pia@example.org>"))
        .containsExactly(
            new HeaderAddress("Anna Weber", "anna@example.org"),
            new HeaderAddress("Holm, Ole", "ole@example.org"),
            new HeaderAddress("Eva", "eva@example.org"),
            new HeaderAddress("", "pia@example.org"));
  }

  @Test
  void readsDomainsWhoseDotsStandApart() {
    assertThat(parse("Ada Lind ada@shop   . example . org, bo@shop.example . Bo"))
        .containsExactly(
            new HeaderAddress("Ada Lind", "ada@shop.example.org"),
            new HeaderAddress("", "bo@shop.example.Bo"));
  }

  @Test
  void readsGroupsAndEmptyGroups() {
    assertThat(parse("Team: a@example.org, b@example.org;"))
        .extracting(HeaderAddress::address)
        .containsExactly("a@example.org", "b@example.org");
    assertThat(parse("undisclosed-recipients:;")).isEmpty();
  }

  @Test
  void readsWhatMailProgramsWriteInstead() {
    assertThat(parse("'Anna' <anna@example.org>; ole@example.org"))
        .containsExactly(
            new HeaderAddress("Anna", "anna@example.org"),
            new HeaderAddress("", "ole@example.org"));
    assertThat(parse("\"anna@example.org\" <anna@example.org>"))
        .containsExactly(new HeaderAddress("", "anna@example.org"));
    assertThat(parse("anna at example.org (Anna Weber)"))
        .containsExactly(new HeaderAddress("Anna Weber", "anna@example.org"));
    assertThat(parse("\"Anna <anna@example.org>"))
        .containsExactly(new HeaderAddress("Anna", "anna@example.org"));
    assertThat(parse("The moderator")).containsExactly(new HeaderAddress("The moderator", ""));
  }

  @Test
  void showsANameWithoutAddressSo() {
    assertThat(new HeaderAddress("The moderator", "").display()).isEqualTo("The moderator <>");
    assertThat(new HeaderAddress("", "a@Example.org").display()).isEqualTo("a@Example.org");
    assertThat(new HeaderAddress("", "a@Example.org").domain()).isEqualTo("example.org");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Holm, Ole <ole@example.org>|Holm, Ole",
        "Holm, Ole (Billing) <ole@example.org>|Holm, Ole",
        "Holm, Ole, Dr. <ole@example.org>|Holm, Ole, Dr.",
        "van den Berg, Ole <ole@example.org>|van den Berg, Ole",
        "\"Holm, Ole <ole@example.org>|Holm, Ole",
        "\"Ole Holm,<ole@example.org>|Ole Holm",
        "Holm, Ole ole@example.org|Holm, Ole",
        "Holm, Ole [ole@example.org]|Holm, Ole",
        "Ole Holm [mailto:ole@example.org]|Ole Holm",
        "[Shop] Ole Holm <ole@example.org>|[Shop] Ole Holm",
        "Ole \"the tap\" Holm <ole@example.org>|Ole the tap Holm",
        "O'Holm, Ole <<ole@example.org>>|O'Holm, Ole",
        "ole@example.org, <ole@example.org>|``",
      })
  void oneAddressStaysOneWhateverStandsInItsName(String field, String name) {
    assertThat(parse(field)).last().isEqualTo(new HeaderAddress(name, "ole@example.org"));
    if (!name.isEmpty()) {
      assertThat(parse(field)).hasSize(1);
    }
  }

  @Test
  void namesOfSeveralPeopleStaySeveral() {
    assertThat(parse("Holm, Ole <ole@example.org>, Weber, Anna <anna@example.org>"))
        .containsExactly(
            new HeaderAddress("Holm, Ole", "ole@example.org"),
            new HeaderAddress("Weber, Anna", "anna@example.org"));
    assertThat(parse("root, anna@example.org"))
        .containsExactly(new HeaderAddress("root", ""), new HeaderAddress("", "anna@example.org"));
    assertThat(parse("a; Ole <ole@example.org>"))
        .containsExactly(new HeaderAddress("a", ""), new HeaderAddress("Ole", "ole@example.org"));
    assertThat(parse("one, two, three, four, Ole <ole@example.org>"))
        .containsExactly(
            new HeaderAddress("one", ""),
            new HeaderAddress("two", ""),
            new HeaderAddress("three", ""),
            new HeaderAddress("four, Ole", "ole@example.org"));
  }

  private static List<HeaderAddress> parse(String field) {
    return AddressParser.parse(field, UnaryOperator.identity());
  }
}
