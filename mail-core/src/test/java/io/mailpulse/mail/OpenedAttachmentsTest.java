package io.mailpulse.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.mail.attachment.AttachmentSettings;
import io.mailpulse.mail.attachment.Documents;
import io.mailpulse.schema.Attachment;
import io.mailpulse.schema.AttachmentUse;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.Segment;
import io.mailpulse.schema.SegmentKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Text of attached files in records. */
class OpenedAttachmentsTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String LETTER =
      "Refund anna.lindqvist@shop.example please, the lamp is broken for the third time.";

  private static final MailSettings ACME_READS =
      MailSettings.builder().attachments("acme", AttachmentUse.READ).build();

  @Test
  void putsTheirTextBelowTheBodyRedactedAndAsSegmentsOfTheirOwn() throws IOException {
    EmailRaw mail =
        read(
            ACME_READS,
            "acme",
            part("a.docx", Documents.docx(LETTER)),
            part("b.jpg", new byte[] {(byte) 0xff, (byte) 0xd8}),
            part("c.pdf", Documents.pdf("Seen on Monday.")));

    assertThat(mail.getBodyText())
        .startsWith("See the note.\nRefund <EMAIL_")
        .endsWith("third time.\nSeen on Monday.")
        .doesNotContain("anna.lindqvist");
    assertThat(mail.getSegments())
        .extracting(Segment::getKind)
        .containsExactly("authored", "attachment", "attachment");
    assertThat(textOf(mail, 1)).startsWith("Refund").endsWith("third time.\n");
    assertThat(textOf(mail, 2)).isEqualTo("Seen on Monday.");
    assertThat(mail.getAttachments())
        .extracting(Attachment::getOutcome)
        .containsExactly("read", "empty", "read");
    assertThat(mail.getAttachments())
        .extracting(Attachment::getSegment)
        .containsExactly(1, null, 2);
    assertThat(mail.getRedactions()).containsEntry("EMAIL", 1);
  }

  @Test
  void leavesEverythingElseOfTheRecordAsItIsWithoutThem() throws IOException {
    EmailRaw closed = read(MailSettings.defaults(), "acme", part("a.docx", Documents.docx(LETTER)));
    EmailRaw opened = read(ACME_READS, "acme", part("a.docx", Documents.docx(LETTER)));

    assertThat(opened.getHash()).isEqualTo(closed.getHash());
    assertThat(opened.getEmailId()).isEqualTo(closed.getEmailId());
    assertThat(opened.getLanguage()).isEqualTo(closed.getLanguage());
    assertThat(closed.getAttachments().get(0).getOutcome()).isNull();
    assertThat(closed.getBodyText()).isEqualTo("See the note.");
  }

  @Test
  void openNoFileOfATenantThatDidNotAsk() throws IOException {
    EmailRaw mail = read(ACME_READS, "other", part("a.docx", Documents.docx(LETTER)));

    assertThat(mail.getBodyText()).isEqualTo("See the note.");
    assertThat(mail.getAttachments().get(0).getOutcome()).isNull();
  }

  @Test
  void aPoisonedFileCostsItsOwnTextOnly() throws Exception {
    byte[] torn = Documents.docx(LETTER);
    EmailRaw mail =
        read(
            ACME_READS,
            "acme",
            part("bomb.docx", Documents.zipBomb(300)),
            part("locked.pdf", Documents.encryptedPdf(LETTER)),
            part("torn.docx", Arrays.copyOf(torn, torn.length / 2)),
            part("a.docx", Documents.docx(LETTER)));

    assertThat(mail.getBodyText()).startsWith("See the note.");
    assertThat(mail.getAttachments())
        .extracting(Attachment::getOutcome)
        .containsExactly("unreadable", "encrypted", "unreadable", "read");
    assertThat(mail.getSegments()).extracting(Segment::getKind).contains("authored", "attachment");
  }

  @Test
  void aFileInAnotherLanguageSaysWhichItIs() throws IOException {
    EmailRaw mail =
        read(
            ACME_READS,
            "acme",
            part(
                "a.docx",
                Documents.docx("Die Lampe ist zum dritten Mal kaputt, ich will Ersatz.")));

    assertThat(mail.getSegments().get(1).getLanguage()).isEqualTo("de");
  }

  @Test
  void aReaderThatCouldOpenNothingIsNotMade() {
    MailSettings settings =
        MailSettings.builder()
            .attachments(AttachmentUse.READ)
            .attachmentBounds(AttachmentSettings.defaults().withClassPath("/no/such.jar"))
            .build();

    assertThatThrownBy(() -> MailReader.create(settings))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("read.attachments.class-path");
  }

  private static String textOf(EmailRaw mail, int segment) {
    Segment found = mail.getSegments().get(segment);
    assertThat(found.getKind()).isEqualTo(SegmentKind.ATTACHMENT.wireName());
    return mail.getBodyText().substring(found.getStart(), found.getEnd());
  }

  private static EmailRaw read(MailSettings settings, String tenant, String... parts) {
    String mail =
        "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee the note.\n"
            + String.join("", parts)
            + "--b--\n";
    byte[] bytes = mail.getBytes(StandardCharsets.US_ASCII);
    var mime =
        MimeMail.newBuilder()
            .setTenantId(tenant)
            .setSource("test")
            .setMime(ByteBuffer.wrap(bytes))
            .setSizeBytes(bytes.length)
            .build();
    try (MailReader reader = MailReader.create(settings)) {
      List<EmailRaw> mails = ((ReadResult.Read) reader.read(mime, NOW)).emails();
      return mails.get(0);
    }
  }

  private static String part(String name, byte[] content) {
    return "--b\nContent-Type: application/octet-stream; name="
        + name
        + "\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n"
        + Base64.getMimeEncoder().encodeToString(content)
        + "\n";
  }
}
