package io.mailpulse.local.generate;

import io.mailpulse.generate.GeneratedMail;
import io.mailpulse.generate.truth.MailTruth;
import io.mailpulse.local.feed.MimeRecords;
import io.mailpulse.schema.landing.LandingPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A raw landing as the stream leaves it, for batch jobs: each mail once, by tenant and day. A
 * damaged mail lies there too, so that a job meets one.
 */
public final class LandingOutput implements MailOutput {

  private final Path root;

  /** A landing that may exist; its files are kept. */
  public LandingOutput(Path root) {
    this.root = root;
  }

  @Override
  public void write(GeneratedMail mail) {
    MailTruth truth = mail.truth();
    LocalDate day = LocalDate.ofInstant(truth.receivedAt(), ZoneOffset.UTC);
    Path file = root.resolve(new LandingPath(truth.tenantId(), day, truth.emailId()).ref());
    if (!Files.exists(file)) {
      MimeRecords.write(file, mail.bytes());
    }
  }

  @Override
  public void close() {
    // Every file is complete when it is written.
  }
}
