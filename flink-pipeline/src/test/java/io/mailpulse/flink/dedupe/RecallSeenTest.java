package io.mailpulse.flink.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.schema.EmailRaw;
import io.mailpulse.testkit.SampleMails;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

/** What it remembers of older versions is in {@code CommittedStateTest}. */
class RecallSeenTest {

  @Test
  void remembersNothingByItself() throws Exception {
    try (var operator =
        ProcessFunctionTestHarnesses.forKeyedProcessFunction(
            new RecallSeen(Duration.ofDays(30)), RecallSeen::key, Types.STRING)) {
      operator.setStateTtlProcessingTime(0);
      EmailRaw mail = SampleMails.raw("a").build();
      operator.processElement(mail, 0);
      operator.processElement(mail, 0);

      assertThat(operator.extractOutputValues()).hasSize(2);
      assertThat(operator.numKeyedStateEntries()).isZero();
    }
  }
}
