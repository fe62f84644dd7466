package io.mailpulse.spark.rescore;

import io.mailpulse.mail.MailReader;
import io.mailpulse.mail.MailSettings;
import io.mailpulse.mail.ReadResult;
import io.mailpulse.mail.redact.RedactorSettings;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.id.Ids;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** A raw landing made of the repository's sample mails, as the stream would leave it. */
final class LandingFixture {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);
  private static final Path SAMPLES = Path.of("../samples");

  /** Key of the stream that left this landing. */
  static final String KEY = "key-of-the-landing-fixture";

  private final Path root;
  private final MailReader reader =
      MailReader.create(
          MailSettings.builder()
              .redactor(RedactorSettings.withKey(KEY.getBytes(StandardCharsets.UTF_8)))
              .build());

  LandingFixture(Path root) {
    this.root = root;
  }

  /** Lands a sample and returns its records, the sample's own first. */
  List<EmailRaw> land(String tenantId, String sample, Optional<Instant> receivedAt)
      throws IOException {
    byte[] mime = Files.readAllBytes(SAMPLES.resolve(sample));
    var mail =
        MimeMail.newBuilder()
            .setTenantId(tenantId)
            .setSource(sample)
            .setReceivedAt(receivedAt.orElse(null))
            .setMime(ByteBuffer.wrap(mime))
            .setSizeBytes(mime.length)
            .build();
    var read = (ReadResult.Read) reader.read(mail, Instant.parse("2026-11-22T00:00:00Z"));
    EmailRaw own = read.emails().get(0);
    write(tenantId, own.getTimestamp(), own.getEmailId(), mime);
    return read.emails();
  }

  /** Lands another body under the id of a mail that is in its place already. */
  void landBeside(EmailRaw mail, String sample, String further) throws IOException {
    String text = Files.readString(SAMPLES.resolve(sample)) + "\r\n" + further + "\r\n";
    byte[] mime = text.getBytes(StandardCharsets.UTF_8);
    String name = mail.getEmailId() + '.' + Ids.sha256(mime);
    write(mail.getTenantId(), mail.getTimestamp(), name, mime);
  }

  /** Writes any bytes as a mail of the landing. */
  void write(String tenantId, Instant day, String emailId, byte[] mime) throws IOException {
    Path file = file(tenantId, day, emailId);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(mime);
    }
  }

  Path file(String tenantId, Instant day, String emailId) throws IOException {
    Path folder = root.resolve("raw/tenant_id=" + tenantId + "/ingest_date=" + DAY.format(day));
    return Files.createDirectories(folder).resolve(emailId + ".eml.gz");
  }
}
