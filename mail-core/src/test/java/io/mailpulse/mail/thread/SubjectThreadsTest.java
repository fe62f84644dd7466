package io.mailpulse.mail.thread;

import static io.mailpulse.mail.thread.HeaderHabit.MIXED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.mail.thread.ThreadRank.Anchor;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MailKind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubjectThreadsTest {

  private static final String JO = "jo@home.example";
  private static final String ANN = "ann@home.example";
  private static final String SHOP = "help@shop.example";
  private static final String LINE = "The parcel has not come although you promised Monday.";

  private SubjectThreads threads = SubjectThreads.limitedTo(50);

  @Test
  void aReplyWithoutHeadersJoinsTheMailItAnswers() {
    ThreadUpdate root = add(mail("root").from(JO).to(SHOP));
    ThreadUpdate reply = add(reply("reply").from(SHOP).to(JO).day(1));

    assertThat(reply.threadId()).isEqualTo(root.threadId());
    assertThat(reply.evidence()).isEqualTo("subject");
    assertThat(reply.confidence()).isBetween(0.5, 0.99);
    assertThat(reply.merges()).isEmpty();
  }

  @Test
  void isSurerWhereTheReplyQuotesAsWell() {
    add(mail("root").from(JO).to(SHOP).wrote(LINE));
    ThreadUpdate plain = add(reply("plain").from(SHOP).to(JO).day(1));
    ThreadUpdate quoting = add(reply("quoting").from(SHOP).to(JO).day(1).quoted(LINE));

    assertThat(quoting.confidence()).isGreaterThan(plain.confidence());
  }

  @Test
  void quotedTextJoinsWhoeverWrites() {
    ThreadUpdate root = add(mail("root").from(JO).to(SHOP).wrote(LINE));
    ThreadUpdate reply = add(reply("reply").from("boss@shop.example").to(ANN).day(1).quoted(LINE));

    assertThat(reply.threadId()).isEqualTo(root.threadId());
  }

  @Test
  void aMailboxThatEveryoneWritesToDoesNotJoinTheirMails() {
    ThreadUpdate jo = add(mail("jo").from(JO).to(SHOP));
    ThreadUpdate toJo = add(reply("toJo").from(SHOP).to(JO).day(1));
    ThreadUpdate ann = add(mail("ann").from(ANN).to(SHOP));
    ThreadUpdate toAnn = add(reply("toAnn").from(SHOP).to(ANN).day(1));

    assertThat(toJo.threadId()).isEqualTo(jo.threadId()).isNotEqualTo(ann.threadId());
    assertThat(toAnn.threadId()).isEqualTo(ann.threadId());
    assertThat(toAnn.merges()).isEmpty();
  }

  @Test
  void aNewMailOfTheSamePeopleStartsAnew() {
    add(mail("root").from(JO).to(SHOP));
    add(reply("reply").from(SHOP).to(JO).day(1));
    ThreadUpdate next = add(mail("next").from(JO).to(SHOP).day(2));

    assertThat(next.evidence()).isEqualTo("self");
  }

  @Test
  void anAnswerWithinTheSameSecondIsAnAnswer() {
    for (String name : List.of("a", "m", "z")) {
      threads = SubjectThreads.limitedTo(50);
      ThreadUpdate root = add(mail("k").from(JO).to(SHOP));
      ThreadUpdate answer = add(reply(name).from(SHOP).to(JO));

      assertThat(answer.merges().size() + (answer.threadId().equals(root.threadId()) ? 1 : 0))
          .as("one thread, whichever id it bears")
          .isEqualTo(1);
    }
  }

  @Test
  void aReplyLongAfterwardsStandsAlone() {
    add(mail("root").from(JO).to(SHOP));

    assertThat(add(reply("late").from(SHOP).to(JO).day(8)).evidence()).isEqualTo("self");
  }

  @Test
  void joinsTheThreadThatHeadersNameAndTakesItsId() {
    ThreadUpdate byHeaders = add(reply("one").from(SHOP).to(JO).references("never-seen").day(1));
    ThreadUpdate guessed = add(reply("two").from(JO).to(SHOP));

    assertThat(byHeaders.evidence()).isEqualTo("references");
    assertThat(guessed.threadId()).isEqualTo(byHeaders.threadId());
    assertThat(guessed.thread().anchor()).isEqualTo(Anchor.HEADERS);
  }

  @Test
  void noGuessMergesThreadsThatHeadersKeepApart() {
    ThreadUpdate one = add(reply("one").from(SHOP).to(JO).references("first"));
    ThreadUpdate two = add(reply("two").from(SHOP).to(JO).references("second").day(1));
    ThreadUpdate guessed = add(reply("guessed").from(JO).to(SHOP).day(2));
    ThreadUpdate later = add(reply("later").from(SHOP).to(JO).references("first").day(3));

    assertThat(guessed.threadId()).as("the nearer one").isEqualTo(two.threadId());
    assertThat(guessed.merges()).isEmpty();
    assertThat(later.threadId()).isEqualTo(one.threadId()).isNotEqualTo(two.threadId());
  }

  @Test
  void aHeaderThreadKeepsItsIdWhenAnOlderMailJoins() {
    ThreadUpdate named = add(reply("named").from(SHOP).to(JO).references("root").day(2));
    ThreadUpdate older = add(reply("older").from(JO).to(SHOP).day(1));

    assertThat(older.threadId()).isEqualTo(named.threadId());
    assertThat(older.merges()).isEmpty();
  }

  @Test
  void reportsTheMergeWhenALateMailTiesTwoThreads() {
    ThreadUpdate left = add(mail("left").day(1));
    ThreadUpdate right = add(mail("right").day(2));
    ThreadUpdate bridge = add(reply("bridge").day(3).references("left", "right"));
    ThreadUpdate next = add(reply("next").day(4).inReplyTo("right"));

    assertThat(bridge.threadId()).isEqualTo(left.threadId());
    assertThat(bridge.merges()).containsExactly(new ThreadMerge(right.threadId(), 1));
    assertThat(next.threadId()).as("the loser's later mails").isEqualTo(left.threadId());
    assertThat(next.merges()).isEmpty();
  }

  @Test
  void saysHowSureAMergeIs() {
    ThreadUpdate reply = add(reply("reply").from(SHOP).to(JO).day(2));
    ThreadUpdate root = add(mail("root").from(JO).to(SHOP).day(1));

    assertThat(root.evidence()).isEqualTo("self");
    assertThat(root.merges())
        .singleElement()
        .satisfies(merge -> assertThat(merge.fromThreadId()).isEqualTo(reply.threadId()))
        .satisfies(merge -> assertThat(merge.confidence()).isBetween(0.5, 0.99));
  }

  @Test
  void aChainOfInReplyToAloneIsOneThread() {
    ThreadUpdate root = add(mail("root"));
    add(reply("one").inReplyTo("root").day(1));
    ThreadUpdate two = add(reply("two").inReplyTo("one").day(2));

    assertThat(two.threadId()).isEqualTo(root.threadId());
    assertThat(two.evidence()).isEqualTo("in_reply_to");
    assertThat(two.merges()).as("no record carries the id that its header names").isEmpty();
  }

  @Test
  void everyFormerIdHearsWhereItsMailsAreNow() {
    ThreadUpdate young = add(mail("young").day(3));
    ThreadUpdate middle = add(mail("middle").day(2));
    ThreadUpdate old = add(mail("old").day(1));
    add(reply("first").day(4).references("middle", "young"));
    ThreadUpdate second = add(reply("second").day(5).references("old", "middle"));

    assertThat(second.threadId()).isEqualTo(old.threadId());
    assertThat(second.merges())
        .containsExactlyInAnyOrder(
            new ThreadMerge(young.threadId(), 1), new ThreadMerge(middle.threadId(), 1));
  }

  @Test
  void aMailThatIsKnownChangesNothing() {
    ThreadUpdate reply = add(reply("reply").from(SHOP).to(JO).day(2));
    add(mail("root").from(JO).to(SHOP).day(1));
    ThreadUpdate again = add(reply("reply").from(SHOP).to(JO).day(2));

    assertThat(again.threadId()).isNotEqualTo(reply.threadId());
    assertThat(again.evidence()).isEqualTo("subject");
    assertThat(again.merges()).isEmpty();
    assertThat(threads.size()).isEqualTo(2);
  }

  @Test
  void keepsTheIdOfAThreadWhoseFirstMailsWereForgotten() {
    threads = SubjectThreads.limitedTo(3);
    ThreadUpdate root = add(mail("root").from(JO).to(SHOP));
    for (int day = 1; day <= 20; day++) {
      ThreadUpdate next = add(reply("reply" + day).from(JO).to(SHOP).day(day));

      assertThat(next.threadId()).isEqualTo(root.threadId());
      assertThat(next.merges()).isEmpty();
    }
    assertThat(threads.size()).isEqualTo(3);
  }

  @Test
  void staysSmallHoweverManyMailsCome() {
    threads = SubjectThreads.limitedTo(10);
    for (int i = 0; i < 500; i++) {
      add(reply("m" + i).from(JO).to(SHOP).inReplyTo("m" + (i / 3)).day(i / 20));
    }

    assertThat(threads.toBytes().length).isLessThan(10 * 600);
  }

  @Test
  void survivesAsBytes() {
    add(reply("reply").from(SHOP).to(JO).day(2).quoted(LINE));
    add(reply("named").references("x").day(1));
    byte[] bytes = threads.toBytes();
    SubjectThreads restored = SubjectThreads.fromBytes(bytes, 50);
    MailFacts root = mail("root").from(JO).to(SHOP).day(1).wrote(LINE).build();

    assertThat(restored.toBytes()).isEqualTo(bytes);
    assertThat(restored.add(root, MIXED)).isEqualTo(threads.add(root, MIXED));
    assertThat(restored.toBytes()).isEqualTo(threads.toBytes());
  }

  @Test
  void refusesBytesOfAnotherVersionOrCutOff() {
    add(mail("root"));
    byte[] bytes = threads.toBytes();

    assertThatThrownBy(() -> SubjectThreads.fromBytes(new byte[] {9, 0, 0}, 50))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 9");
    assertThatThrownBy(() -> SubjectThreads.fromBytes(Arrays.copyOf(bytes, bytes.length - 1), 50))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cut off");
  }

  @Test
  void holdsNoTextOfTheMail() {
    add(
        mail("root")
            .subject("Late parcel of Jo")
            .from("Jo Doe <jo@home.example>")
            .to(SHOP)
            .references("named@elsewhere.example")
            .wrote(LINE));

    String bytes = new String(threads.toBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(bytes).doesNotContain("Jo", "parcel", "shop", "elsewhere");
  }

  @Test
  void onlyATellingSubjectIsLookedAtAndNoReportIs() {
    assertThat(SubjectThreads.keyOf(raw("Re: Late parcel", "person")))
        .isPresent()
        .isEqualTo(SubjectThreads.keyOf(raw("late parcel", "auto_reply")));
    assertThat(SubjectThreads.keyOf(raw("Re: ", "person"))).isEmpty();
    assertThat(SubjectThreads.keyOf(raw("Re: Hello", "person"))).isEmpty();
    for (MailKind kind : List.of(MailKind.DELIVERY_REPORT, MailKind.FEEDBACK_REPORT)) {
      assertThat(SubjectThreads.keyOf(raw("Re: Late parcel", kind.wireName()))).isEmpty();
    }
  }

  @Test
  void mailsOfOneTicketAreLookedAtTogetherAndJoined() {
    assertThat(SubjectThreads.keyOf(raw("Re: [Ticket #88017] still cold", "person")))
        .isEqualTo(SubjectThreads.keyOf(raw("[Ticket #88017] Cold radiator", "person")))
        .isNotEqualTo(SubjectThreads.keyOf(raw("[Ticket #88018] Cold radiator", "person")));

    ThreadUpdate opened = add(mail("a").subject("[Ticket #88017] Cold radiator").from(SHOP).to(JO));
    ThreadUpdate asked =
        add(mail("b").subject("Re: [Ticket #88017] still cold").from(JO).to(SHOP).day(3));

    assertThat(asked.threadId()).isEqualTo(opened.threadId());
    assertThat(asked.evidence()).isEqualTo("subject");
  }

  private static EmailRaw raw(String subject, String kind) {
    var raw = new EmailRaw();
    raw.setSubject(subject);
    raw.setMailKind(kind);
    return raw;
  }

  private static Mails mail(String id) {
    return Mails.mail(id).subject("Late parcel 4711");
  }

  private static Mails reply(String id) {
    return Mails.mail(id).subject("AW: Late parcel 4711");
  }

  private ThreadUpdate add(Mails mail) {
    return threads.add(mail.build(), MIXED);
  }
}
