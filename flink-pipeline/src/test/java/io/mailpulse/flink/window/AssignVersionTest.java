package io.mailpulse.flink.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.flink.config.PipelineConfig.Windows;
import io.mailpulse.flink.record.CountedMail;
import io.mailpulse.flink.record.Replaced;
import io.mailpulse.testkit.SampleMails;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssignVersionTest {

  private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
  private static final Windows WINDOWS =
      new Windows(Duration.ofMinutes(1), Duration.ofHours(24), Duration.ofSeconds(10));

  private KeyedOneInputStreamOperatorTestHarness<String, CountedMail, CountedMail> operator;

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
  void aNewModelVersionDoesNotSplitAWindow() throws Exception {
    send("a", NINE, "fake@1");
    var state = operator.snapshot(1, 1);
    operator.close();
    operator = operator();
    operator.initializeState(state);
    operator.open();
    send("b", NINE.plusSeconds(30), "fake@2");
    send("next", NINE.plusSeconds(60), "fake@2");

    assertThat(operator.extractOutputValues())
        .extracting(CountedMail::version)
        .containsExactly("fake@1", "fake@2");
    assertThat(operator.extractOutputValues())
        .extracting(mail -> mail.sentiment().getModelVersion())
        .as("what scored a mail stays on it")
        .containsOnly("fake@2");
  }

  @Test
  void aCorrectionOfAnotherVersionIsCountedWhereItsPendingMailWas() throws Exception {
    CountedMail pending = mail("a", NINE, "fake@1");
    CountedMail correction =
        new CountedMail(
            mail("a", NINE, "fake@2").sentiment(), new Replaced("fake@1", NINE), "fake@1");
    operator.processElement(pending, 0);
    operator.processElement(correction, 0);

    assertThat(operator.extractOutputValues())
        .extracting(MoodWindows.key(WINDOWS)::getKey)
        .containsOnly(MoodWindows.key(WINDOWS).getKey(pending));
  }

  @Test
  void aWindowsVersionIsForgottenInTheEnd() throws Exception {
    operator.setStateTtlProcessingTime(0);
    send("a", NINE, "fake@1");
    operator.setStateTtlProcessingTime(Duration.ofDays(4).toMillis());
    send("b", NINE, "fake@2");

    assertThat(operator.extractOutputValues())
        .extracting(CountedMail::version)
        .containsExactly("fake@1", "fake@2");
  }

  @Test
  void aWindowsVersionIsKeptAsLongAsItsMailsCome() throws Exception {
    operator.setStateTtlProcessingTime(0);
    send("a", NINE, "fake@1");
    operator.setStateTtlProcessingTime(Duration.ofDays(2).toMillis());
    send("b", NINE, "fake@1");
    operator.setStateTtlProcessingTime(Duration.ofDays(4).toMillis());
    send("c", NINE, "fake@2");

    assertThat(operator.extractOutputValues())
        .extracting(CountedMail::version)
        .containsExactly("fake@1", "fake@1", "fake@1");
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, CountedMail, CountedMail> operator()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new AssignVersion(WINDOWS.size(), WINDOWS.retention())),
        MoodWindows.windowKey(WINDOWS),
        Types.STRING);
  }

  private void send(String name, Instant at, String version) throws Exception {
    operator.processElement(mail(name, at, version), at.toEpochMilli());
  }

  private static CountedMail mail(String name, Instant at, String version) {
    return new CountedMail(
        SampleMails.sentiment(name).setCreatedAt(at).setModelVersion(version).build(),
        null,
        version);
  }
}
