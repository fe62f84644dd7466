package io.mailpulse.mail.thread;

import static org.assertj.core.api.Assertions.assertThat;

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
  private final List<MailFacts> mailbox = new ArrayList<>();

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
    mailbox.add(root);
    ThreadAssignment reply = add(usual, Mails.mail("reply").references("root"));

    assertThat(reply.threadId()).isEqualTo(root.headerThreadId());
  }

  @Test
  void joinsAReplyWithoutHeadersWhereHeadersAreMissing() {
    add(missing, Mails.mail("root").subject("Late parcel 4711").day(1));
    ThreadAssignment reply =
        add(missing, Mails.mail("reply").subject("AW: Late parcel 4711").day(3));

    assertThat(reply.evidence()).isEqualTo("subject");
    assertThat(reply.confidence()).isBetween(0.5, 0.99);
    assertThat(reply.parentMessageId()).contains("root");
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
    ThreadAssignment plain =
        add(missing, Mails.mail("plain").subject("Re: Late parcel 4711").day(2));
    ThreadAssignment quoting =
        add(
            missing,
            Mails.mail("quoting")
                .subject("Re: Late parcel 4711")
                .from("help@store.example")
                .day(2)
                .quoted("The parcel has not come although you promised Monday."));

    assertThat(quoting.confidence()).isGreaterThan(plain.confidence());
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
  void joinsMailsOfOneTicketWhateverElseTheirSubjectsSay() {
    add(usual, desk("one").subject("[Ticket #8801] Cold radiator").day(1));
    add(usual, customer("two").subject("Re: [Ticket #8801] it is still cold").day(20));
    add(usual, customer("three").subject("Case 8801, third try").day(30));
    add(usual, desk("other").subject("[Ticket #8802] Cold radiator").day(31));

    assertThat(threads(usual))
        .containsExactlyInAnyOrder(Set.of("one", "two", "three"), Set.of("other"));
  }

  @Test
  void joinsMailsOfOneIssueBetweenTheSamePeopleOnly() {
    add(missing, desk("one").subject("[KILN-47] Cold radiator").day(1));
    add(missing, customer("two").subject("Re: still cold (KILN-47)").day(4));
    add(missing, desk("other").subject("[KILN-48] Cold radiator").day(5));
    add(
        missing,
        Mails.mail("stranger")
            .subject("KILN-47 catalogue")
            .from("shop@store.example")
            .to("ben@firm.example")
            .day(6));

    assertThat(threads(missing))
        .containsExactlyInAnyOrder(Set.of("one", "two"), Set.of("other"), Set.of("stranger"));
  }

  @Test
  void joinsMailsOfOneRecordWhoeverWrites() {
    add(missing, desk("one").subject("INC0088017 Cold radiator").day(1));
    add(
        missing,
        Mails.mail("two")
            .subject("Re: still cold, INC0088017")
            .from("ben@works.example")
            .to("desk@house.example")
            .day(4));

    assertThat(threads(missing)).containsExactly(Set.of("one", "two"));
  }

  @Test
  void ticketsOfTwoDesksWithOneShortNumberStayApart() {
    add(missing, desk("one").subject("[Ticket #8801] Cold radiator"));
    add(
        missing,
        Mails.mail("two")
            .subject("[Ticket #8801] Late parcel")
            .from("help@store.example")
            .to("ben@works.example"));

    assertThat(threads(missing)).hasSize(2);
  }

  @Test
  void theMailThatATicketWasOpenedForIsFoundByItsSubject() {
    add(missing, customer("question").subject("Cold radiator in 12b").day(1));
    add(missing, desk("answer").subject("Re: [Ticket #8801] Cold radiator in 12b").day(2));

    assertThat(threads(missing)).containsExactly(Set.of("question", "answer"));
  }

  private static Mails desk(String id) {
    return Mails.mail(id).from("desk@house.example").to("ada@works.example");
  }

  private static Mails customer(String id) {
    return Mails.mail(id).from("ada@works.example").to("desk@house.example");
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
          Map<String, ThreadAssignment> got = new TreeMap<>(resolver.resolve(mails));
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

  private ThreadAssignment add(ThreadResolver resolver, Mails mail) {
    MailFacts facts = mail.build();
    mailbox.add(facts);
    return resolver.resolve(mailbox).get(facts.emailId());
  }

  private Set<Set<String>> threads(ThreadResolver resolver) {
    Map<String, Set<String>> byThread =
        resolver.resolve(mailbox).values().stream()
            .collect(
                Collectors.groupingBy(
                    ThreadAssignment::threadId,
                    Collectors.mapping(ThreadAssignment::emailId, Collectors.toSet())));
    return new HashSet<>(new ArrayList<>(byThread.values()));
  }
}
