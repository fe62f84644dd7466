package io.mailpulse.mail.charset;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.mail.fault.Defect;
import io.mailpulse.mail.mime.MailText;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharsetGuessTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "windows-1252|Schöne Grüße",
        "windows-1252|Grüße",
        "windows-1252|Tschüß, bis übermorgen",
        "windows-1252|ÄRGER MIT DER HEIZUNG, ÜBERALL WASSER",
        "windows-1252|Jörg Müller",
        "windows-1252|été",
        "windows-1252|à bientôt",
        "windows-1252|naïve café",
        "windows-1252|Año nuevo",
        "windows-1252|coração",
        "windows-1252|¿Cuándo llegará mi pedido? Ya pasó una semana, señores",
        "ISO-8859-2|Dzień dobry, proszę o zwrot pieniędzy, już",
        "ISO-8859-2|Kiedy to będzie zrobione, ponieważ minął tydzień",
        "ISO-8859-2|Miért nem érkezett meg a csomag három hét után sem",
        "windows-1252|smørrebrød på Ærø",
        "windows-1252|Þórður Ólafsson",
        "windows-1252|õnnitlused, pakk ei jõudnud kohale",
        "windows-1252|don’t worry, it’s fine – really",
        "windows-1252|“Hello” 5 € – it’s",
        "windows-1252|20 °C",
        "windows-1252|§ 5 BGB",
        "windows-1252|© 2026 Foo®",
        "windows-1252|I said «no»…",
        "ISO-8859-2|Dzień dobry, paczka nie przyszła",
        "ISO-8859-2|Zażółć gęślą jaźń",
        "ISO-8859-2|Bună ziua, vă rog să îmi trimiteţi factura",
        "ISO-8859-2|Köszönöm szépen, a csomag megérkezett, de törött volt, őszintén szólva",
        "windows-1250|Dziękuję za odpowiedź",
        "windows-1250|Příliš žluťoučký kůň",
        "windows-1250|Dobrý deň, balík neprišiel, ďakujem",
        "windows-1250|Pošiljka još nije došla, što da radim",
        "windows-1254|Merhaba, siparişim hâlâ gelmedi, yardımcı olur musunuz",
        "windows-1254|teşekkürler",
        "windows-1257|Laba diena, siuntinys dar neatėjo, ačiū už pagalbą",
        "x-MacRoman|Schöne Grüße",
        "IBM850|Schöne Grüße aus Köln",
        "IBM852|Proszę o szybką odpowiedź",
        "windows-1251|Где мой заказ",
        "windows-1251|Спасибо",
        "windows-1251|СРОЧНО ОТВЕТЬТЕ",
        "windows-1251|Здравейте, пратката не е пристигнала",
        "windows-1251|Мій пароль не працює",
        "KOI8-R|Где мой заказ",
        "KOI8-R|пароль",
        "KOI8-R|да, спасибо",
        "KOI8-R|не работает",
        "KOI8-R|Иванов Петр",
        "KOI8-U|де моє замовлення",
        "windows-1251|КЪДЕ Е ПОРЪЧКАТА МИ",
        "windows-1251|ДЕ МОЄ ЗАМОВЛЕННЯ",
        "KOI8-R|СРОЧНО ОТВЕТЬТЕ",
        "KOI8-R|Нет, не надо",
        "KOI8-U|Мій пароль не працює, її немає",
        "x-MacCyrillic|Здравствуйте! Я жду ответа. Спасибо, Юлия",
        "IBM866|Где мой заказ",
        "ISO-8859-5|Где мой заказ",
        "ISO-8859-7|Καλημέρα σας",
        "windows-1253|ΚΑΛΗΜΕΡΑ ΣΑΣ",
        "windows-1253|Η ΠΑΡΑΓΓΕΛΙΑ ΔΕΝ ΕΧΕΙ ΕΡΘΕΙ",
        "windows-1253|ΤΟ ΔΕΜΑ ΜΟΥ ΔΕΝ ΗΡΘΕ ΠΟΤΕ",
        "windows-1253|ΕΥΧΑΡΙΣΤΩ",
        "windows-1253|ΤΙΜΟΛΟΓΙΟ ΝΟΕΜΒΡΙΟΥ",
        "ISO-8859-7|ΖΗΤΩ ΕΠΙΣΤΡΟΦΗ ΧΡΗΜΑΤΩΝ ΑΜΕΣΑ",
        "ISO-8859-7|ΔΕΝ ΛΕΙΤΟΥΡΓΕΙ Ο ΚΩΔΙΚΟΣ ΜΟΥ",
        "windows-1253|Γιώργος Παπαδόπουλος",
        "windows-1253|Παραγγελία 4711",
        "windows-1253|Το δέμα δεν ήρθε ακόμα, πότε θα έρθει;",
        "windows-1255|שלום רב",
        "windows-1255|הזמנתי אצלכם מקרר לפני שבועיים ועד היום לא קיבלתי אותו",
        "windows-1255|בית המלון היה נקי. השכנים מאוד רועשים, לא ישנו כל הלילה",
        "windows-1255|תודה רבה על העזרה המהירה, הכל עובד עכשיו",
        "KOI8-R|Я ЗАКАЗАЛ ХОЛОДИЛЬНИК ДВЕ НЕДЕЛИ НАЗАД, А ЕГО ВСЕ НЕТ",
        "windows-1256|مرحبا، لم يصل الطلب",
        "windows-1256|شكرا",
        "x-windows-874|สวัสดีค่ะ",
        "x-windows-874|ขอบคุณมาก ของยังไม่มา",
        "GB18030|订单还没有到",
        "GB18030|您好，我的订单还没有到，请帮我查一下，谢谢！",
        "Big5|訂單還沒有到，請幫我查一下",
        "Big5|您好",
        "EUC-KR|주문이 아직 안 왔어요",
        "EUC-KR|안녕하세요",
        "Shift_JIS|まだ届きません",
        "Shift_JIS|お問い合わせ",
        "EUC-JP|お問い合わせの件",
      })
  void readsBytesThatNameNoCharset(String charset, String text) {
    byte[] bytes = text.getBytes(Charset.forName(charset));

    assertThat(TextDecoding.guess(bytes, 0, bytes.length, TextDecoding.noDefects()))
        .isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ISO-8859-2|Prosiłem już trzy razy o zwrot pieniędzy i nikt mi nie odpowiedział.",
        "windows-1250|Už třikrát jsem žádal o vrácení peněz a nikdo mi neodpověděl.",
        "windows-1251|Я уже три раза просил вернуть деньги, и никто мне не ответил.",
        "windows-1253|Έχω ζητήσει τρεις φορές τα χρήματά μου και δεν απάντησε κανείς.",
        "windows-1254|Üç kez paramı geri istedim, hiç kimse yanıt vermedi, çok kızgınım.",
      })
  void doubtsAWesternLabelThatMakesNoWords(String charset, String text) {
    byte[] bytes = text.getBytes(Charset.forName(charset));
    Set<Defect> defects = TextDecoding.noDefects();

    assertThat(TextDecoding.decode(bytes, 0, bytes.length, "iso-8859-1", defects)).isEqualTo(text);
    assertThat(defects).contains(Defect.CHARSET_WRONG);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ärger über die Störung: Grüße an Herrn Çelik und Frau Dvořák in Łódź",
        "Müßig, öde, trüb — das Gerät läuft überhaupt nicht, Herr Ødegård",
        "Garçon, où sont passées mes clés ? Ça m’a coûté très cher.",
        "Það er ekkert heitt vatn í húsinu síðan á föstudaginn.",
      })
  void believesAWesternLabelThatIsRight(String text) {
    byte[] bytes = text.getBytes(Charset.forName("windows-1252"));

    assertThat(TextDecoding.decode(bytes, 0, bytes.length, "iso-8859-1", TextDecoding.noDefects()))
        .isEqualTo(new String(bytes, Charset.forName("windows-1252")));
  }

  @ParameterizedTest
  @CsvSource({"Big5,訂單還沒有到，請幫我查一下", "GBK,订单还没有到，请帮我查一下", "EUC-KR,주문이 아직 오지 않았습니다 확인"})
  void oneBrokenCharacterIsNoReasonToDoubtALabel(String charset, String text) {
    byte[] bytes = text.getBytes(Charset.forName(charset));
    bytes[5] = ' ';

    assertThat(TextDecoding.decode(bytes, 0, bytes.length, charset, TextDecoding.noDefects()))
        .startsWith(text.substring(0, 2) + '\ufffd')
        .endsWith(text.substring(3));
  }

  @Test
  void readsALineInAnotherCharsetBelowLinesInUtf8() {
    byte[] letter = "Die Lieferung fehlt, schöne Grüße\n".getBytes(StandardCharsets.UTF_8);
    byte[] footer = "Geprüft für Sie\n".getBytes(StandardCharsets.ISO_8859_1);
    byte[] bytes = new byte[letter.length + footer.length];
    System.arraycopy(letter, 0, bytes, 0, letter.length);
    System.arraycopy(footer, 0, bytes, letter.length, footer.length);

    assertThat(TextDecoding.guess(bytes, 0, bytes.length, TextDecoding.noDefects()))
        .isEqualTo("Die Lieferung fehlt, schöne Grüße\nGeprüft für Sie\n");
  }

  @Test
  void theSendersCountryDecidesBetweenReadingsThatAreClose() throws Exception {
    byte[] name = "kés".getBytes(Charset.forName("ISO-8859-2"));

    assertThat(CharsetGuess.of(name, 0, name.length, Set.of("hu")))
        .isIn(Charset.forName("windows-1252"), Charset.forName("windows-1250"));
    assertThat(
            MailText.parse(
                    MailText.in(
                        Charset.forName("ISO-8859-2"),
                        "From: B\u00e1lint <b@posta.example.hu>",
                        "",
                        "H\u0151s\u00f6m, k\u00f6sz\u00f6n\u00f6m!"))
                .body()
                .text())
        .isEqualTo("Hősöm, köszönöm!\n");
  }
}
