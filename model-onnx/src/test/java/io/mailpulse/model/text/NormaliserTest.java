package io.mailpulse.model.text;

import static io.mailpulse.model.text.Normaliser.normalise;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NormaliserTest {

  @Test
  void foldsAddressesNumbersAndMentions() {
    assertThat(normalise("See https://shop.example/a?b=1. Or (www.shop.example)!"))
        .isEqualTo("See <URL>. Or (<URL>)!");
    assertThat(normalise("Order 4711823 of 2026-11-22, 1.299,00 EUR"))
        .isEqualTo("Order <NUM> of <NUM>, <NUM> EUR");
    assertThat(normalise("@shop_help thanks, a@b stays")).isEqualTo("@user thanks, a@b stays");
  }

  @Test
  void keepsShortNumbersBecauseRatingsAreMadeOfThem() {
    assertThat(normalise("1 star, not 5. 10/10 for the box, win11"))
        .isEqualTo("1 star, not 5. 10/10 for the box, win11");
  }

  @Test
  void dropsThePseudonymOfRedactionTokensOnly() {
    assertThat(normalise("Write <EMAIL_7f3a> or <PHONE_00ff12> <b> <EMAIL> <A_> <x_1>"))
        .isEqualTo("Write <EMAIL> or <PHONE> <b> <EMAIL> <A_> <x_1>");
    assertThat(normalise("cut <EMAIL_7f3a")).isEqualTo("cut <EMAIL_7f3a");
  }

  @Test
  void composesAndCollapses() {
    assertThat(normalise("  cafe\u0301 \r\n\t\u00a0 au\u200b lait \ufeff"))
        .isEqualTo("café au lait");
  }

  @Test
  void keepsEmojiAndJoinersAndDropsLoneSurrogates() {
    assertThat(normalise("gut 👍🏽 👩‍👩‍👧")).isEqualTo("gut 👍🏽 👩‍👩‍👧");
    assertThat(normalise("a\ud83db\udc4dc\ud83d")).isEqualTo("abc");
  }

  @Test
  void isStableWhenAppliedTwice() {
    String once = normalise("Hi @Bob, call 0171 234567 – see http://a.example/x and <IBAN_0a>!");
    assertThat(normalise(once)).isEqualTo(once);
  }

  @Test
  void givesNothingForNothing() {
    assertThat(normalise("")).isEmpty();
    assertThat(normalise(" \n\u200b\u0000 ")).isEmpty();
  }
}
