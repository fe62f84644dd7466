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
  void takesIdsThatWereEncodedOnTheWay() {
    assertThat(
            MessageIds.inReplyTo(
                "=?utf-8?q?=3Cwinter=2E77?=\r\n =?utf-8?q?12=40mail=2Eexample=3E?=", NOBODY))
        .contains("winter.7712@mail.example");
    assertThat(
            MessageIds.references(
                "=?us-ascii?B?PGFAbWFpbC5leGFtcGxlPiA8YkBtYWlsLmV4YW1wbGU+?=", NOBODY))
        .containsExactly("a@mail.example", "b@mail.example");
    assertThat(MessageIds.references("%3Ca1%40mail.example%3E %3Cb2%40mail.example%3e", NOBODY))
        .containsExactly("a1@mail.example", "b2@mail.example");
    assertThat(MessageIds.inReplyTo("&lt;a1@mail.example&gt;", NOBODY)).contains("a1@mail.example");
  }

  @Test
  void takesNothingOffAnIdThatOnlyLooksEncoded() {
    assertThat(MessageIds.inReplyTo("<a%40b%3d@mail.example>", NOBODY))
        .contains("a%40b%3d@mail.example");
    assertThat(MessageIds.inReplyTo("<1%40mail.example>", NOBODY)).contains("1%40mail.example");
    assertThat(MessageIds.inReplyTo("100%4 of %40 and %zz", NOBODY)).isEmpty();
  }

  @Test
  void takesAnIdWithoutBracketsAndWithoutAHost() {
    assertThat(MessageIds.inReplyTo("0b8e6f10-77aa-4f0e-9d0c-5f1f6a0f9d11", NOBODY))
        .contains("0b8e6f10-77aa-4f0e-9d0c-5f1f6a0f9d11");
    assertThat(MessageIds.references("a1@mail.example, b2@mail.example", NOBODY))
        .containsExactly("a1@mail.example", "b2@mail.example");
    assertThat(MessageIds.inReplyTo("Your mail of Monday", NOBODY)).isEmpty();
    assertThat(MessageIds.inReplyTo("yesterday2", NOBODY)).isEmpty();
  }

  @Test
  void aBareNumberIsNoIdButOneOfTheTrackerThatSentIt() {
    ParsedMail notice =
        MailText.parse("From: Faults <faults@tracker.example>", "In-Reply-To: 88017", "", "New.");

    assertThat(notice.headers().inReplyTo()).isEmpty();
    assertThat(notice.headers().trackerNumber()).contains("tracker.example:88017");
    assertThat(MessageIds.number("#88017")).contains("88017");
    assertThat(MessageIds.number("<88017>")).isEmpty();
    assertThat(MessageIds.number("0")).isEmpty();
    assertThat(MessageIds.number("9".repeat(500))).isEmpty();
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
