package io.mailpulse.flink.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.PendingMail;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.testkit.SampleMails;
import java.net.URI;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdmitPendingTest {

  private static final URI LANDING = URI.create("s3://bucket/landing");
  private static final PendingMail GOOD =
      PendingMail.newBuilder()
          .setMail(SampleMails.raw("a").build())
          .setModelVersion("remote@" + "h".repeat(253) + "-65535")
          .setCause(FailureKind.SCORING_TIMEOUT.wireName())
          .setAttempts(0)
          .setRound(1)
          .setFirstFailedAt(SampleMails.MORNING)
          .setNotBefore(SampleMails.MORNING.plusSeconds(10))
          .build();

  @Test
  void whatTheJobWroteGoesOnAsItIs() throws Exception {
    try (var operator =
        ProcessFunctionTestHarnesses.forProcessFunction(new AdmitPending(LANDING))) {
      operator.processElement(PendingMail.newBuilder(GOOD).build(), 0);

      assertThat(operator.extractOutputValues()).containsExactly(GOOD);
      assertThat(operator.getSideOutput(AdmitPending.DEAD_LETTERS)).isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void aRecordThatTheJobNeverWritesIsADeadLetter(Consumer<PendingMail> change) throws Exception {
    PendingMail pending = PendingMail.newBuilder(GOOD).build();
    change.accept(pending);
    try (var operator =
        ProcessFunctionTestHarnesses.forProcessFunction(new AdmitPending(LANDING))) {
      operator.processElement(pending, 0);

      assertThat(operator.extractOutputValues()).isEmpty();
      DeadLetter letter = operator.getSideOutput(AdmitPending.DEAD_LETTERS).peek().getValue();
      assertThat(letter.getKind()).isEqualTo(FailureKind.BAD_RECORD.wireName());
      assertThat(letter.getEmailId()).isEqualTo(GOOD.getMail().getEmailId());
    }
  }

  static Stream<Consumer<PendingMail>> impossible() {
    return Stream.of(
        pending -> pending.getMail().setThreadId("t|1"),
        pending -> pending.setFirstFailedAt(Instant.MAX),
        pending -> pending.setFirstFailedAt(Instant.ofEpochMilli(Long.MAX_VALUE)),
        pending -> pending.setFirstFailedAt(Instant.ofEpochMilli(-1)),
        pending -> pending.setNotBefore(Instant.ofEpochMilli(Long.MAX_VALUE)),
        pending -> pending.setNotBefore(Instant.ofEpochMilli(Long.MIN_VALUE)),
        pending -> pending.setRound(0),
        pending -> pending.setRound(-1),
        pending -> pending.setRound(Integer.MAX_VALUE),
        pending -> pending.setAttempts(-1),
        pending -> pending.setAttempts(Integer.MAX_VALUE),
        pending -> pending.setModelVersion(""),
        pending -> pending.setModelVersion("a\u001fb"),
        pending -> pending.setModelVersion("x".repeat(100_000)),
        pending -> pending.setCause("a cause"),
        pending -> pending.setCause("\ud83d"));
  }
}
