package io.mailpulse.flink.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.testkit.SampleMails;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeduplicateTest {

  private static final Duration TTL = Duration.ofDays(30);

  private KeyedOneInputStreamOperatorTestHarness<String, EmailRaw, EmailRaw> operator;

  @BeforeEach
  void open() throws Exception {
    operator =
        ProcessFunctionTestHarnesses.forKeyedProcessFunction(
            new Deduplicate(TTL), Deduplicate::key, Types.STRING);
    operator.setStateTtlProcessingTime(0);
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void letsAMailThroughOnce() throws Exception {
    send(SampleMails.raw("a").build());
    send(SampleMails.raw("a").build());
    send(SampleMails.raw("b").build());

    assertThat(operator.extractOutputValues())
        .extracting(EmailRaw::getMessageId)
        .containsExactly("a@example.org", "b@example.org");
    assertThat(operator.getSideOutput(Deduplicate.DEAD_LETTERS)).isNull();
  }

  @Test
  void theSameIdOfTwoTenantsIsTwoMails() throws Exception {
    send(SampleMails.raw("a").build());
    send(SampleMails.raw("a").setTenantId("other").build());

    assertThat(operator.extractOutputValues()).hasSize(2);
  }

  @Test
  void theSameIdWithAnotherBodyIsADeadLetterEachTime() throws Exception {
    send(SampleMails.raw("a").build());
    send(SampleMails.raw("a").setHash("other").build());
    send(SampleMails.raw("a").build());

    assertThat(operator.extractOutputValues()).hasSize(1);
    assertThat(operator.getSideOutput(Deduplicate.DEAD_LETTERS))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.getValue().getKind())
                  .isEqualTo(FailureKind.SAME_ID_OTHER_BODY.wireName());
              assertThat(letter.getValue().getPayloadSha256()).isEqualTo("other");
            });
  }

  @Test
  void forgetsAnIdAfterItWasNotSeenForTheTimeToLive() throws Exception {
    send(SampleMails.raw("a").build());
    operator.setStateTtlProcessingTime(TTL.toMillis() - 1);
    send(SampleMails.raw("a").build());
    operator.setStateTtlProcessingTime(2 * TTL.toMillis() - 2);
    send(SampleMails.raw("a").build());
    assertThat(operator.extractOutputValues()).hasSize(1);

    operator.setStateTtlProcessingTime(3 * TTL.toMillis());
    send(SampleMails.raw("a").build());
    assertThat(operator.extractOutputValues()).hasSize(2);
  }

  private void send(EmailRaw mail) throws Exception {
    operator.processElement(mail, mail.getTimestamp().toEpochMilli());
  }
}
