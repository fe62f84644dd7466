package io.mailpulse.mail.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.mail.redact.finding.PiiType;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

  private static final RedactionContext TENANT = RedactionContext.of("acme");

  private final Redactor redactor = Redactor.create(RedactorSettings.development());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EMAIL_ADDRESS|write to [jo.lane+news@shop.example.com]. Thanks",
        "EMAIL_ADDRESS|<mailto:[o'neil_7@mail.example]>",
        "EMAIL_ADDRESS|die Adresse [jürgen@bücher.example] stimmt",
        "PHONE_NUMBER|call [+49 (0)30 1234 5678] today",
        "PHONE_NUMBER|call [(713) 555-0142 ext. 17] today",
        "PHONE_NUMBER|Fax: [0203 946 0012]",
        "PHONE_NUMBER|Tel. [05 61 23 45 67]",
        "PHONE_NUMBER|reach me under [00441632960123]",
        "PHONE_NUMBER|mobile: [5550142]",
        "PHONE_NUMBER|about my order: phone [4471-0098]",
        "PHONE_NUMBER|ring [4471 0098] after six",
        "CREDIT_CARD|card [4111 1111 1111 1111] was charged",
        "CREDIT_CARD|charged to [378282246310005].",
        "IBAN_CODE|to [DE89 3704 0044 0532 0130 00] please",
        "IBAN_CODE|to [gb82west12345698765432] please",
        "CREDIT_CARD|支払いに使ったカードは[4111 1111 1111 1111]です。",
        "IBAN_CODE|返金先は[DE89 3704 0044 0532 0130 00]です。",
        "IP_ADDRESS|from [192.0.2.17], again",
        "IP_ADDRESS|from [2001:db8::8a2e:370:7334] again",
        "MAC_ADDRESS|device [00:1B:44:11:3A:B7] is lost",
        "MAC_ADDRESS|device [00-1B-44-11-3A-B7] is lost",
        "MAC_ADDRESS|device [001b.4411.3ab7] is lost",
        "URL_SECRET|open [https://shop.example/reset?user=4&token=Zx81] now",
        "URL_SECRET|open [ftp://user:pw@files.example/a] now",
        "US_SSN|my number is [078-05-1121] thanks",
        "US_SSN|SSN [078051121]",
        "DATE_OF_BIRTH|born on [3 March 1984] in Leeds",
        "DATE_OF_BIRTH|Geburtsdatum: [03.03.1984]",
        "DATE_OF_BIRTH|date de naissance [3/3/84]",
        "DATE_OF_BIRTH|DOB: [March 3, 1984]",
        "DATE_OF_BIRTH|تاريخ الميلاد: [29/12/1966]",
        "DATE_OF_BIRTH|תאריך לידה: [05/11/1998]",
        "DATE_OF_BIRTH|Дата на раждане: [7.02.1973]",
        "POSTAL_ADDRESS|I live at [12 Elm Street] in Leeds",
        "POSTAL_ADDRESS|Meine Anschrift: [Lindenstraße 4a], bitte",
        "POSTAL_ADDRESS|vivo en la [Calle Mayor 12], gracias",
        "POSTAL_ADDRESS|abita in [via Roma 3], grazie",
        "POSTAL_ADDRESS|send it to [12 Elm Street, Springfield, IL 62704]. Thanks",
        "POSTAL_ADDRESS|send it to [12 Elm Street, Leeds LS1 4AB], please",
        "POSTAL_ADDRESS|Anschrift: [Lindenstraße 4a, 10115 Berlin], bitte",
        "POSTAL_ADDRESS|adres: [Lindenstraat 7, 1012 AB Amsterdam].",
        "POSTAL_ADDRESS|Mon adresse : [17 rue des Lilas, 75011 Paris]. Merci",
        "POSTAL_ADDRESS|Mój adres: [ul. Lipowa 40, 00-950 Warszawa].",
        "POSTAL_ADDRESS|Min adresse: [Søndergade 85, 8000 Aarhus].",
        "POSTAL_ADDRESS|Osoitteeni: [Mannerheimintie 11, 00100 Helsinki].",
        "POSTAL_ADDRESS|Címem: [Kossuth utca 12, 1053 Budapest].",
        "POSTAL_ADDRESS|Мой адрес: [ул. Лесная, д. 40, 125047 Москва].",
        "POSTAL_ADDRESS|Моя адреса: [вул. Садова, 40, 01001 Київ].",
        "POSTAL_ADDRESS|Alamat saya: [Jalan Merdeka No. 12], Jakarta",
        "POSTAL_ADDRESS|Adresim: [Atatürk Caddesi No: 12, 34410 İstanbul].",
        "POSTAL_ADDRESS|הכתובת שלי: [רחוב הרצל 12], תל אביב",
        "POSTAL_ADDRESS|عنواني: [شارع الملك فهد 12]، الرياض",
        "POSTAL_ADDRESS|我的地址：[北京市朝阳区建国路93号]。",
        "POSTAL_ADDRESS|请寄到[中山路12号]。",
        "POSTAL_ADDRESS|住所は[東京都渋谷区神南1丁目2番34号]です。",
        "POSTAL_ADDRESS|मेरा पता: [मकान नंबर 29], गांधी मार्ग",
        "POSTAL_ADDRESS|At [12 Elm Street], 2024 Items were sold to us",
        "PERSON|Dear Mrs [Oduya], the parcel is here.",
        "PERSON|Hallo [Sabine], das Paket ist da.",
        "PERSON|My name is [Xiomara Quellin] and I waited.",
        "PERSON|I spoke to [Jennifer Hughes] about it.",
        "PERSON|To: [Hughes, Jennifer P].",
      })
  void findsAValueOfItsType(PiiType type, String marked) {
    int start = marked.indexOf('[');
    int end = marked.indexOf(']') - 1;
    String text = marked.replace("[", "").replace("]", "");

    Redaction redaction = redactor.redact(text, TENANT);

    assertThat(redaction.spans()).hasSize(1);
    Redaction.Span span = redaction.spans().get(0);
    assertThat(span.type()).isEqualTo(type);
    assertThat(text.substring(span.start(), span.end())).isEqualTo(text.substring(start, end));
    assertThat(redaction.text().toString())
        .matches("(?s).*<" + type.token() + "_[0-9a-f]{8}>.*")
        .doesNotContain(text.substring(start, end));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Version 10.2.3 of 2024-03-01 came out at 12:30:45.",
        "The total is 1,234,567.00 EUR for 12 parcels, 3 of them late.",
        "Order 4111111111111112 shipped.",
        "From 1998-2004 we sold 4000 of them, see std::vector and a::b.",
        "transfer to DE89370400440532013001 please",
        "at 300.1.2.3 or 1.2.3.4.5",
        "see https://shop.example/items?page=2&sort=price",
        "meet me @ noon, or @home",
        "The street was closed, 3 drive ways too, in a good way 2 of us left.",
        "Serial AB12-3456-XY, batch 77.",
        "Where is my order 4471-0098?",
        "ऑर्डर नंबर 29 नहीं आया, घर में 5 लोग हैं।",
        "我知道3号之前能到，会议在5号楼，第2区1号。",
        "今日の会議は3号室です。都合により2番に変更。",
        "We lost in St. Louis 42 to 17, on Elm Street, 5 of us in the rain.",
        "Il y a 3 rue et 4 places. No street 7 days a week.",
        "Bestellung Nr. 7730-1152 fehlt",
        "Invoice BC-2026-3391 was paid",
        "The May meeting will grant hope to us all in Paris.",
      })
  void leavesOrdinaryTextAlone(String text) {
    Redaction redaction = redactor.redact(text, TENANT);

    assertThat(redaction.spans()).isEmpty();
    assertThat(redaction.text()).hasToString(text);
  }

  @Test
  void takesTheTownOnTheNextLineIntoTheAddress() {
    String text = "Lieferung an\nLindenstraße 4a\n10115 Berlin\nDanke";

    assertThat(redactor.redact(text, TENANT).spans())
        .extracting(span -> text.substring(span.start(), span.end()))
        .containsExactly("Lindenstraße 4a\n10115 Berlin");
  }

  @Test
  void givesTheSameValueTheSameToken() {
    String text =
        redactor
            .redact("Jo@Shop.example, jo@shop.example, +49 30 1234567, 030 1234567", TENANT)
            .text()
            .toString();
    String[] tokens = text.split(", ");

    assertThat(tokens[0]).isEqualTo(tokens[1]);
    assertThat(tokens[2]).isEqualTo(tokens[3]);
  }

  @Test
  void givesTenantsAndKeysDifferentTokens() {
    String mail = "jo@shop.example";
    Redactor otherKey = Redactor.create(RedactorSettings.withKey(new byte[32]));

    assertThat(
            List.of(
                redactor.redact(mail, TENANT).text().toString(),
                redactor.redact(mail, RedactionContext.of("other")).text().toString(),
                otherKey.redact(mail, TENANT).text().toString()))
        .doesNotHaveDuplicates();
  }

  @Test
  void refusesAShortKeyAndNamesTheDevelopmentKey() {
    assertThatThrownBy(() -> RedactorSettings.withKey(new byte[8]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 16 bytes, found 8");
    assertThat(RedactorSettings.development().usesDevelopmentKey()).isTrue();
    assertThat(RedactorSettings.withKey(new byte[32]).usesDevelopmentKey()).isFalse();
  }

  @Test
  void redactsTheTypesThatWereAskedForOnly() {
    Redactor emails =
        Redactor.create(
            RedactorSettings.development().withTypes(EnumSet.of(PiiType.EMAIL_ADDRESS)));

    assertThat(emails.redact("jo@shop.example from 192.0.2.17", TENANT).text().toString())
        .endsWith(" from 192.0.2.17")
        .startsWith("<EMAIL_");
  }

  @Test
  void redactsNamesKnownFromTheHeadersWhereverTheyStand() {
    RedactionContext context = new RedactionContext("acme", "en", List.of("Quillon Frabjous"));

    assertThat(redactor.redact("As Frabjous said, it is late.", context).spans())
        .extracting(Redaction.Span::type)
        .containsExactly(PiiType.PERSON);
  }

  @Test
  void takesNoListOrTeamForAPerson() {
    RedactionContext context =
        new RedactionContext("acme", "en", List.of("Borealis Developers List", "Borealis Inc."));

    assertThat(redactor.redact("The Borealis branch is late.", context).spans()).isEmpty();
  }

  @Test
  void findsTheSignatureBelowTheClosing() {
    String text = "It never came.\n\nBest regards,\n\nQuellin Zatore\nSales\n";

    assertThat(redactor.redact(text, TENANT).spans())
        .extracting(span -> text.substring(span.start(), span.end()))
        .containsExactly("Quellin Zatore");
  }

  @Test
  void leavesWhatIsRedactedAsItIs() {
    String text =
        "Dear Jennifer Hughes, mail jo@shop.example or call +49 30 1234567, card 4111111111111111,"
            + " born 3 March 1984, 192.0.2.17.";
    String once = redactor.redact(text, TENANT).text().toString();

    assertThat(redactor.redact(once, TENANT).text()).hasToString(once);
  }

  @Test
  void spansMapBothTexts() {
    String text = "Hi Jennifer, write to jo@shop.example or jane@shop.example. Bye";
    Redaction redaction = redactor.redact(text, TENANT);
    String output = redaction.text().toString();

    StringBuilder rebuilt = new StringBuilder();
    int at = 0;
    for (Redaction.Span span : redaction.spans()) {
      assertThat(output.charAt(span.outputStart())).isEqualTo('<');
      assertThat(output.charAt(span.outputEnd() - 1)).isEqualTo('>');
      rebuilt.append(output, at, span.outputStart()).append(text, span.start(), span.end());
      at = span.outputEnd();
    }
    assertThat(rebuilt.append(output.substring(at))).hasToString(text);
    assertThat(redaction.toOutput(text.length())).isEqualTo(output.length());
  }

  @Test
  void neverFailsAndNeverLosesTextOnRandomInput() {
    Random random = new Random(20_261_122);
    String alphabet = "@:/.-+()<>,\n 0123456789abcXYZ'\u00e9\u0416\u4e2d\ud83d\ude00_=&?Dear Mr";
    for (int round = 0; round < 3_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(200);
      for (int i = 0; i < length; i++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      Redaction redaction = redactor.redact(text.toString(), TENANT);
      int kept = 0;
      int at = 0;
      for (Redaction.Span span : redaction.spans()) {
        assertThat(span.start()).isBetween(at, span.end() - 1);
        kept += span.start() - at;
        at = span.end();
      }
      kept += text.length() - at;
      int tokens = redaction.spans().stream().mapToInt(s -> s.outputEnd() - s.outputStart()).sum();
      assertThat(redaction.text().length()).isEqualTo(kept + tokens);
    }
  }
}
