package io.mailpulse.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.mailpulse.mail.address.AddressPolicy;
import io.mailpulse.mail.mime.ParseLimits;
import io.mailpulse.schema.Attachment;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.RedactedMail;
import io.mailpulse.schema.Segment;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.schema.id.Ids;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailReaderTest {

  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
  private static MailReader reader;

  @BeforeAll
  static void loadTheModelsOnce() {
    reader = MailReader.create(MailSettings.defaults());
  }

  @Test
  void aRecordSaysWhichBytesItIsOfAndWhichLetterItIsReplayedFor() {
    byte[] mime = "From: a@b.example\n\nHello there.\n".getBytes(StandardCharsets.UTF_8);
    String letter = Ids.deadLetter("acme", "elasticsearch", "rejected", "", "", "a.eml");

    EmailRaw email = only(reader.read(replayed(mime, letter), NOW));

    assertThat(email.getRawSha256()).isEqualTo(Ids.sha256(mime));
    assertThat(email.getReplayOf()).isEqualTo(letter);
    assertThat(email.getLetterProcessedAt()).isEqualTo(NOW.minusSeconds(60));
    assertThat(email.getDefects()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "the letter", "\ud83d", "\u001f", "00000000-0000-0000-0000-00000000000G"})
  void aReplayOfNoLetterIsAMailThatComesByItself(String replayOf) {
    byte[] mime = "From: a@b.example\n\nHello there.\n".getBytes(StandardCharsets.UTF_8);

    for (String foreign : List.of(replayOf, replayOf.repeat(100_000))) {
      EmailRaw email = only(reader.read(replayed(mime, foreign), NOW));

      assertThat(email.getReplayOf()).isNull();
      assertThat(email.getDefects()).containsExactly("replay-of-no-letter");
    }
  }

  private static MimeMail replayed(byte[] mime, String replayOf) {
    return MimeMail.newBuilder()
        .setTenantId("acme")
        .setSource("a.eml")
        .setMime(ByteBuffer.wrap(mime))
        .setSizeBytes(mime.length)
        .setReplayOf(replayOf)
        .setLetterProcessedAt(NOW.minusSeconds(60))
        .build();
  }

  @Test
  void aSegmentInAnotherLanguageThanTheMailSaysSo() {
    EmailRaw email =
        only(
            read(
                """
From: Mia <mia@shop.example>
To: Deniz <deniz@customer.example>
Subject: Re: Siparis
Content-Type: text/plain; charset=utf-8

Thank you for writing. We are sorry that the parcel is late, it will arrive tomorrow.

On Mon, 2 Mar 2026 at 10:00, Deniz <deniz@customer.example> wrote:
> Siparişim hala gelmedi, üç haftadır bekliyorum ve kimse bana cevap vermiyor.
> Lütfen paramı geri gönderin.
"""));

    assertThat(email.getLanguage()).isEqualTo("en");
    assertThat(email.getSegments())
        .extracting(Segment::getKind, Segment::getLanguage)
        .containsExactly(tuple("authored", null), tuple("quoted", "tr"));
  }

  @Test
  void answersBetweenQuotesAreToldApartByLanguage() {
    EmailRaw email =
        only(
            read(
                """
                From: Mia <mia@shop.example>
                Subject: Re: Invoice
                Content-Type: text/plain; charset=utf-8

                > When will the corrected invoice be sent to our office in Lyon?
                It was sent this morning, and a second copy is on its way by post to your office.
                > Qui pouvons-nous appeler si elle n'arrive pas cette semaine ?
                Vous pouvez appeler notre service client tous les jours de neuf heures à midi.
                > Thank you.
                """));

    assertThat(email.getSegments().stream().filter(s -> s.getKind().equals("authored")))
        .extracting(Segment::getLanguage)
        .hasSize(2)
        .containsOnlyOnce((String) null)
        .containsAnyOf("en", "fr");
  }

  @Test
  void hidesAddressesNamesAndNumbersEverywhereInTheRecord() {
    EmailRaw email =
        only(
            read(
                """
                From: Anna Lindqvist <anna.lindqvist@shop.example>
                To: help@vendor.example
                Subject: Call Anna Lindqvist at +46 70 174 06 35
                Content-Type: multipart/mixed; boundary=b

                --b

                Please write to anna.lindqvist@shop.example about the broken lamp.
                --b
                Content-Type: application/pdf
                Content-Disposition: attachment; filename="anna.lindqvist@shop.example.pdf"

                x
                --b--
                """));

    assertThat(email.toString())
        .doesNotContainIgnoringCase("lindqvist")
        .doesNotContain("174 06 35")
        .doesNotContain("help@");
    assertThat(email.getFrom()).endsWith("@shop.example");
    assertThat(email.getFromDomain()).isEqualTo("shop.example");
    assertThat(email.getRedactions()).containsKeys("EMAIL", "PERSON", "PHONE");
    assertThat(email.getPiiRedacted()).isTrue();
  }

  @Test
  void keepsAddressesWhereTheTenantSaysSo() {
    MailSettings settings =
        MailSettings.builder()
            .addresses("acme", AddressPolicy.KEEP)
            .languages(Set.of("en"))
            .build();

    EmailRaw email =
        only(MailReader.create(settings).read(mime("From: Anna <anna@shop.example>\n\nHi"), NOW));

    assertThat(email.getFrom()).isEqualTo("Anna <anna@shop.example>");
  }

  @Test
  void keepsEverythingForInspectionAndSaysSo() {
    var letters = new ArrayList<DeadLetter>();
    List<EmailRaw> emails =
        InspectionReader.create(MailSettings.defaults())
            .read(mime("From: anna@shop.example\n\nwrite to anna@shop.example"), NOW, letters::add);

    assertThat(emails.get(0).getBodyText()).contains("anna@shop.example");
    assertThat(emails.get(0).getFrom()).contains("anna@shop.example");
    assertThat(emails.get(0).getRedactions()).isEmpty();
    assertThat(emails.get(0).getPiiRedacted()).isFalse();
    assertThat(letters).isEmpty();
    assertThatThrownBy(() -> RedactedMail.of(emails.get(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pii_redacted = false")
        .hasMessageNotContaining("anna");
  }

  @Test
  void tellsWhyAMailCannotBeInspected() {
    var letters = new ArrayList<DeadLetter>();
    var reference =
        MimeMail.newBuilder()
            .setTenantId("acme")
            .setSource("s3://x")
            .setMimeRef("raw/one.eml.gz")
            .setSizeBytes(5_000_000)
            .build();

    assertThat(InspectionReader.create(MailSettings.defaults()).read(reference, NOW, letters::add))
        .isEmpty();
    assertThat(letters).singleElement().extracting(DeadLetter::getKind).isEqualTo("no-payload");
  }

  @Test
  void tellsNestedMailsWhoseTheyAre() {
    List<EmailRaw> mails =
        read(
            """
            From: a@shop.example
            Message-ID: <outer@shop.example>
            Date: Tue, 3 Mar 2026 10:00:00 +0000
            Content-Type: multipart/mixed; boundary=b

            --b

            See the complaint.
            --b
            Content-Type: message/rfc822

            From: c@client.example
            Subject: complaint
            Message-ID: <inner@client.example>

            It never came.
            --b--
            """);

    assertThat(mails).hasSize(2);
    assertThat(mails.get(0).getParentEmailId()).isNull();
    assertThat(mails.get(1).getParentEmailId()).isEqualTo(mails.get(0).getEmailId());
    assertThat(mails.get(1).getEmailId()).isEqualTo(Ids.email("acme", "mid:inner@client.example"));
    assertThat(mails.get(1).getTimestamp()).isEqualTo(mails.get(0).getTimestamp());
  }

  @Test
  void nothingOfAMessageIdStaysWhereIdsHaveNamesInThem() {
    EmailRaw reply =
        only(
            read(
                """
                From: Anna Lee <anna.lee@client.example>
                Message-ID: <anna.lee.17@Annas-Macbook.example>
                In-Reply-To: <ben.roe.3@shop.example>
                References: <anna.lee.1@client.example> <ben.roe.3@Shop.example>
                Date: Tue, 3 Mar 2026 10:00:00 +0000

                Thank you.
                """));

    assertThat(reply.toString().toLowerCase(Locale.ROOT))
        .doesNotContain("anna", "lee.", "ben.roe", "macbook");
    assertThat(reply.getMessageId()).matches("[0-9a-f]{32}@id[.]invalid");
    assertThat(reply.getDedupeKey()).isEqualTo("mid:" + reply.getMessageId() + "|1772532000");
    // The same id in another spelling is the same, and threads and mails are what ids make them.
    assertThat(reply.getHeaders().getReferences().get(1))
        .isEqualTo(reply.getHeaders().getInReplyTo());
    assertThat(reply.getThreadId()).isEqualTo(Ids.thread("acme", "mid:anna.lee.1@client.example"));
    assertThat(reply.getEmailId())
        .isEqualTo(Ids.email("acme", "mid:anna.lee.17@annas-macbook.example|1772532000"));
  }

  @Test
  void threadsByReferencesThenInReplyToThenItself() {
    EmailRaw root = only(read("From: a@b.example\nMessage-ID: <root@b.example>\n\nx"));
    EmailRaw reply =
        only(
            read(
                "From: a@b.example\nMessage-ID: <r@b.example>\nIn-Reply-To:"
                    + " <root@B.example>\n\nx"));
    EmailRaw later =
        only(
            read(
                "From: a@b.example\nMessage-ID: <l@b.example>\nReferences: <root@b.example>"
                    + " <r@b.example>\nIn-Reply-To: <r@b.example>\n\nx"));

    assertThat(root.getThreadEvidence()).isEqualTo("self");
    assertThat(reply.getThreadEvidence()).isEqualTo("in_reply_to");
    assertThat(later.getThreadEvidence()).isEqualTo("references");
    assertThat(List.of(reply.getThreadId(), later.getThreadId())).containsOnly(root.getThreadId());
  }

  @Test
  void threadsExchangeRepliesByTheirThreadIndex() {
    String rootIndex = "AdMxMTExMTExMTExMTExMTExMTExMQ==";
    String first = "AdMxMTExMTExMTExMTExMTExMTExMTExMTEx";
    String second = "AdMxMTExMTExMTExMTExMTExMTExMTIyMjIy";

    EmailRaw one = only(read("From: a@b.example\nThread-Index: " + first + "\n\nx"));
    EmailRaw two = only(read("From: a@b.example\nThread-Index: " + second + "\n\ny"));
    EmailRaw start = only(read("From: a@b.example\nThread-Index: " + rootIndex + "\n\nz"));

    assertThat(one.getThreadEvidence()).isEqualTo("thread_index");
    assertThat(one.getThreadId()).isEqualTo(two.getThreadId());
    assertThat(start.getThreadEvidence()).isEqualTo("self");
  }

  @Test
  void takesTheFirstTimeThatCanBeTrue() {
    String received = "Received: from a by b; Tue, 3 Mar 2026 10:00:00 +0000\n";
    String date = "Date: Tue, 3 Mar 2026 09:00:00 +0000\n";
    String future = "Date: Tue, 3 Mar 2099 09:00:00 +0000\n";
    String ancient = "Date: Thu, 1 Jan 1970 00:00:00 +0000\n";

    assertThat(timeOf(received + date)).isEqualTo(Instant.parse("2026-03-03T10:00:00Z"));
    assertThat(timeOf(date)).isEqualTo(Instant.parse("2026-03-03T09:00:00Z"));
    assertThat(timeOf(future)).isEqualTo(NOW);
    assertThat(timeOf(ancient)).isEqualTo(NOW);
    assertThat(timeOf("Received: from a; Thu, 1 Jan 1970 00:00:00 +0000\n" + date))
        .isEqualTo(Instant.parse("2026-03-03T09:00:00Z"));

    MimeMail enveloped = mime(received + date + "From: a@b.example\n\nx");
    enveloped.setReceivedAt(Instant.parse("2026-03-03T11:00:00Z"));
    assertThat(only(reader.read(enveloped, NOW)).getTimestamp())
        .isEqualTo(Instant.parse("2026-03-03T11:00:00Z"));
  }

  @Test
  void namesTheLimitInADeadLetterAndNeverTheText() {
    MailSettings settings =
        MailSettings.builder().limits(new ParseLimits(200, 10, 3, 1_000, 20, 1_000)).build();
    MimeMail mail = mime("From: a@b.example\nSubject: secret\n\n" + "secret ".repeat(50));

    DeadLetter letter =
        ((ReadResult.Rejected) MailReader.create(settings).read(mail, NOW)).letter();

    assertThat(letter.getStage()).isEqualTo("parse");
    assertThat(letter.getKind()).isEqualTo(FailureKind.TOO_LARGE.wireName());
    assertThat(letter.getLimit()).isEqualTo("maxMessageBytes");
    assertThat(letter.getLimitValue()).isEqualTo(200);
    assertThat(letter.getActualValue()).isEqualTo(mail.getMime().remaining());
    assertThat(letter.getPayloadSha256()).isEqualTo(Ids.sha256(mail.getMime().array()));
    assertThat(letter.toString()).doesNotContain("secret").doesNotContain("a@b");
  }

  @Test
  void asksForThePayloadOfAReference() {
    var mail =
        MimeMail.newBuilder()
            .setTenantId("acme")
            .setSource("s3://x")
            .setMimeRef("raw/one.eml.gz")
            .setSizeBytes(5_000_000)
            .build();

    DeadLetter letter = ((ReadResult.Rejected) reader.read(mail, NOW)).letter();

    assertThat(letter.getKind()).isEqualTo(FailureKind.NO_PAYLOAD.wireName());
    assertThat(letter.getPayloadRef()).isEqualTo("raw/one.eml.gz");
    assertThat(letter.getPayloadBytes()).isEqualTo(5_000_000L);
  }

  @Test
  void listsAttachmentsUnopened() {
    EmailRaw email =
        only(
            read(
                """
                From: a@b.example
                Content-Type: application/zip; name=logs.zip
                Content-Transfer-Encoding: base64

                aGVsbG8=
                """));

    assertThat(email.getAttachments())
        .containsExactly(new Attachment("logs.zip", "application/zip", 5L, null, null, null));
  }

  @Test
  void settingsTravelToTasks() throws IOException, ClassNotFoundException {
    MailSettings settings =
        MailSettings.builder()
            .limits(ParseLimits.strict())
            .languages("acme", Set.of("de", "en"))
            .addresses("acme", AddressPolicy.KEEP)
            .build();
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(settings);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      MailSettings arrived = (MailSettings) in.readObject();

      assertThat(arrived.limits()).isEqualTo(ParseLimits.strict());
      assertThat(arrived.languages("acme")).containsExactlyInAnyOrder("de", "en");
      assertThat(arrived.languages("other")).isEmpty();
      assertThat(arrived.addresses("acme")).isEqualTo(AddressPolicy.KEEP);
      assertThat(arrived.usesDevelopmentKey()).isTrue();
    }
  }

  private static Instant timeOf(String headers) {
    return only(read(headers + "From: a@b.example\n\nx")).getTimestamp();
  }

  private static List<EmailRaw> read(String mail) {
    return ((ReadResult.Read) reader.read(mime(mail), NOW)).emails();
  }

  private static EmailRaw only(ReadResult result) {
    return only(((ReadResult.Read) result).emails());
  }

  private static EmailRaw only(List<EmailRaw> mails) {
    assertThat(mails).hasSize(1);
    return mails.get(0);
  }

  private static MimeMail mime(String mail) {
    byte[] bytes = mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    return MimeMail.newBuilder()
        .setTenantId("acme")
        .setSource("test")
        .setMime(ByteBuffer.wrap(bytes))
        .setSizeBytes(bytes.length)
        .build();
  }
}
