package io.mailpulse.flink.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.mail.RecordBounds;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MergedThread;
import io.mailpulse.schema.Segment;
import io.mailpulse.schema.codec.AvroCodec;
import io.mailpulse.schema.codec.CodecException;
import io.mailpulse.schema.codec.JsonCodec;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.testkit.SampleMails;
import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdmitMailTest {

  private static final URI LANDING = URI.create("s3://bucket/landing");
  private static final EmailRaw GOOD =
      SampleMails.raw("a")
          .setRawRef("raw/tenant_id=acme/ingest_date=2026/03/01/a.eml.gz")
          .setThreadMerges(
              List.of(
                  new MergedThread(
                      SampleMails.raw("b").getThreadId(), 1.0, "headers", SampleMails.MORNING)))
          .build();

  @Test
  void whatAnIngestJobWroteGoesOnAsItIs() throws Exception {
    try (var operator = operator()) {
      operator.processElement(EmailRaw.newBuilder(GOOD).build(), 0);

      assertThat(operator.extractOutputValues()).containsExactly(GOOD);
      assertThat(operator.getSideOutput(AdmitMail.DEAD_LETTERS)).isNull();
    }
  }

  @Test
  void aRecordThatWasNotRedactedIsADeadLetterWithoutItsText() throws Exception {
    DeadLetter letter =
        refused(
            mail -> {
              mail.setPiiRedacted(false);
              mail.setBodyText("my secret words");
            });

    assertThat(letter.getKind()).isEqualTo(FailureKind.NOT_REDACTED.wireName());
    assertThat(letter.getEmailId()).isEqualTo(GOOD.getEmailId());
    assertThat(letter.toString()).doesNotContain("secret");
  }

  @Test
  void bytesThatAreNoRecordAreADeadLetterNamedAfterTheirPlace() throws Exception {
    var bytes = new ConsumerRecord<>("emails.raw.v1", 3, 42, new byte[0], new byte[] {1, 2, 3});
    try (var operator = operator()) {
      operator.processElement(new UnreadableRaw().standIn(bytes, new CodecException("x")), 0);

      DeadLetter letter = operator.getSideOutput(AdmitMail.DEAD_LETTERS).peek().getValue();
      assertThat(letter.getKind()).isEqualTo(FailureKind.NOT_A_RECORD.wireName());
      assertThat(letter.getSource()).isEqualTo("emails.raw.v1/3@42");
      assertThat(letter.getPayloadRef()).isEqualTo("emails.raw.v1/3@42");
      assertThat(letter.getPayloadBytes()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void aRecordThatNoIngestJobWritesIsADeadLetter(Consumer<EmailRaw> change) throws Exception {
    DeadLetter letter = refused(change);

    assertThat(letter.getKind()).isEqualTo(FailureKind.BAD_RECORD.wireName());
    for (var codec :
        List.of(new JsonCodec<>(DeadLetter.class), new AvroCodec<>(DeadLetter.class))) {
      assertThat(codec.encode(letter).length).isLessThan(100_000);
    }
  }

  static Stream<Consumer<EmailRaw>> impossible() {
    return Stream.of(
        mail -> mail.setTenantId("../other"),
        mail -> mail.setTenantId("x".repeat(1_000_000)),
        mail -> mail.setEmailId("jo@example.org"),
        mail -> mail.setEmailId(""),
        mail -> mail.setThreadId("t|1"),
        mail -> mail.setParentEmailId("x"),
        mail -> mail.setTimestamp(Instant.ofEpochMilli(Long.MAX_VALUE)),
        mail -> mail.setTimestamp(Instant.ofEpochMilli(Long.MIN_VALUE)),
        mail -> mail.setSentAt(Instant.ofEpochMilli(Long.MAX_VALUE)),
        mail -> mail.setRawRef("../../etc/passwd"),
        mail -> mail.setRawRef("raw/tenant_id=other/ingest_date=2026/03/01/a.eml.gz"),
        mail -> mail.setSegments(List.of(new Segment("authored", 0, 1_000_000, null))),
        mail -> mail.setSegments(List.of(new Segment("authored", -1, 3, null))),
        mail -> mail.setSegments(List.of(new Segment("authored", 5, 3, null))),
        mail ->
            mail.setSegments(
                List.of(new Segment("authored", 0, 5, null), new Segment("quoted", 4, 9, null))),
        mail -> mail.setLanguageConfidence(Double.NaN),
        mail -> mail.setThreadConfidence(Double.POSITIVE_INFINITY),
        mail -> mail.setLanguage("en ".repeat(100_000)),
        mail -> mail.setMailKind("a person"),
        mail -> mail.setDefects(Collections.nCopies(100_000, "x")),
        mail -> mail.setRedactions(Map.of("jo@example.org\n", 1)),
        mail ->
            mail.setThreadMerges(
                List.of(new MergedThread("x", 1.0, "headers", SampleMails.MORNING))),
        mail -> mail.getThreadMerges().get(0).setAnchor("subject"),
        mail -> mail.getThreadMerges().get(0).setAnchor("Headers"),
        mail -> mail.getThreadMerges().get(0).setAnchor(""),
        mail -> mail.getThreadMerges().get(0).setConfidence(Double.NaN),
        mail -> mail.getThreadMerges().get(0).setSince(Instant.ofEpochMilli(Long.MAX_VALUE)),
        mail -> mail.setThreadMerges(Collections.nCopies(1_001, GOOD.getThreadMerges().get(0))));
  }

  @Test
  void aRecordThatIsTooLongIsCutAsAnIngestJobDoes() throws Exception {
    EmailRaw mail = EmailRaw.newBuilder(GOOD).build();
    mail.setBodyText("x".repeat(5_000_000));
    try (var operator = operator()) {
      operator.processElement(mail, 0);

      EmailRaw admitted = operator.extractOutputValues().get(0);
      assertThat(new JsonCodec<>(EmailRaw.class).encode(admitted).length)
          .isLessThan(RecordBounds.MAX_BYTES);
      assertThat(admitted.getDefects()).contains("body-cut");
    }
  }

  private static DeadLetter refused(Consumer<EmailRaw> change) throws Exception {
    EmailRaw mail = EmailRaw.newBuilder(GOOD).build();
    change.accept(mail);
    try (var operator = operator()) {
      operator.processElement(mail, 0);

      assertThat(operator.extractOutputValues()).isEmpty();
      return operator.getSideOutput(AdmitMail.DEAD_LETTERS).stream()
          .map(StreamRecord::getValue)
          .findFirst()
          .orElseThrow();
    }
  }

  private static OneInputStreamOperatorTestHarness<EmailRaw, EmailRaw> operator() throws Exception {
    return ProcessFunctionTestHarnesses.forProcessFunction(new AdmitMail(LANDING));
  }
}
