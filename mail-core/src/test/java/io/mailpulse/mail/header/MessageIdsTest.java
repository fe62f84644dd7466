package io.mailpulse.mail.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.mail.mime.MailText;
import io.mailpulse.mail.mime.ParsedMail;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MessageIdsTest {

  private static final Set<String> NOBODY = Set.of();

  @Test
  void takesIdsWithoutBracketsAsListSoftwareWritesThem() {
    assertThat(MessageIds.inReplyTo(" 82d-c91e@mail.example", NOBODY))
        .contains("82d-c91e@mail.example");
    assertThat(MessageIds.references("a1@mail.example\r\n\tb2@mail.example", NOBODY))
        .containsExactly("a1@mail.example", "b2@mail.example");
  }

  @Test
  void takesTheIdBehindAPhraseThatNamesItsAuthor() {
    assertThat(
            MessageIds.inReplyTo(
                "Message from Ada Kern <Ada@Works.example> of \"Mon\" <71@works.example>", NOBODY))
        .contains("71@works.example");
  }

  @Test
  void theAddressOfACorrespondentIsNoId() {
    Set<String> people = Set.of("ada@works.example");

    assertThat(MessageIds.inReplyTo("Message from Ada <Ada@Works.example> of Monday", people))
        .isEmpty();
    assertThat(MessageIds.references("<ada@works.example> <71@works.example>", people))
        .isEqualTo(List.of("71@works.example"));
  }

  @Test
  void answersToTwoMailsOfOneAuthorAreNotTiedByHisAddress() {
    ParsedMail answer =
        MailText.parse(
            "From: Ben <ben@works.example>",
            "To: Ada <ada@works.example>",
            "References: <ada@works.example> <71@works.example>",
            "In-Reply-To: Message from Ada <ada@works.example> of Monday",
            "",
            "Yes.");

    assertThat(answer.headers().references()).containsExactly("71@works.example");
    assertThat(answer.headers().inReplyTo()).isEmpty();
  }
}
