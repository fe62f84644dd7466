package io.mailpulse.connectors.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.schema.id.Ids;
import io.mailpulse.schema.landing.LandingPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawLandingSinkTest {

  @TempDir Path root;

  @Test
  void aFlushMakesEveryMailDurable() throws Exception {
    SinkWriter<LandedMail> writer = writer(root);
    for (int i = 0; i < 200; i++) {
      writer.write(mail("raw/day=" + i % 7 + "/" + i + ".eml.gz", "mail " + i), null);
    }
    writer.flush(false);

    for (int i = 0; i < 200; i++) {
      assertThat(content("raw/day=" + i % 7 + "/" + i + ".eml.gz")).isEqualTo("mail " + i);
    }
    assertThat(files()).as("no unfinished file is left").hasSize(200);
    writer.close();
  }

  @Test
  void aMailThatIsThereAlreadyIsNotWrittenAgain() throws Exception {
    land("raw/a.eml.gz", "first", "first");

    assertThat(content("raw/a.eml.gz")).isEqualTo("first");
    assertThat(files()).hasSize(1);
  }

  @Test
  void anotherMailInThePlaceOfOneHasAFileOfItsOwn() throws Exception {
    land("raw/a.eml.gz", "first", "second", "first", "third", "second");

    assertThat(content("raw/a.eml.gz")).isEqualTo("first");
    for (String mail : List.of("first", "second", "third")) {
      assertThat(content(LandingPath.beside("raw/a.eml.gz", Ids.sha256(mail)))).isEqualTo(mail);
    }
    assertThat(files()).hasSize(4);
  }

  @Test
  void mailsThatClaimOnePlaceAtOnceAreAllKept() throws Exception {
    SinkWriter<LandedMail> writer = writer(root);
    for (int i = 0; i < 50; i++) {
      writer.write(mail("raw/a.eml.gz", "mail " + i), null);
    }
    writer.flush(true);
    writer.close();

    for (int i = 0; i < 50; i++) {
      String own = LandingPath.beside("raw/a.eml.gz", Ids.sha256("mail " + i));
      assertThat(content(own)).isEqualTo("mail " + i);
    }
  }

  @Test
  void aDamagedFileInThePlaceCostsTheNextMailNothing() throws Exception {
    Files.createDirectories(root.resolve("raw"));
    Files.writeString(root.resolve("raw/a.eml.gz"), "no gzip");
    land("raw/a.eml.gz", "mail");

    assertThat(content(LandingPath.beside("raw/a.eml.gz", Ids.sha256("mail")))).isEqualTo("mail");
  }

  private void land(String ref, String... mails) throws Exception {
    SinkWriter<LandedMail> writer = writer(root);
    for (String mail : mails) {
      writer.write(mail(ref, mail), null);
      writer.flush(false);
    }
    writer.close();
  }

  @Test
  void aFailedWriteFailsTheCheckpoint() throws Exception {
    Path notAFolder = Files.writeString(root.resolve("occupied"), "a file");
    SinkWriter<LandedMail> writer = writer(notAFolder);
    writer.write(mail("raw/a.eml.gz", "text"), null);

    assertThatThrownBy(() -> writer.flush(false))
        .isInstanceOf(IOException.class)
        .hasMessage("a mail could not be landed");
    writer.close();
  }

  @Test
  void anErrorOfTheProcessFailsTheCheckpointAndEveryWriteBehindIt() throws Exception {
    SinkWriter<LandedMail> writer =
        RawLandingSink.writer(
            mail -> {
              throw new OutOfMemoryError("injected");
            });
    writer.write(mail("raw/a.eml.gz", "text"), null);

    assertThatThrownBy(() -> writer.flush(false)).hasRootCauseInstanceOf(OutOfMemoryError.class);
    assertThatThrownBy(() -> writer.write(mail("raw/b.eml.gz", "text"), null))
        .hasRootCauseInstanceOf(OutOfMemoryError.class);
    writer.close();
  }

  private static SinkWriter<LandedMail> writer(Path root) throws IOException {
    return new RawLandingSink(root.toUri()).createWriter((WriterInitContext) null);
  }

  private static LandedMail mail(String ref, String text) {
    return new LandedMail(ref, text.getBytes(StandardCharsets.UTF_8));
  }

  private String content(String ref) throws IOException {
    try (var in = new GZIPInputStream(Files.newInputStream(root.resolve(ref)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
