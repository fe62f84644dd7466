package io.mailpulse.flink.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.connectors.landing.LandedMail;
import io.mailpulse.flink.config.PipelineConfig.Events;
import io.mailpulse.mail.ReadResult;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.testkit.SampleMails;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadMailTest {

  private static final byte[] MIME = "Subject: x\n\ntext".getBytes(StandardCharsets.UTF_8);

  @TempDir Path landing;

  @Test
  void aLargeMailIsFetchedFromTheLanding() throws Exception {
    Path file = landing.resolve("raw/large.eml.gz");
    Files.createDirectories(file.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(MIME);
    }
    try (var operator = operator(ReadMailTest::oneMail)) {
      operator.processElement(mail(null, "raw/large.eml.gz"), 0);

      assertThat(operator.extractOutputValues()).hasSize(1);
      assertThat(landed(operator).mime()).isEqualTo(MIME);
    }
  }

  @Test
  void aMissingReferenceIsADeadLetter() throws Exception {
    try (var operator = operator(ReadMailTest::oneMail)) {
      operator.processElement(mail(null, "raw/nowhere.eml.gz"), 0);

      DeadLetter letter = letter(operator);
      assertThat(letter.getKind()).isEqualTo(FailureKind.PAYLOAD_MISSING.wireName());
      assertThat(letter.getPayloadRef()).isEqualTo("raw/nowhere.eml.gz");
    }
  }

  @Test
  void attachedMailsFollowTheirMailAndShareItsPlace() throws Exception {
    MailReading two =
        () ->
            (mail, now) ->
                ReadResult.Read.of(
                    List.of(SampleMails.raw("outer").build(), SampleMails.raw("inner").build()));
    try (var operator = operator(two)) {
      operator.processElement(mail(MIME, null), 0);

      assertThat(operator.extractOutputValues())
          .extracting(EmailRaw::getMessageId)
          .containsExactly("outer@example.org", "inner@example.org");
      assertThat(operator.extractOutputValues())
          .extracting(EmailRaw::getRawRef)
          .containsOnly(landed(operator).ref());
    }
  }

  @Test
  void aBugInTheReaderCostsOneMailAndTellsNoText() throws Exception {
    MailReading broken =
        () ->
            (mail, now) -> {
              throw new IllegalStateException("secret text");
            };
    try (var operator = operator(broken)) {
      operator.processElement(mail(MIME, null), 0);

      assertThat(letter(operator).getKind()).isEqualTo(FailureKind.READER_FAILED.wireName());
      assertThat(letter(operator).toString()).doesNotContain("secret text");
      assertThat(landed(operator).ref()).isEqualTo(letter(operator).getPayloadRef());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../other", "", "ac\u001fme"})
  void aTenantThatCouldLeaveItsFolderIsRefused(String tenant) throws Exception {
    try (var operator = operator(ReadMailTest::oneMail)) {
      MimeMail mail = mail(MIME, null);
      mail.setTenantId(tenant);
      operator.processElement(mail, 0);

      assertThat(operator.extractOutputValues()).isEmpty();
      assertThat(letter(operator).getKind()).isEqualTo(FailureKind.BAD_TENANT.wireName());
      assertThat(operator.getSideOutput(ReadMail.LANDED)).isNull();
    }
  }

  @Test
  void aDateInTheFutureDoesNotRunAheadOfTheBroker() {
    var events = new Events(Duration.ZERO, Duration.ofSeconds(1), Duration.ofMinutes(5));
    var assigner = MailWatermarks.strategy(events).createTimestampAssigner(() -> null);
    EmailRaw fromTheFuture =
        SampleMails.raw("a").setTimestamp(Instant.parse("2099-01-01T00:00:00Z")).build();
    long appended = SampleMails.MORNING.toEpochMilli();

    assertThat(assigner.extractTimestamp(fromTheFuture, appended))
        .isEqualTo(appended + Duration.ofMinutes(5).toMillis());
    assertThat(assigner.extractTimestamp(SampleMails.raw("a").build(), appended))
        .isEqualTo(appended);
  }

  private OneInputStreamOperatorTestHarness<MimeMail, EmailRaw> operator(MailReading reading)
      throws Exception {
    return ProcessFunctionTestHarnesses.forProcessFunction(new ReadMail(reading, landing.toUri()));
  }

  private static MailReading.Reader oneMail() {
    return (mail, now) -> ReadResult.Read.of(List.of(SampleMails.raw("a").build()));
  }

  private static MimeMail mail(byte[] mime, String ref) {
    return MimeMail.newBuilder()
        .setTenantId("acme")
        .setSource("a.eml")
        .setMime(mime == null ? null : ByteBuffer.wrap(mime))
        .setMimeRef(ref)
        .setSizeBytes(MIME.length)
        .build();
  }

  private static DeadLetter letter(OneInputStreamOperatorTestHarness<MimeMail, EmailRaw> operator) {
    return operator.getSideOutput(ReadMail.DEAD_LETTERS).peek().getValue();
  }

  private static LandedMail landed(OneInputStreamOperatorTestHarness<MimeMail, EmailRaw> operator) {
    return operator.getSideOutput(ReadMail.LANDED).peek().getValue();
  }
}
