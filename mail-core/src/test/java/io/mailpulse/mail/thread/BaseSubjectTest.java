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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[Ticket #88017] Cold radiator",
        "Re: [Ticket#88017] it is still cold",
        "AW: [#88017] still cold",
        "[desk.example #88017] Cold radiator",
        "[Ticket: 88017] Cold",
        "[Ticket ID: 88017] Cold",
        "{Case 88017} Cold",
        "Re: Case 88017 - cold",
        "Your ticket #88017 was closed",
        "Ticket No. 88017",
        "Vorgang 88017: Heizung kalt",
        "Anfrage Nr. 88017",
        "Dossier nº 88017 - radiateur",
        "Ärende: 88017",
        "工单 88017",
        "Re: Cold radiator (#88017)",
      })
  void namesATicketByItsNumberWhateverTheRestSays(String subject) {
    BaseSubject base = BaseSubject.of(subject);

    assertThat(base.key()).isEqualTo("#88017");
    assertThat(base.ticket()).isEqualTo(BaseSubject.Ticket.NAMED);
  }

  @Test
  void namesATicketByAReferenceOrANumberWithLetters() {
    assertThat(BaseSubject.of("Re: Cold radiator [ ref:_00A1x._500b2Yq:ref ]").key())
        .isEqualTo(BaseSubject.of("still cold (ref:_00A1x._500b2Yq:ref)").key())
        .isEqualTo("#ref:_00A1x._500b2Yq");
    assertThat(BaseSubject.of("Incident INC0088017 was opened").key()).isEqualTo("#inc0088017");
    assertThat(BaseSubject.of("Case CAS-88017-K2 Cold").key()).isEqualTo("#cas-88017-k2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INC0088017 Cold radiator",
        "Re: Your incident INC0088017 has been updated",
        "AW: Störung INC0088017",
        "[INC0088017] Radiateur froid",
        "INC0088017: радиатор холодный",
        "暖气不热 (INC0088017)",
      })
  void namesARecordOfAServiceDesk(String subject) {
    assertThat(BaseSubject.of(subject).key()).isEqualTo("#inc0088017");
    assertThat(BaseSubject.of(subject).ticket()).isEqualTo(BaseSubject.Ticket.NAMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[KILN-47] Cold radiator",
        "Re: [KILN-47] it is still cold",
        "[JIRA] (KILN-47) Cold radiator",
        "[Jira] Ada commented on KILN-47",
        "KILN-47: Cold radiator",
        "AW: KILN-47 Heizung kalt",
        "Re: Radiateur froid (KILN-47)",
        "Батарея холодная [KILN-47]",
      })
  void namesAnIssueByProjectAndNumber(String subject) {
    assertThat(BaseSubject.of(subject).key()).isEqualTo("#kiln-47");
    assertThat(BaseSubject.of(subject).ticket()).isEqualTo(BaseSubject.Ticket.NAMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Fall 2026 catalogue",
        "COVID-19 rules in the house",
        "ISO-9001 audit",
        "[UTF-8] in subjects",
        "Heating off in NOV-26",
        "EXPO-2026 stand",
        "The pump of type KX-47 leaks",
        "kiln-47 is cold",
        "A4-47 sheets",
        "SHA-256 of the file",
        "Weekly (3 of 4)",
        "INC0047",
        "CVE-2026-4711",
        "KILN-007",
        "Room 4-12",
        "Case 12",
        "Task 3 for Monday",
        "Bug report",
        "Casework 88017",
        "Order 88017",
        "Request 2026-11-09",
        "[list] Cold radiator",
        "[v2 #1] Cold radiator",
        "[Ticket",
        "[#",
        "ref:",
        "ref: a b:ref",
      })
  void seesNoTicketWhereThereIsNone(String subject) {
    assertThat(BaseSubject.of(subject).ticket()).isEqualTo(BaseSubject.Ticket.NONE);
  }

  @Test
  void isBoundedOnHostileSubjects() {
    assertThat(BaseSubject.of("[Ticket #".repeat(50_000)).ticket())
        .isEqualTo(BaseSubject.Ticket.NONE);
    assertThat(BaseSubject.of("ref:".repeat(50_000)).ticket()).isEqualTo(BaseSubject.Ticket.NONE);
    String hostile = "Re: ".repeat(50_000) + "[".repeat(50_000);

    assertThat(BaseSubject.of(hostile).text()).hasSizeLessThan(1_000);
  }

  /** A key lacks the accents of a subject in Latin letters, so the list must too. */
  @ParameterizedTest
  @ValueSource(strings = {"Fråga", "Problème", "Kérdés", "Żadne pytanie?", "Întrebare", "Вопрос"})
  void asksForNothingThatOnlyOneThreadHas(String subject) {
    boolean plain = SubjectWords.shared().isPlain(BaseSubject.of(subject).key());

    assertThat(plain).isEqualTo(!subject.startsWith("Żadne"));
  }
}
