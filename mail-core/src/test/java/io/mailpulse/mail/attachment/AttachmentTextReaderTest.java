package io.mailpulse.mail.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.mail.attachment.AttachmentText.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttachmentTextReaderTest {

  private static final String COMPLAINT = "The third lamp in a row is broken.";
  private static final byte[] NOTHING = {1, 2, 3};

  private AttachmentTextReader reader = new AttachmentTextReader(AttachmentSettings.defaults());

  @AfterEach
  void close() {
    reader.close();
  }

  @Test
  void readsTextHtmlPdfAndWordInOneProcess() throws IOException {
    assertThat(read("a.txt", "text/plain", COMPLAINT.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new AttachmentText(Outcome.READ, COMPLAINT));
    assertThat(
            read(
                "a.html",
                "text/html",
                ("<html><script>x</script><body><p>" + COMPLAINT).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new AttachmentText(Outcome.READ, COMPLAINT));
    assertThat(read("a.pdf", "application/octet-stream", pdf()))
        .isEqualTo(new AttachmentText(Outcome.READ, COMPLAINT));
    assertThat(read("a.docx", "application/octet-stream", docx()))
        .isEqualTo(new AttachmentText(Outcome.READ, COMPLAINT));
  }

  @Test
  void cutsTextAtTheBound() {
    reader = new AttachmentTextReader(AttachmentSettings.defaults().withMaxTextChars(10));

    AttachmentText text =
        read("a.txt", "text/plain", "long ".repeat(1_000).getBytes(StandardCharsets.UTF_8));

    assertThat(text.outcome()).isEqualTo(Outcome.CUT);
    assertThat(text.text()).isEqualTo("long long");
  }

  @Test
  void leavesALargeFileUnopened() {
    byte[] large = new byte[AttachmentSettings.defaults().maxFileBytes() + 1];

    assertThat(read("a.bin", "text/plain", large).outcome()).isEqualTo(Outcome.TOO_LARGE);
  }

  @Test
  void saysWhenAFileIsBroken() throws IOException {
    byte[] broken = pdf();
    Arrays.fill(broken, 20, broken.length, (byte) 'x');

    assertThat(read("a.pdf", "application/pdf", broken).outcome()).isEqualTo(Outcome.UNREADABLE);
  }

  @Test
  void killsAParserThatHangsAndReadsTheNextFile() {
    reader =
        new AttachmentTextReader(AttachmentSettings.defaults().withTimeout(Duration.ofMillis(700)));

    assertThat(read("", HostileParser.HANGS, NOTHING).outcome()).isEqualTo(Outcome.TIMED_OUT);

    reader.close();
    reader = new AttachmentTextReader(AttachmentSettings.defaults());
    assertThat(read("a.txt", "text/plain", COMPLAINT.getBytes(StandardCharsets.UTF_8)).text())
        .isEqualTo(COMPLAINT);
  }

  @Test
  void outlivesAParserThatEatsItsMemory() {
    reader = new AttachmentTextReader(AttachmentSettings.defaults().withHeapMegabytes(64));

    assertThat(read("", HostileParser.EATS_MEMORY, NOTHING).outcome()).isEqualTo(Outcome.CRASHED);
    assertThat(read("a.txt", "text/plain", COMPLAINT.getBytes(StandardCharsets.UTF_8)).text())
        .isEqualTo(COMPLAINT);
  }

  @Test
  void outlivesAParserThatEndsItsProcess() {
    assertThat(read("", HostileParser.ENDS_THE_PROCESS, NOTHING).outcome())
        .isEqualTo(Outcome.CRASHED);
    assertThat(read("a.txt", "text/plain", COMPLAINT.getBytes(StandardCharsets.UTF_8)).text())
        .isEqualTo(COMPLAINT);
  }

  @Test
  void isNotConfusedByAParserThatPrints() {
    assertThat(read("", HostileParser.PRINTS, NOTHING).outcome()).isEqualTo(Outcome.UNREADABLE);
    assertThat(read("a.txt", "text/plain", COMPLAINT.getBytes(StandardCharsets.UTF_8)).text())
        .isEqualTo(COMPLAINT);
  }

  private AttachmentText read(String name, String type, byte[] content) {
    return reader.read(name, type, content);
  }

  private static byte[] pdf() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var document = new PDDocument()) {
      var page = new PDPage();
      document.addPage(page);
      try (var content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
        content.newLineAtOffset(50, 700);
        content.showText(COMPLAINT);
        content.endText();
      }
      document.save(out);
    }
    return out.toByteArray();
  }

  private static byte[] docx() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var document = new XWPFDocument()) {
      document.createParagraph().createRun().setText(COMPLAINT);
      document.write(out);
    }
    return out.toByteArray();
  }
}
