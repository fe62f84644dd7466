package io.mailpulse.flink.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.schema.PendingMail;
import io.mailpulse.testkit.SampleMails;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldPendingTest {

  private KeyedOneInputStreamOperatorTestHarness<String, PendingMail, PendingMail> operator;

  @BeforeEach
  void open() throws Exception {
    operator = operator();
    operator.open();
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void aMailIsHeldUntilItsTimeHasCome() throws Exception {
    send(mail("a", 0, 1, 100));
    operator.setProcessingTime(99);
    assertThat(operator.extractOutputValues()).isEmpty();

    operator.setProcessingTime(100);
    assertThat(operator.extractOutputValues()).containsExactly(mail("a", 0, 1, 100));
    assertThat(operator.numProcessingTimeTimers()).isZero();
    assertThat(operator.numEventTimeTimers()).isZero();
  }

  @Test
  void aRoundThatWasTakenIsNotTakenAgain() throws Exception {
    send(mail("a", 0, 1, 100));
    send(mail("a", 0, 1, 100));
    operator.setProcessingTime(100);
    send(mail("a", 0, 1, 100));
    send(mail("a", 0, 2, 200));
    operator.setProcessingTime(300);

    assertThat(operator.extractOutputValues())
        .containsExactly(mail("a", 0, 1, 100), mail("a", 0, 2, 200));
  }

  @Test
  void aMailThatBecamePendingAnewAfterARestartTakesThePlaceOfTheOldRecord() throws Exception {
    send(mail("a", 0, 1, 100));
    send(mail("a", 50, 1, 150));
    send(mail("a", 0, 2, 120));
    operator.setProcessingTime(300);

    assertThat(operator.extractOutputValues()).containsExactly(mail("a", 50, 1, 150));
  }

  @Test
  void whatIsHeldAtTheEndOfTheInputGoesOnThen() throws Exception {
    send(mail("a", 0, 1, 100));
    send(mail("b", 0, 1, 50));
    operator.setProcessingTime(50);
    operator.processWatermark(Long.MAX_VALUE);

    assertThat(operator.extractOutputValues())
        .containsExactly(mail("b", 0, 1, 50), mail("a", 0, 1, 100));
  }

  @Test
  void whatIsHeldSurvivesARestart() throws Exception {
    send(mail("a", 0, 1, 100));
    var state = operator.snapshot(1, 1);
    operator.close();
    operator = operator();
    operator.initializeState(state);
    operator.open();
    send(mail("a", 0, 1, 100));
    operator.setProcessingTime(100);

    assertThat(operator.extractOutputValues()).containsExactly(mail("a", 0, 1, 100));
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, PendingMail, PendingMail> operator()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new HoldPending()), HoldPending::key, Types.STRING);
  }

  private void send(PendingMail mail) throws Exception {
    operator.processElement(mail, 0);
  }

  private static PendingMail mail(String name, long since, int round, long notBefore) {
    return PendingMail.newBuilder()
        .setMail(SampleMails.raw(name).build())
        .setModelVersion("fake@1")
        .setCause("scoring-failed")
        .setAttempts(1)
        .setRound(round)
        .setFirstFailedAt(Instant.ofEpochMilli(since))
        .setNotBefore(Instant.ofEpochMilli(notBefore))
        .build();
  }
}
