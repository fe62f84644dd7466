package io.mailpulse.mail.segment.quote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailboxesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      nullValues = "-",
      value = {
        "Ada Lorenz <ada@example.org>; Ada Lorenz; ada@example.org",
        "\"Lorenz, Ada\" <ada@example.org>; Lorenz, Ada; ada@example.org",
        "ada@example.org; -; ada@example.org",
        "<ada@example.org>; -; ada@example.org",
        "ada@example.org <ada@example.org>; -; ada@example.org",
        "Ada Lorenz [mailto:ada@example.org]; Ada Lorenz; ada@example.org",
        "Ada<mailto:ada@example.org> <ada@example.org<mailto:ada@example.org>>; Ada;"
            + " ada@example.org",
        "Ada Lorenz (ada@example.org); Ada Lorenz; ada@example.org",
        "Ada <ada@example.org> on behalf of Pumps <pumps@example.org>; Ada; ada@example.org",
        "Ada Lorenz; Ada Lorenz; -",
        "Ada Lorenz/BER/ACME@ACME; Ada Lorenz/BER/ACME@ACME; -"
      })
  void namesAndAddressesAreTakenApart(String value, String name, String address) {
    assertThat(Mailboxes.one(value)).isEqualTo(new Mailbox(name, address));
  }

  @Test
  void listsAreSplitAtCommasOrSemicolonsButNotInsideNames() {
    assertThat(Mailboxes.list("Lorenz, Ada <ada@example.org>, Kim <kim@example.org>"))
        .containsExactly(
            new Mailbox("Lorenz, Ada", "ada@example.org"), new Mailbox("Kim", "kim@example.org"));
    assertThat(Mailboxes.list("Lorenz, Ada; Berger, Kim"))
        .containsExactly(new Mailbox("Lorenz, Ada", null), new Mailbox("Berger, Kim", null));
    assertThat(Mailboxes.list(null)).isEmpty();
    assertThat(Mailboxes.one(" ")).isNull();
  }
}
