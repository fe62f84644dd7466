package io.mailpulse.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.mail.attachment.AttachedFile;
import io.mailpulse.mail.attachment.AttachmentSettings;
import io.mailpulse.mail.attachment.AttachmentText;
import io.mailpulse.mail.attachment.AttachmentTextReader;
import io.mailpulse.schema.AttachmentOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jar that a deployment puts on its workers runs alone. */
class AttachmentsJarIT {

  private static final byte[] NOTE =
      "{\\rtf1\\ansi The lamp is broken.\\par}".getBytes(StandardCharsets.US_ASCII);

  @Test
  void readsAFileWithNothingElseOnItsClassPath() throws IOException {
    AttachmentSettings settings = AttachmentSettings.defaults().withClassPath(jar().toString());
    try (var reader = new AttachmentTextReader(settings)) {
      reader.open();

      List<AttachmentText> texts =
          reader.read(
              List.of(
                  new AttachedFile(
                      Optional.of("a.rtf"), "application/rtf", NOTE.length, Optional.of(NOTE))));

      assertThat(texts)
          .containsExactly(new AttachmentText(AttachmentOutcome.READ, "The lamp is broken."));
    }
  }

  private static Path jar() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "mail-core", "target"))) {
      return files
          .filter(file -> file.toString().endsWith("-attachments.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("mail-core was not packaged"));
    }
  }
}
