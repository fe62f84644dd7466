package io.mailpulse.mail.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxReaderTest {

  @TempDir private Path folder;

  @Test
  void splitsAnMboxAtItsSeparatorsOnly() throws IOException {
    Path mbox =
        write(
            "inbox",
            """
            From anna@example.org Tue Mar  3 10:00:00 2026
            Subject: one

            From here on it is text.
            From now on at 10:00 too.
            >From a quoted line
            >>From a line quoted twice

            From ole@example.org  Wed Mar  4 11:00:00 2026
            Subject: two

            last
            """);

    List<RawMail> mails = read(mbox);

    assertThat(mails).extracting(RawMail::source).containsExactly(mbox + "#1", mbox + "#2");
    assertThat(text(mails.get(0)))
        .isEqualTo(
            """
            Subject: one

            From here on it is text.
            From now on at 10:00 too.
            From a quoted line
            >From a line quoted twice
            """);
    assertThat(text(mails.get(1))).isEqualTo("Subject: two\n\nlast\n");
  }

  @Test
  void aSeparatorThatIsShownInAMailIsText() throws IOException {
    Path mbox =
        write(
            "shown",
            """
            From anna@example.org Tue Mar  3 10:00:00 2026
            Subject: one

            Our archive begins so:

            From root@example.net Tue Mar  3 09:00:00 2026
            and then nothing readable follows.

            From ole@example.net Tue Mar  3 09:00:00 2026

            From ole@example.org  Wed Mar  4 11:00:00 2026
            X-Note: the field tells
            Subject: two

            last
            """);

    assertThat(read(mbox)).extracting(mail -> text(mail).lines().count()).containsExactly(8L, 4L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"From ", "From", "From -", "From ???@???", "From - \r"})
  void separatorsMayNameNothing(String separator) throws IOException {
    String first = separator.length() < 5 ? separator + ' ' : separator;
    Path mbox =
        write(
            "bare",
            first
                + "\nSubject: one\n\nFrom here on it is text.\n"
                + first
                + "\nis no separator here.\n"
                + first
                + "\nSubject: two\n\nlast\n");

    assertThat(read(mbox))
        .extracting(MailboxReaderTest::text)
        .satisfiesExactly(
            one -> assertThat(one).startsWith("Subject: one").contains("is no separator here."),
            two -> assertThat(two).isEqualTo("Subject: two\n\nlast\n"));
  }

  @Test
  void aBareSeparatorInAnMboxOfDatedOnesIsText() throws IOException {
    Path mbox =
        write(
            "mixed",
            """
            From anna@example.org Tue Mar  3 10:00:00 2026
            Subject: one

            From\s
            Subject: is a word of mine
            """);

    assertThat(read(mbox)).hasSize(1);
  }

  @Test
  void keepsALineThatIsLongerThanAnyBuffer() throws IOException {
    String line = "x".repeat(300_000);
    Path mbox =
        write("long", "From a@example.org Tue Mar  3 10:00:00 2026\nSubject: l\n\n" + line + "\n");

    assertThat(text(read(mbox).get(0))).isEqualTo("Subject: l\n\n" + line + "\n");
  }

  @Test
  void readsMaildirsAndFoldersRecursivelyInOrder() throws IOException {
    write("b/cur/1.host:2,S", "Subject: seen\n\n");
    write("b/new/2.host", "Subject: new\n\n");
    write("b/tmp/3.host", "Subject: unfinished\n\n");
    write("b/.Archive/cur/4.host:2,", "Subject: archived\n\n");
    write("a/one.eml", "Subject: eml\n\n");
    write("a/one.json", "{}");
    write("a/.hidden", "Subject: hidden\n\n");

    assertThat(read(folder))
        .extracting(mail -> text(mail).strip())
        .containsExactly("Subject: eml", "Subject: archived", "Subject: seen", "Subject: new");
  }

  @Test
  void readsAnEmlWhoseFirstLineIsASeparatorAsOneMail() throws IOException {
    Path eml =
        write("x.eml", "From a@example.org Tue Mar  3 10:00:00 2026\nSubject: one\n\ntext\n");

    assertThat(read(eml)).singleElement().extracting(RawMail::source).isEqualTo(eml.toString());
  }

  @Test
  void givesAnEmptyFileToTheParserInsteadOfLosingIt() throws IOException {
    Path eml = write("empty.eml", "");

    assertThat(read(eml)).singleElement().extracting(RawMail::sizeBytes).isEqualTo(0L);
  }

  @Test
  void namesAPathThatDoesNotExist() {
    assertThatThrownBy(() -> MailboxReader.open(folder.resolve("nowhere")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("nowhere");
  }

  private Path write(String name, String content) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, content);
  }

  private static List<RawMail> read(Path path) {
    try (Stream<RawMail> mails = MailboxReader.open(path)) {
      return mails.toList();
    }
  }

  private static String text(RawMail mail) {
    return new String(mail.bytes(), StandardCharsets.UTF_8);
  }
}
