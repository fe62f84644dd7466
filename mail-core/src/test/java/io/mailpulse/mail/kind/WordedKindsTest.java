package io.mailpulse.mail.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.schema.MailKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordedKindsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Re: boiler|Thanks for your email. I am out of office this week and will be back on the"
            + " 4th.",
        "Re: boiler|I’m currently away with limited access to mail. For urgent matters ask the"
            + " desk.",
        "Holiday|I am on annual leave.",
        "AW: Heizung|Ich bin bis zum 4. Mai nicht im Büro. In dringenden Fällen hilft der Empfang.",
        "AW: Heizung|Guten Tag, ich bin zurzeit im Urlaub und ab Montag wieder erreichbar.",
        "Re: chaudière|Je suis en congé et je répondrai à mon retour.",
        "Re: caldera|Estoy de vacaciones. Responderé a mi regreso; si es urgente, llame a"
            + " recepción.",
        "Re: caldaia|Sono in ferie fino al 4. In caso di urgenza contattare la portineria.",
        "Re: caldeira|Estou de férias até dia 4 e responderei no meu regresso.",
        "Re: ketel|Ik ben tot maandag niet op kantoor. Voor dringende zaken: de balie.",
        "Odp: kocioł|Przebywam na urlopie do 4 maja, odpowiem po powrocie.",
        "Re: kotel|Jsem na dovolené do pondělí, odpovím po návratu.",
        "Re: kotol|Som na dovolenke, odpoviem po návrate.",
        "Re: kazán|Szabadságon vagyok, sürgős esetben hívja a portát.",
        "Re: centrala|Sunt în concediu; pentru urgențe sunați la recepție.",
        "SV: panna|Jag är på semester och svarar när jag är tillbaka.",
        "SV: kedel|Jeg holder ferie og er tilbage på kontoret mandag.",
        "SV: kjele|Jeg er ikke på kontoret, men er tilbake mandag. Kontakt min kollega.",
        "VS: kattila|Olen lomalla, palaan maanantaina.",
        "Re: котёл|Меня нет в офисе, отвечу по возвращении.",
        "Re: котел|Я у відпустці, відповім після повернення.",
        "Re: kazan|Şu an izindeyim, acil durumlarda santrali arayın.",
        "Re: λέβητας|Βρίσκομαι σε άδεια, θα απαντήσω με την επιστροφή μου.",
        "Re: 锅炉|我正在休假，如有急事请联系前台。",
        "Re: ボイラー|休暇をいただいております。お急ぎの方は受付まで。",
        "Re: 보일러|휴가 중입니다. 급한 용무는 안내 데스크로 연락 바랍니다.",
        "Re: מחמם|אני בחופשה ואחזור ביום ראשון. במקרים דחופים פנו לקבלה.",
        "Re: غلاية|أنا في إجازة و سأرد عند عودتي.",
        "Re: котел|В отпуск съм и ще отговоря след завръщането си.",
        "Re: bojler|Na godišnjem odmoru sam, javit ću se po povratku.",
        "Re: boiler|Saya sedang cuti sampai Senin. Untuk hal mendesak hubungi resepsionis.",
        "Re: dandang|Saya sedang bercuti dan saya akan kembali pada hari Isnin.",
        "Re: बॉयलर|मैं छुट्टी पर हूँ, लौटने पर उत्तर दूँगा।",
        "Zahtjev 00815|Zaprimili smo vaš zahtjev i javit ćemo vam se u najkraćem roku.",
        "Tiket 00815|Terima kasih telah menghubungi kami, permintaan Anda telah kami terima.",
        "Aduan 00815|Terima kasih kerana menghubungi kami. Aduan anda telah kami terima.",
        "शिकायत 00815|संपर्क करने के लिए धन्यवाद, आपकी शिकायत दर्ज कर ली गई है।",
        "Αίτημα 00815|Λάβαμε το αίτημά σας και σύντομα θα επικοινωνήσουμε μαζί σας.",
        "פנייה 00815|תודה שפנית אלינו, פנייתך התקבלה.",
        "Your request (88412)|Thank you for contacting us. We have received your request.",
        "Case 00123|Your request has been received and will be reviewed by our team.",
        "Hello|This is an automated message, please do not reply.",
        "Ihre Anfrage|Diese Nachricht wurde automatisch erstellt.",
        "Votre demande|Ceci est un message automatique, merci de ne pas répondre.",
        "Read: boiler|Your message to the desk was read on 4 May at 10:00.",
        "Gelesen: Heizung|Ihre Nachricht an den Empfang wurde am 4. Mai um 10:00 gelesen.",
        "Lu : chaudière|Votre message a été lu le 4 mai."
      })
  void formulasOfMachinesAreNoPersonsWords(String subject, String words) {
    assertThat(WordedKinds.of(MailKind.PERSON, subject, words)).isEqualTo(MailKind.AUTO_REPLY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Re: boiler|I am on holiday until the 4th, so send the plumber after that, and a better"
            + " one.",
        "Re: boiler|Your colleague is out of office, says his mail, and will be back Monday. It is"
            + " May!",
        "Re: boiler|I am out of the office on Monday. Could you thank your colleague for the"
            + " message?",
        "Holiday|Our holiday was ruined because the boiler failed on the first day.",
        "Urlaub|Ich bin sauer: im Urlaub kam niemand, und der Kessel ist kalt.",
        "Re: chaudière|Vous êtes en congé, et moi je suis sans eau chaude.",
        "Ticket 88412|You have received my request twice, my ticket number is above. Still cold"
            + " here.",
        "Ticket 88412|Why was my ticket closed? I have received your answer, it does not help.",
        "Read: the article|I read your article on boilers and liked it.",
        "Hello|You write 'please do not reply to this' under every mail, so how do I reach you?",
        "Re: Heizung|Ich habe Ihre automatisch erstellte Nachricht erhalten, sie hilft mir nicht."
      })
  void whoSpeaksOfAbsencesAndTicketsIsAPerson(String subject, String words) {
    assertThat(WordedKinds.of(MailKind.PERSON, subject, words)).isEqualTo(MailKind.PERSON);
  }

  @Test
  void wordsChangeNothingThatStructureTold() {
    String away = "I am out of office and will be back on Monday.";

    assertThat(WordedKinds.of(MailKind.CALENDAR, "", away)).isEqualTo(MailKind.CALENDAR);
    assertThat(WordedKinds.of(MailKind.BULK, "", away)).isEqualTo(MailKind.AUTO_REPLY);
    assertThat(WordedKinds.of(MailKind.BULK, "News 2026", "Please do not reply."))
        .isEqualTo(MailKind.BULK);
    assertThat(WordedKinds.of(MailKind.PERSON, "", away + " It rains.".repeat(200)))
        .isEqualTo(MailKind.PERSON);
  }
}
