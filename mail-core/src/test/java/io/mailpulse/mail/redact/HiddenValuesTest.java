package io.mailpulse.mail.redact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses and numbers that are encoded, spelled out, or written in other digits. */
class HiddenValuesTest {

  private final Redactor redactor = Redactor.create(RedactorSettings.development());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://track.example/c?to=mia.holm%40shop.example&n=1",
        "https://track.example/c?to=mia.holm%2540shop.example",
        "https://track.example/?u=https%253A%252F%252Fa.example%252F%253Fm%253Dmia.holm%252540shop.example",
        "https://eu.safelinks.example/?url=https%3A%2F%2Fa.example%2F&data=05%7C01%7Cmia.holm%40shop.example%7Cab%7C0",
        "https://urldefense.example.com/v2/url?u=https-3A__a.example_-3Fm-3Dmia.holm-40shop.example",
        "<mailto:mia.holm%40shop.example>",
        "ｍｉａ．ｈｏｌｍ＠shop.example",
        "mia.holm＠ｓｈｏｐ．ｅｘａｍｐｌｅ",
        "mia.ho\u200blm@shop.exam\u200bple",
        "mi\u00ada.holm@shop.example",
        "\u202amia.holm@shop.example\u202c",
        "mia.holm (at) shop.example",
        "mia.holm[at]shop[dot]example",
        "mia.holm {at} shop {dot} example",
        "mia.holm AT shop DOT com",
        "mia.holm (ät) shop (punkt) de",
        "mia.holm arroba tienda punto es",
        "mia.holm(a)shop.example",
      })
  void findsTheAddress(String text) {
    assertThat(redactor.redact(text, RedactionContext.of("acme")).text().toString())
        .doesNotContain("mia")
        .doesNotContain("ｍｉａ")
        .doesNotContain("holm");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ring ⟦06.98.76.54.32⟧ ou ⟦07-98-76-54-32⟧ ou ⟦06/98/76/54/32⟧",
        "mon numéro : ⟦+33 6 98 76 54 32⟧, ⟦0033698765432⟧, ⟦0698765432⟧",
        "我的手机是⟦13987654321⟧，谢谢",
        "手机 ⟦139-8765-4321⟧ 或 ⟦+86 139 8765 4321⟧",
        "رقمي ⟦٠٥٥٩٨٧٦٥٤٣⟧ شكرا",
        "شماره ⟦۰۹۱۲۹۸۷۶۵۴۳⟧ است",
        "मेरा फ़ोन ⟦९८७६५४३२१०⟧ है",
        "звоните ⟦8 (916) 987-65-43⟧ или ⟦89169876543⟧",
        "电话：⟦010-87654321⟧",
        "tel: ⟦＋４９　３０　９８７６５４⟧",
        "TE: ⟦+ 54 341 9876543⟧",
      })
  void findsTheTelephoneNumber(String marked) {
    Marked mail = Marked.of(marked);

    assertThat(mail.found(redactor)).containsExactlyElementsOf(mail.values());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Meeting ID: 276 481 903 55",
        "Join with Webinar ID 873 2214 9065, passcode 448812",
        "Phone conference ID: 481 552 903#",
        "Besprechungs-ID: 388 104 772 19",
        "ID de réunion : 845 7716 2093",
        "会议号：612 3345 7781",
        "Order number 5500000000004 is late",
        "Bestellnummer: 00456789012",
        "Commande n° 0612345678901",
        "订单号13800138000还没有发货",
        "Revenue rose by +250 000 000 and +75 000 000 EUR",
        "sold 120 450 800 units",
        "row 7 481 552 903 12 55 481",
        "We run Portal 7.4.2.11 with driver 6.1.7.20",
        "since version 12.0.3.1 and v5.2.0.7, build 9.9.1.0",
        "see section 4.2.10.3 and § 3.1.2.2",
        "kernel 5.4.0.91-generic, Firefox/3.6.28.1",
        "4.1.2.7 Refunds of late parcels",
        "look at shop dot com, off at the point that we met",
        "50%20discount and 100%25 sure",
      })
  void leavesOtherNumbersAlone(String text) {
    assertThat(Marked.of(text).found(redactor)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "my ip is ⟦8.5.1.2⟧ here",
        "Server ⟦10.4.1.12⟧ is down",
        "Router ⟦192.168.7.1⟧",
        "Google DNS ⟦8.8.8.8⟧ answers",
        "listen on ⟦7.4.2.11⟧:8080",
        "Portal 7.4.2.11 at ⟦198.51.100.7⟧",
      })
  void stillFindsNetworkAddresses(String marked) {
    Marked mail = Marked.of(marked);

    assertThat(mail.found(redactor)).containsExactlyElementsOf(mail.values());
  }

  @Test
  void stillFindsACardBesideAnOrder() {
    Marked mail =
        Marked.of("for order 77 I paid with card ⟦5500000000004⟧4 or ⟦4111 1111 1111 1111⟧");

    assertThat(mail.found(redactor)).contains("4111 1111 1111 1111");
  }

  @Test
  void givesTheSameTokenToBothWaysOfWriting() {
    String text =
        redactor
            .redact("mia (at) shop (dot) example, mia@shop.example", RedactionContext.of("acme"))
            .text()
            .toString();

    assertThat(text.split(", ")[0]).isEqualTo(text.split(", ")[1]);
  }
}
