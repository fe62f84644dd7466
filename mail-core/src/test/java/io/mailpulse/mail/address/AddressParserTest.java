package io.mailpulse.mail.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

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

  private static List<HeaderAddress> parse(String field) {
    return AddressParser.parse(field, UnaryOperator.identity());
  }
}
