package io.mailpulse.mail.thread;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseSubjectTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Re: Late parcel",
        "RE:Late parcel",
        "Re[4]: Late parcel",
        "Re^2: Late  parcel ",
        "re(3) : Late parcel",
        "Fwd: FW: Late parcel",
        "Late parcel (fwd)",
        "[shop-list] Re: [shop-list] Late parcel",
        "[Fwd: Late parcel]",
        "*** SPAM *** Re: Late parcel",
        "Re: Late parcel [EXTERNAL]",
        "AW: WG: Late parcel",
        "RÉ : Late parcel",
        "RV: Late parcel",
        "R: I: Late parcel",
        "ENC: RES: Late parcel",
        "Antw: Late parcel",
        "SV: VB: Late parcel",
        "VS: VL: Late parcel",
        "Odp: PD: Late parcel",
        "Vá: Late parcel",
        "Răspuns: Late parcel",
        "Odg: Late parcel",
        "YNT: İLT: Late parcel",
        "ΑΠ: ΠΡΘ: Late parcel",
        "Отв: Пересл: Late parcel",
        "Відп: Late parcel",
        "Отг: Late parcel",
        "השב: Late parcel",
        "رد: Late parcel",
        "پاسخ: Late parcel",
        "回复：转发：Late parcel",
        "返信: Late parcel",
        "회신: Late parcel",
        "TRL: Late parcel",
        "ตอบกลับ: Late parcel",
        "Bls: Trs: Late parcel",
        "Ats: Late parcel",
        "Atb: Late parcel",
        "Odp.: Late parcel",
        "Réf. : Late parcel",
        "Переслано: Late parcel",
        "EXTERNAL: Re: Late parcel",
        "[EXT] {Spam?} Re: Late parcel",
        "Automatic reply: Late parcel",
        "Automatische Antwort: Re: Late parcel",
        "自动答复: Late parcel",
      })
  void takesOffWhatProgramsAndListsAdd(String subject) {
    BaseSubject base = BaseSubject.of(subject);

    assertThat(base.text().replaceAll(" +", " ")).isEqualTo("Late parcel");
    assertThat(base.key()).isEqualTo("lateparcel");
    assertThat(base.prefix()).isEqualTo(BaseSubject.Prefix.REPLY_OR_FORWARD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Late parcel", "[shop-list] Late parcel", "Regarding: Late parcel"})
  void seesNoReplyWhereThereIsNone(String subject) {
    assertThat(BaseSubject.of(subject).prefix()).isEqualTo(BaseSubject.Prefix.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "Re: 12:30 meeting,12:30 meeting",
    "[urgent],[urgent]",
    "External: ,External:",
    "Re: {draft},{draft}",
    "Re: [urgent],[urgent]",
    "Re: Re:,''",
    "'',''",
  })
  void keepsWhatBelongsToTheSubject(String subject, String base) {
    assertThat(BaseSubject.of(subject).text()).isEqualTo(base);
  }

  @Test
  void meetsTheSubjectThatLostItsAccents() {
    assertThat(BaseSubject.of("Re: Retraso en la entrega de Espa\ufffda").key())
        .isEqualTo(BaseSubject.of("Retraso en la entrega de España").key());
    assertThat(BaseSubject.of("Опоздание посылки").key()).isEqualTo("опозданиепосылки");
  }

  @Test
  void knowsTheSubjectThatWasChanged() {
    assertThat(BaseSubject.of("Refund (was: Re: Late parcel)").keys())
        .containsExactly("refund", "lateparcel");
  }

  @Test
  void namesATicketByItsProjectAndNumber() {
    assertThat(BaseSubject.of("[Tracker] shop-web issue #42: Late parcel").key())
        .isEqualTo(BaseSubject.of("Re: [Tracker] shop-web pull request #42: Fix it").key())
        .isEqualTo("shop-web#42");
  }

  @Test
  void isBoundedOnHostileSubjects() {
    String hostile = "Re: ".repeat(50_000) + "[".repeat(50_000);

    assertThat(BaseSubject.of(hostile).text()).hasSizeLessThan(1_000);
  }
}
