package io.mailpulse.flink.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.flink.config.PipelineConfig.ReplyHeaders;
import io.mailpulse.flink.config.PipelineConfig.Threads;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MergedThread;
import io.mailpulse.schema.Segment;
import io.mailpulse.schema.ThreadHeaders;
import io.mailpulse.schema.id.Ids;
import io.mailpulse.testkit.SampleMails;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssignThreadTest {

  private static final Duration RETENTION = Duration.ofDays(90);
  private static final String JO = "<u1@home.example>";
  private static final String SHOP = "<help@shop.example>";

  private KeyedOneInputStreamOperatorTestHarness<String, EmailRaw, EmailRaw> operator;

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
  void aReplyWithoutHeadersJoinsWithStatedCertainty() throws Exception {
    EmailRaw question = send(question("question"));
    EmailRaw answer = send(answer("answer"));

    assertThat(question.getThreadEvidence()).isEqualTo("self");
    assertThat(answer.getThreadId()).isEqualTo(question.getThreadId());
    assertThat(answer.getThreadEvidence()).isEqualTo("subject");
    assertThat(answer.getThreadConfidence()).isBetween(0.5, 0.99);
    assertThat(answer.getThreadMerges()).isEmpty();
  }

  @Test
  void aReplyThatNamesItsParentKeepsTheThreadWhateverItsSubject() throws Exception {
    EmailRaw question = send(question("question"));
    EmailRaw renamed =
        send(named("renamed", "question").setSubject("Re: Something else entirely").build());
    EmailRaw answer = send(named("answer", "question").build());

    assertThat(List.of(renamed.getThreadId(), answer.getThreadId()))
        .containsOnly(question.getThreadId());
    assertThat(answer.getThreadConfidence()).isEqualTo(1);
  }

  @Test
  void aLateMailReportsTheThreadsThatItTies() throws Exception {
    EmailRaw answer = send(answer("answer"));
    EmailRaw question = send(question("question"));

    assertThat(question.getThreadId()).isNotEqualTo(answer.getThreadId());
    assertThat(question.getThreadMerges())
        .singleElement()
        .satisfies(merge -> assertThat(merge.getThreadId()).isEqualTo(answer.getThreadId()))
        .satisfies(merge -> assertThat(merge.getConfidence()).isBetween(0.5, 0.99))
        .satisfies(merge -> assertThat(merge.getAnchor()).isEqualTo("start"))
        .satisfies(merge -> assertThat(merge.getSince()).isEqualTo(question.getTimestamp()));
    assertThat(send(answer("another")).getThreadId()).isEqualTo(question.getThreadId());
  }

  @Test
  void theSameMailAgainGetsTheSameThreadAndReportsNothing() throws Exception {
    send(answer("answer"));
    EmailRaw question = send(question("question"));
    EmailRaw again = send(question("question"));
    EmailRaw answerAgain = send(answer("answer"));

    assertThat(again.getThreadId()).isEqualTo(question.getThreadId());
    assertThat(again.getThreadMerges()).isEmpty();
    assertThat(answerAgain.getThreadId()).isEqualTo(question.getThreadId());
    assertThat(operator.numKeyedStateEntries()).isEqualTo(1);
  }

  @Test
  void tenantsDoNotMeet() throws Exception {
    EmailRaw question = send(question("question"));
    EmailRaw answer = answer("answer");
    answer.setTenantId("other");

    assertThat(send(answer).getThreadId()).isNotEqualTo(question.getThreadId());
  }

  @Test
  void subjectsThatTellNothingKeepTheirHeadersThreadAndNoState() throws Exception {
    for (String subject : List.of("", "Re:", "hello", "Re: Hello")) {
      EmailRaw question = question("question" + subject);
      question.setSubject(subject);
      EmailRaw answer = answer("answer" + subject);
      answer.setSubject(subject);

      assertThat(send(question).getThreadId()).isNotEqualTo(send(answer).getThreadId());
      assertThat(AssignThread.key(question))
          .as("no hot key")
          .isNotEqualTo(AssignThread.key(answer));
    }
    assertThat(operator.numKeyedStateEntries()).isZero();
  }

  @Test
  void aBusySubjectKeepsItsStateSmall() throws Exception {
    for (int i = 0; i < 3 * AssignThread.MOST_MAILS; i++) {
      EmailRaw mail = answer("m" + i);
      mail.setFrom("<u" + i + "@home.example>");
      send(mail);
    }

    assertThat(operator.numKeyedStateEntries()).isEqualTo(1);
    assertThat(operator.snapshot(1, 1).getStateSize()).isLessThan(600L * AssignThread.MOST_MAILS);
  }

  @Test
  void forgetsASubjectThatNoMailHadForTheRetention() throws Exception {
    operator.setStateTtlProcessingTime(0);
    EmailRaw question = send(question("question"));
    operator.setStateTtlProcessingTime(RETENTION.toMillis() - 1);
    EmailRaw answer = send(answer("answer"));
    operator.setStateTtlProcessingTime(3 * RETENTION.toMillis());
    EmailRaw late = send(answer("late"));

    assertThat(answer.getThreadId()).isEqualTo(question.getThreadId());
    assertThat(late.getThreadId()).isNotEqualTo(question.getThreadId());
  }

  @Test
  void stateSurvivesARestartMidWay() throws Exception {
    EmailRaw question = send(question("question"));
    OperatorSubtaskState checkpoint = operator.snapshot(1, 1);
    operator.close();
    operator = operator();
    operator.initializeState(checkpoint);
    operator.open();

    assertThat(send(answer("answer")).getThreadId()).isEqualTo(question.getThreadId());
  }

  @Test
  void everyOrderAndARestartAnywhereEndInTheSameThreads() throws Exception {
    Random random = new Random(31);
    List<String> names = new ArrayList<>();
    Set<Map<String, String>> outcomes = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      names.add("m" + i);
    }
    for (int order = 0; order < 30; order++) {
      Collections.shuffle(names, random);
      operator.close();
      operator = operator();
      operator.open();
      Map<String, String> told = new HashMap<>();
      for (String name : names) {
        if (random.nextInt(4) == 0) {
          OperatorSubtaskState checkpoint = operator.snapshot(1, 1);
          operator.close();
          operator = operator();
          operator.initializeState(checkpoint);
          operator.open();
        }
        EmailRaw mail = send(mailOfThreePeople(name));
        for (MergedThread merge : mail.getThreadMerges()) {
          told.replaceAll(
              (id, thread) -> thread.equals(merge.getThreadId()) ? mail.getThreadId() : thread);
        }
        told.put(name, mail.getThreadId());
      }
      outcomes.add(told);
    }

    assertThat(outcomes).hasSize(1);
    assertThat(new HashSet<>(outcomes.iterator().next().values())).hasSizeBetween(2, 9);
  }

  /** Numbers decide who writes to whom and when, so that some answer each other and some do not. */
  private static EmailRaw mailOfThreePeople(String name) {
    int number = Integer.parseInt(name.substring(1));
    EmailRaw mail = number % 3 == 0 ? question(name) : answer(name);
    mail.setFrom("<u" + number % 3 + "@home.example>");
    mail.setTo(List.of("<u" + number % 2 + "@home.example>"));
    mail.setTimestamp(SampleMails.MORNING.plus(Duration.ofDays(number)));
    return mail;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, EmailRaw, EmailRaw> operator()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new AssignThread(new Threads(RETENTION, ReplyHeaders.MIXED))),
        AssignThread::key,
        Types.STRING);
  }

  private static EmailRaw question(String name) {
    return mail(name).setSubject("Late parcel 4711").setFrom(JO).setTo(List.of(SHOP)).build();
  }

  private static EmailRaw answer(String name) {
    return mail(name)
        .setSubject("AW: Late parcel 4711")
        .setFrom(SHOP)
        .setTo(List.of(JO))
        .setTimestamp(SampleMails.MORNING.plus(Duration.ofHours(5)))
        .build();
  }

  private static EmailRaw.Builder named(String name, String parent) {
    return mail(name)
        .setSubject("Re: Late parcel 4711")
        .setThreadId(Ids.thread("acme", "mid:" + parent))
        .setThreadEvidence("references")
        .setHeaders(new ThreadHeaders(parent, List.of(parent)));
  }

  /** A mail whose headers name no parent. */
  private static EmailRaw.Builder mail(String name) {
    String body = "I wrote this line as " + name;
    return SampleMails.raw(name)
        .setMessageId(name)
        .setThreadId(Ids.thread("acme", "mid:" + name))
        .setBodyText(body)
        .setSegments(List.of(new Segment("authored", 0, body.length(), null)));
  }

  private EmailRaw send(EmailRaw mail) throws Exception {
    operator.processElement(mail, mail.getTimestamp().toEpochMilli());
    List<EmailRaw> out = operator.extractOutputValues();
    return out.get(out.size() - 1);
  }
}
