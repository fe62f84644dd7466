package io.mailpulse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.mail.mailbox.MailboxReader;
import io.mailpulse.mail.mailbox.RawMail;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.Segment;
import io.mailpulse.schema.codec.AvroCodec;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Damaged samples: nothing but records and dead letters comes out, and no text is lost. */
class MailReaderFuzzTest {

  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
  private static final int ROUNDS = 25;
  private static final long SEED = 20261122L;

  @Test
  void anythingBecomesARecordWhoseSegmentsCoverItsBodyOrADeadLetter() {
    List<byte[]> samples;
    try (Stream<RawMail> mails = MailboxReader.open(Path.of("..", "samples"))) {
      samples = mails.map(RawMail::bytes).filter(bytes -> bytes.length < 20_000).toList();
    }
    MailReader reader = MailReader.create(MailSettings.defaults());
    AvroCodec<EmailRaw> codec = new AvroCodec<>(EmailRaw.class);
    var fuzzed = new FuzzedMail(SEED);
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (byte[] sample : samples) {
        byte[] mime = fuzzed.damage(sample);
        var mail =
            MimeMail.newBuilder()
                .setTenantId("t")
                .setSource("fuzz")
                .setMime(ByteBuffer.wrap(mime))
                .setSizeBytes(mime.length)
                .build();
        if (reader.read(mail, NOW) instanceof ReadResult.Read result) {
          for (EmailRaw email : result.emails()) {
            assertCovered(email);
            assertThat(codec.decode(codec.encode(email)).getEmailId())
                .isEqualTo(email.getEmailId());
          }
          read++;
        }
      }
    }
    assertThat(read).isGreaterThan(samples.size() * ROUNDS / 2);
  }

  private static void assertCovered(EmailRaw email) {
    int at = 0;
    for (Segment segment : email.getSegments()) {
      assertThat(segment.getStart()).isEqualTo(at);
      at = segment.getEnd();
    }
    assertThat(at).isEqualTo(email.getBodyText().length());
  }
}
