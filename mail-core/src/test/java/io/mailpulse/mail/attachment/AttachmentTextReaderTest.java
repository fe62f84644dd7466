package io.mailpulse.mail.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.schema.AttachmentOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.tika.Tika;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttachmentTextReaderTest {

  private static final String COMPLAINT = "The third lamp in a row is broken.";
  private static final byte[] NOTHING = {1, 2, 3};
  private static final AttachmentSettings SETTINGS = AttachmentSettings.defaults();

  private AttachmentTextReader reader = new AttachmentTextReader(SETTINGS);

  @AfterEach
  void close() {
    reader.close();
  }

  @Test
  void readsWhatOfficesWriteInOneProcess() throws IOException {
    List<AttachmentText> texts =
        reader.read(
            List.of(
                file("a.txt", "text/plain", COMPLAINT.getBytes(StandardCharsets.UTF_8)),
                file("a.html", "text/html", bytes("<html><script>x</script><body><p>" + COMPLAINT)),
                file("a.rtf", "application/rtf", bytes("{\\rtf1\\ansi " + COMPLAINT + "\\par}")),
                file("a.pdf", "application/octet-stream", Documents.pdf(COMPLAINT)),
                file("a.docx", "application/octet-stream", Documents.docx(COMPLAINT)),
                file("a.pptx", "application/octet-stream", Documents.pptx(COMPLAINT)),
                file("a.odt", "application/octet-stream", Documents.odt(COMPLAINT))));

    assertThat(texts).containsOnly(new AttachmentText(AttachmentOutcome.READ, COMPLAINT));
  }

  @Test
  void readsSheetsWithTheirNames() throws IOException {
    List<AttachmentText> texts =
        reader.read(
            List.of(
                file("a.xls", "application/vnd.ms-excel", Documents.xls(COMPLAINT)),
                file("a.xlsx", "application/octet-stream", Documents.xlsx(COMPLAINT))));

    assertThat(texts)
        .allSatisfy(
            text -> {
              assertThat(text.outcome()).isEqualTo(AttachmentOutcome.READ);
              assertThat(text.text()).contains("July", COMPLAINT);
            });
  }

  @Test
  void readsAMailThatOutlookSaved() throws IOException {
    AttachmentText text =
        read("a.msg", "application/vnd.ms-outlook", Documents.msg("Lamp", COMPLAINT));

    assertThat(text.outcome()).isEqualTo(AttachmentOutcome.READ);
    assertThat(text.text()).contains("Lamp", COMPLAINT);
  }

  @Test
  void cutsTextAtTheRoomThatTheMailHas() {
    reader = new AttachmentTextReader(SETTINGS.withMaxTextChars(15));
    AttachedFile file = text("long ".repeat(1_000));

    List<AttachmentText> texts = reader.read(List.of(text("short"), file, file));

    assertThat(texts)
        .containsExactly(
            new AttachmentText(AttachmentOutcome.READ, "short"),
            new AttachmentText(AttachmentOutcome.CUT, "long long"),
            new AttachmentText(AttachmentOutcome.CUT, "l"));
  }

  @Test
  void opensNoMoreFilesThanTheBoundAndNoLargeOne() {
    reader = new AttachmentTextReader(SETTINGS.withMaxFiles(1));
    byte[] large = new byte[SETTINGS.maxFileBytes() + 1];

    List<AttachmentText> texts =
        reader.read(List.of(file("a.txt", "text/plain", large), text("one"), text("two")));

    assertThat(texts)
        .extracting(AttachmentText::outcome)
        .containsExactly(
            AttachmentOutcome.TOO_LARGE, AttachmentOutcome.READ, AttachmentOutcome.TOO_MANY);
  }

  @Test
  void saysWhenAFileIsBrokenOrLockedOrHoldsNoText() throws Exception {
    byte[] broken = Documents.pdf(COMPLAINT);
    Arrays.fill(broken, 20, broken.length, (byte) 'x');

    assertThat(read("a.pdf", "application/pdf", broken).outcome())
        .isEqualTo(AttachmentOutcome.UNREADABLE);
    assertThat(read("a.pdf", "application/pdf", Documents.encryptedPdf(COMPLAINT)).outcome())
        .isEqualTo(AttachmentOutcome.ENCRYPTED);
    assertThat(read("a.docx", "", Documents.encryptedDocx(COMPLAINT)).outcome())
        .isEqualTo(AttachmentOutcome.ENCRYPTED);
    assertThat(read("a.bin", "application/x-nobody-knows", NOTHING).outcome())
        .isEqualTo(AttachmentOutcome.EMPTY);
    assertThat(read("a.jpg", "image/jpeg", new byte[] {(byte) 0xff, (byte) 0xd8}).outcome())
        .isEqualTo(AttachmentOutcome.EMPTY);
  }

  @Test
  void takesNoMoreOfABombThanTheBounds() throws IOException {
    AttachmentText text = read("a.docx", "", Documents.zipBomb(300));

    assertThat(text.outcome()).isIn(AttachmentOutcome.CUT, AttachmentOutcome.UNREADABLE);
    assertThat(text.text().length()).isLessThanOrEqualTo(SETTINGS.maxTextChars());
    assertThat(readsOn()).isTrue();
  }

  @Test
  void killsAParserThatHangsAndReadsTheNextFile() {
    reader =
        new AttachmentTextReader(
            SETTINGS.withTimeouts(Duration.ofMillis(700), Duration.ofMinutes(1)));

    List<AttachmentText> texts =
        reader.read(List.of(file("", HostileParser.HANGS, NOTHING), text(COMPLAINT)));

    assertThat(texts.get(0).outcome()).isEqualTo(AttachmentOutcome.TIMED_OUT);
    assertThat(texts.get(1).text()).isEqualTo(COMPLAINT);
  }

  @Test
  void leavesFilesClosedWhenTheMailsTimeIsOver() {
    reader =
        new AttachmentTextReader(
            SETTINGS.withTimeouts(Duration.ofMinutes(1), Duration.ofMillis(500)));
    reader.open();

    List<AttachmentText> texts =
        reader.read(List.of(file("", HostileParser.HANGS, NOTHING), text(COMPLAINT)));

    assertThat(texts)
        .extracting(AttachmentText::outcome)
        .containsExactly(AttachmentOutcome.TIMED_OUT, AttachmentOutcome.NO_TIME);
  }

  @Test
  void outlivesAParserThatEatsItsMemory() {
    reader = new AttachmentTextReader(SETTINGS.withHeapMegabytes(64));

    assertThat(read("", HostileParser.EATS_MEMORY, NOTHING).outcome())
        .isEqualTo(AttachmentOutcome.CRASHED);
    assertThat(readsOn()).isTrue();
  }

  @Test
  void outlivesAParserThatEndsItsProcess() {
    assertThat(read("", HostileParser.ENDS_THE_PROCESS, NOTHING).outcome())
        .isEqualTo(AttachmentOutcome.CRASHED);
    assertThat(readsOn()).isTrue();
  }

  @Test
  void isNotConfusedByAParserThatPrints() {
    assertThat(read("", HostileParser.PRINTS, NOTHING).outcome())
        .isEqualTo(AttachmentOutcome.EMPTY);
    assertThat(readsOn()).isTrue();
  }

  @Test
  void saysAtOnceThatNothingStartsOnAWrongClassPath() {
    reader = new AttachmentTextReader(SETTINGS.withClassPath("/no/such/attachments.jar"));

    assertThatThrownBy(reader::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("read.attachments.class-path", "/no/such/attachments.jar");
  }

  @Test
  void saysAtOnceThatTheParsersAreMissing() throws Exception {
    // This module and Tika's core, as an engine's job jar has them.
    String bare =
        String.join(
            System.getProperty("path.separator"),
            placeOf(AttachmentTextReader.class),
            placeOf(AttachmentOutcome.class),
            placeOf(Tika.class),
            placeOf(Class.forName("org.slf4j.Logger")),
            placeOf(Class.forName("org.apache.commons.io.IOUtils")));
    reader = new AttachmentTextReader(SETTINGS.withClassPath(bare));

    assertThatThrownBy(reader::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no parsers for PDF and Office");
  }

  private static String placeOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  private boolean readsOn() {
    return reader.read(List.of(text(COMPLAINT))).get(0).text().equals(COMPLAINT);
  }

  private AttachmentText read(String name, String type, byte[] content) {
    return reader.read(List.of(file(name, type, content))).get(0);
  }

  private static AttachedFile text(String text) {
    return file("a.txt", "text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static AttachedFile file(String name, String type, byte[] content) {
    return new AttachedFile(Optional.of(name), type, content.length, Optional.of(content));
  }
}
