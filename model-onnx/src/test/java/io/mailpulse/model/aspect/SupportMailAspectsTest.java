package io.mailpulse.model.aspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list that ships, over sentences as customers write them. */
class SupportMailAspectsTest {

  private static final AspectFinder FINDER = new AspectFinder(AspectList.ofSupportMail());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Die Versandkosten sind unverschämt hoch.|delivery,price",
        "Die Stromrechnung stimmt hinten und vorne nicht.|billing",
        "Ihre Jahresabrechnung ist falsch.|billing",
        "Wo bleibt die Ersatzlieferung?|delivery",
        "Der Lieferservice war pünktlich.|delivery,support",
        "Ich komme nicht in mein Kundenkonto.|account",
        "Die Bildqualität ist mies, aber der Kaufpreis war fair.|price,quality",
        "Bitte um Kostenerstattung.|refund",
        "Die Rueckerstattung fehlt noch immer.|refund",
        "Mein Jahresabo wurde verlängert.|billing",
      })
  void findsTheHeadOfGermanCompounds(String sentence, String expected) {
    assertThat(found("de", sentence)).isEqualTo(names(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nl|De verzendkosten zijn te hoog en de eindfactuur klopt niet.|billing,delivery,price",
        "sv|Elfakturan var fel igen.|billing",
        "da|Hjemmeleveringen kom aldrig.|delivery",
        "no|Telefonregninga er feil, og nettsiden virker ikke.|app,billing",
        "fi|Sähkölasku oli väärin.|billing",
        "hu|A házhozszállítás késett, és a villanyszámlám is rossz.|billing,delivery"
      })
  void findsTheHeadOfOtherCompounds(String language, String sentence, String expected) {
    assertThat(found(language, sentence)).isEqualTo(names(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pl|Jestem rozczarowany jakością i obsługą.|quality,support",
        "pl|Mam problem z kontem i z fakturami.|account,billing",
        "pl|Nie jestem zadowolona z cen.|price",
        "pl|Paczka nie dotarła, kurierowi nie chciało się dzwonić.|delivery",
        "ru|Я недоволен качеством и ценой.|price,quality",
        "ru|Деньги списали, а с доставкой одни проблемы.|billing,delivery",
        "ru|Приложение вылетает после обновления.|app",
        "ru|Прошу вас о возврате.|refund",
        "uk|Я незадоволений якістю та доставкою.|delivery,quality",
        "cs|S kvalitou i s dopravou jsem spokojen.|delivery,quality",
        "tr|Hesabıma giremiyorum, uygulamanız sürekli donuyor.|account,app",
        "tr|Kargonuzdan ve fiyatlarınızdan memnun değilim.|delivery,price",
        "hu|Elégedetlen vagyok a minőséggel és az ügyfélszolgálattal.|quality,support",
        "fi|En ole tyytyväinen laatuun enkä asiakaspalveluun.|quality,support",
        "bg|Куриерът закъсня, а във фактурата ви има грешка.|billing,delivery",
        "bg|Цените са високи и приложението забива.|app,price",
        "hr|Dostava je kasnila, a nitko iz podrške ne odgovara.|delivery,support",
        "hr|Kvaliteta je loša, tražim povrat novca.|quality,refund"
      })
  void findsInflectedWords(String language, String sentence, String expected) {
    assertThat(found(language, sentence)).isEqualTo(names(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zh|这个app很卡，登录不了账号。|account,app",
        "he|המשלוח לא הגיע והנציג לא עונה.|delivery,support",
        "he|המחיר עלה ואני רוצה החזר כספי.|price,refund",
        "ms|Penghantaran lambat dan aplikasi anda rosak.|app,delivery,quality",
        "ms|Saya tidak boleh log masuk ke akaun, dan bil saya salah.|account,billing",
        "zh|我要求退款，快递太慢。|delivery,refund",
        "zh|客服說會退錢，可是價格還是太貴。|price,refund,support",
        "ja|アプリにログインできません。|account,app",
        "ja|サポートの対応は良かったが、品質が悪い。|quality,support",
        "ja|まだ荷物が届いていません。返金してください。|delivery,refund",
        "ko|배송이 너무 늦고 고객센터는 연락이 안 됩니다.|delivery,support",
        "ko|앱이 자꾸 꺼져요. 환불해 주세요.|app,refund"
      })
  void needsNoSpacesBetweenWords(String language, String sentence, String expected) {
    assertThat(found(language, sentence)).isEqualTo(names(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "السعر مناسب والجودة ممتازة|price,quality",
        "أنا غير راض عن جودتها وعن سعرها|price,quality",
        "لم تصلني الشحنة وأريد استرداد المبلغ|delivery,refund",
        "مشكلة بالتطبيق وبالفاتورة|app,billing",
        "لا أستطيع الدخول إلى حسابي|account",
        "شكرا للدعم السريع|support",
        "الجَوْدَة سيئة والســـعر مرتفع|price,quality"
      })
  void readsArabicWordsWithWhatIsWrittenOntoThem(String sentence, String expected) {
    assertThat(found("ar", sentence)).isEqualTo(names(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tr|İADE İSTİYORUM, FİYAT ÇOK YÜKSEK.|price,refund",
        "tr|Iade istiyorum, fıyat cok yuksek.|price,refund",
        "el|Η ΤΙΜΗ ΕΙΝΑΙ ΥΨΗΛΗ|price",
        "fr|LE REMBOURSEMENT ET LA QUALITE|quality,refund",
        "es|la aplicacion no abre|app",
        "pl|zla jakosc i przesylka uszkodzona|delivery,quality",
        "en|ｒｅｆｕｎｄ me please|refund",
        "en|Give me a re\u00adfund, not a vou\u00adcher.|refund",
        "de|RÜCKERSTATTUNG JETZT|refund"
      })
  void readsWordsInTheSpellingsThatPeopleUse(String language, String sentence, String expected) {
    assertThat(found(language, sentence)).isEqualTo(names(expected));
  }

  /** Salutations, idioms and words of other meaning that look like a synonym. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fr|Cher Monsieur, chère Madame,",
        "fr|Je voudrais avoir des nouvelles.",
        "it|Cara Anna, caro Paolo,",
        "it|Che carino!",
        "pt|Caro João, bom dia.",
        "pl|Drogi Panie, z mojej strony wszystko gra.",
        "ru|Дорогая Анна, жду вас в центре города.",
        "ru|Пишу в качестве мамы.",
        "hu|Drága Anna!",
        "el|Ακριβώς έτσι.",
        "en|Is there any update?",
        "en|I am happy with this appliance, a real bargain.",
        "nl|Een stuk beter nu.",
        "fi|Hyvää päivää ja kiitos.",
        "hi|बिल्कुल ठीक है, धन्यवाद।",
        "ko|같이 공부하자",
        "de|Das ist knapp, aber schön.",
        "es|Tengo una pregunta personal.",
        "zh|贵公司好，谢谢。"
      })
  void leavesOutWhatIsNotMentioned(String language, String sentence) {
    assertThat(found(language, sentence)).isEmpty();
  }

  private static Set<String> found(String language, String sentence) {
    long bits = FINDER.find(sentence, language);
    var names = new TreeSet<String>();
    for (int i = 0; i < FINDER.names().size(); i++) {
      if ((bits >>> i & 1) != 0) {
        names.add(FINDER.names().get(i));
      }
    }
    return names;
  }

  private static Set<String> names(String list) {
    return Arrays.stream(list.split(",")).collect(Collectors.toCollection(TreeSet::new));
  }
}
