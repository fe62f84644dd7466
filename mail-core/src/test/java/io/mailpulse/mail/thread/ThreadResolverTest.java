package io.mailpulse.mail.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ThreadResolverTest {

  private final ThreadResolver missing = new ThreadResolver(HeaderHabit.MISSING);
  private final ThreadResolver usual = new ThreadResolver(HeaderHabit.USUAL);
  private final ThreadState state = ThreadState.unlimited();

  @Test
  void followsReferencesWhateverTheSubject() {
    add(missing, Mails.mail("root").subject("Late parcel"));
    add(missing, Mails.mail("reply").subject("Quite another thing").references("root"));

    assertThat(threads(missing)).containsExactlyInAnyOrder(Set.of("root", "reply"));
  }

  @Test
  void joinsRepliesToAParentThatNeverCame() {
    add(usual, Mails.mail("one").references("nowhere"));
    add(usual, Mails.mail("two").inReplyTo("nowhere"));

    assertThat(threads(usual)).containsExactlyInAnyOrder(Set.of("one", "two"));
  }

  @Test
  void survivesCyclesAndSelfReferences() {
    add(usual, Mails.mail("a").references("b"));
    add(usual, Mails.mail("b").references("a"));
    add(usual, Mails.mail("c").references("c"));

    assertThat(threads(usual)).containsExactlyInAnyOrder(Set.of("a", "b"), Set.of("c"));
  }

  @Test
  void givesAThreadTheIdThatItsRootNames() {
    MailFacts root = Mails.mail("root").build();
    ThreadUpdate reply = add(usual, Mails.mail("reply").references("root"));
    ThreadUpdate late = usual.add(state, root);

    assertThat(reply.assignment().threadId()).isEqualTo(root.headerThreadId());
    assertThat(late.assignment().threadId()).isEqualTo(root.headerThreadId());
    assertThat(late.merges()).isEmpty();
  }

  @Test
  void reportsTheMergeWhenALateMailTiesTwoThreads() {
    ThreadUpdate left = add(usual, Mails.mail("left").day(1));
    ThreadUpdate right = add(usual, Mails.mail("right").day(2));
    ThreadUpdate bridge = add(usual, Mails.mail("bridge").day(3).references("left", "right"));

    assertThat(bridge.assignment().threadId()).isEqualTo(left.assignment().threadId());
    assertThat(bridge.merges())
        .containsExactly(
            new ThreadMerge(right.assignment().threadId(), left.assignment().threadId()));
  }

  @Test
  void joinsAReplyWithoutHeadersWhereHeadersAreMissing() {
    add(missing, Mails.mail("root").subject("Late parcel 4711").day(1));
    ThreadUpdate reply = add(missing, Mails.mail("reply").subject("AW: Late parcel 4711").day(3));

    assertThat(reply.assignment().evidence()).isEqualTo("subject");
    assertThat(reply.assignment().confidence()).isBetween(0.5, 0.99);
    assertThat(reply.assignment().parentMessageId()).contains("root");
    assertThat(threads(missing)).containsExactly(Set.of("root", "reply"));
  }

  @Test
  void isSurerOfAReplyThatQuotesAndComesFromTheAddressee() {
    add(
        missing,
        Mails.mail("root")
            .subject("Late parcel 4711")
            .from("jo@shop.example")
            .to("help@store.example")
            .wrote("The parcel has not come although you promised Monday."));
    ThreadUpdate plain = add(missing, Mails.mail("plain").subject("Re: Late parcel 4711").day(2));
    ThreadUpdate quoting =
        add(
            missing,
            Mails.mail("quoting")
                .subject("Re: Late parcel 4711")
                .from("help@store.example")
                .day(2)
                .quoted("The parcel has not come although you promised Monday."));

    assertThat(quoting.assignment().confidence()).isGreaterThan(plain.assignment().confidence());
  }

  @Test
  void keepsNewMailsWithTheSameSubjectApart() {
    add(missing, Mails.mail("one").subject("Your weekly offers").day(1));
    add(missing, Mails.mail("two").subject("Your weekly offers").day(2));

    assertThat(threads(missing)).hasSize(2);
  }

  @Test
  void keepsPlainSubjectsApartSooner() {
    add(missing, Mails.mail("one").subject("Question").day(1));
    add(missing, Mails.mail("two").subject("Re: Question").day(5));

    assertThat(threads(missing)).hasSize(2);
  }

  @Test
  void doubtsAReplyWithoutHeadersWhereHeadersAreUsual() {
    add(usual, Mails.mail("root").subject("Late parcel 4711").day(1));
    add(usual, Mails.mail("reply").subject("Re: Late parcel 4711").day(2));

    assertThat(threads(usual)).hasSize(2);
  }

  @Test
  void observesWhetherHeadersAreUsual() {
    ThreadResolver observing = new ThreadResolver(HeaderHabit.OBSERVED);
    add(observing, Mails.mail("root").subject("Late parcel 4711").day(1));
    add(observing, Mails.mail("reply").subject("Re: Late parcel 4711").day(2));
    assertThat(threads(observing)).hasSize(1);

    add(observing, Mails.mail("x").subject("Re: Other").references("a"));
    add(observing, Mails.mail("y").subject("Re: Third").references("b"));
    assertThat(threads(observing)).hasSize(4);
  }

  @Test
  void givesTheSamePartitionForEveryOrder() {
    Random random = new Random(7);
    for (int round = 0; round < 40; round++) {
      List<MailFacts> mails = Mails.conversation(random, 12);
      for (HeaderHabit habit : HeaderHabit.values()) {
        ThreadResolver resolver = new ThreadResolver(habit);
        Map<String, ThreadAssignment> expected = null;
        for (int order = 0; order < 6; order++) {
          ThreadState fresh = ThreadState.unlimited();
          mails.forEach(mail -> resolver.add(fresh, mail));
          Map<String, ThreadAssignment> got = new TreeMap<>(resolver.resolve(fresh));
          assertThat(got).hasSize(mails.size());
          if (expected == null) {
            expected = got;
          }
          assertThat(got).isEqualTo(expected);
          Collections.shuffle(mails, random);
        }
      }
    }
  }

  @Test
  void mergesLeadFromEveryOldIdToTheFinalOne() {
    Random random = new Random(11);
    for (int round = 0; round < 60; round++) {
      ThreadState fresh = ThreadState.unlimited();
      Map<String, String> latest = new TreeMap<>();
      for (MailFacts mail : Mails.conversation(random, 12)) {
        ThreadUpdate update = missing.add(fresh, mail);
        for (ThreadMerge merge : update.merges()) {
          latest.replaceAll(
              (id, thread) -> thread.equals(merge.fromThreadId()) ? merge.intoThreadId() : thread);
        }
        latest.put(mail.emailId(), update.assignment().threadId());
      }
      Map<String, String> resolved = new TreeMap<>();
      missing.resolve(fresh).forEach((id, assignment) -> resolved.put(id, assignment.threadId()));
      assertThat(latest).isEqualTo(resolved);
    }
  }

  @Test
  void keepsItsStateAsBytes() {
    Random random = new Random(3);
    Mails.conversation(random, 30).forEach(mail -> missing.add(state, mail));

    byte[] bytes = state.toBytes();
    ThreadState restored = ThreadState.fromBytes(bytes);

    assertThat(restored.toBytes()).isEqualTo(bytes);
    assertThat(missing.resolve(restored)).isEqualTo(missing.resolve(state));
    assertThat(bytes.length / 30).isLessThan(600);
    assertThatThrownBy(() -> ThreadState.fromBytes(new byte[] {9, 0, 0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 9");
  }

  @Test
  void forgetsTheOldestBeyondItsLimit() {
    ThreadState small = ThreadState.limitedTo(2);
    missing.add(small, Mails.mail("one").day(1).build());
    missing.add(small, Mails.mail("two").day(2).build());
    missing.add(small, Mails.mail("three").day(3).build());
    ThreadUpdate old = missing.add(small, Mails.mail("zero").day(0).build());

    assertThat(missing.resolve(small)).containsOnlyKeys("three", "two");
    assertThat(old.assignment().emailId()).isEqualTo("zero");
  }

  private ThreadUpdate add(ThreadResolver resolver, Mails mail) {
    return resolver.add(state, mail.build());
  }

  private Set<Set<String>> threads(ThreadResolver resolver) {
    Map<String, Set<String>> byThread =
        resolver.resolve(state).values().stream()
            .collect(
                Collectors.groupingBy(
                    ThreadAssignment::threadId,
                    Collectors.mapping(ThreadAssignment::emailId, Collectors.toSet())));
    return new HashSet<>(new ArrayList<>(byThread.values()));
  }
}
