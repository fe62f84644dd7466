package io.mailpulse.flink.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.flink.record.MergeNotice;
import io.mailpulse.mail.thread.ThreadRank;
import io.mailpulse.mail.thread.ThreadRank.Anchor;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MergedThread;
import io.mailpulse.testkit.SampleMails;
import java.util.List;
import org.apache.flink.streaming.api.operators.StreamFlatMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoticeMergesTest {

  private static final ThreadRank WINNER =
      new ThreadRank(Anchor.HEADERS, SampleMails.MORNING.toEpochMilli(), "winner");

  private OneInputStreamOperatorTestHarness<EmailRaw, MergeNotice> operator;

  @BeforeEach
  void open() throws Exception {
    operator = new OneInputStreamOperatorTestHarness<>(new StreamFlatMap<>(new NoticeMerges()));
    operator.open();
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void loserAndWinnerAreBothTold() throws Exception {
    send(merging("loser"));

    assertThat(operator.extractOutputValues())
        .containsExactly(
            new MergeNotice("acme", "loser", WINNER), new MergeNotice("acme", "winner", WINNER));
  }

  @Test
  void aMailThatTiesThreeThreadsTellsEachOfThem() throws Exception {
    send(merging("loser", "second loser"));

    assertThat(operator.extractOutputValues())
        .extracting(MergeNotice::threadId)
        .containsExactly("loser", "winner", "second loser", "winner");
    assertThat(operator.extractOutputValues()).extracting(MergeNotice::into).containsOnly(WINNER);
  }

  @Test
  void aMailWithoutAMergeTellsNobodyAndNothingIsKept() throws Exception {
    send(SampleMails.raw("a").build());
    send(merging("loser"));

    assertThat(operator.extractOutputValues()).hasSize(2);
    assertThat(operator.snapshot(1, 1).hasState()).isFalse();
    assertThat(operator.getProcessingTimeService().getNumActiveTimers()).isZero();
  }

  private void send(EmailRaw mail) throws Exception {
    operator.processElement(mail, mail.getTimestamp().toEpochMilli());
  }

  private static EmailRaw merging(String... losers) {
    return SampleMails.raw("late parent")
        .setThreadId(WINNER.threadId())
        .setThreadMerges(
            List.of(losers).stream()
                .map(
                    loser ->
                        MergedThread.newBuilder()
                            .setThreadId(loser)
                            .setConfidence(1)
                            .setAnchor(WINNER.anchor().wireName())
                            .setSince(SampleMails.MORNING)
                            .build())
                .toList())
        .build();
  }
}
