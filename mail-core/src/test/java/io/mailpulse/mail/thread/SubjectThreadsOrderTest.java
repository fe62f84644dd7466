package io.mailpulse.mail.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What holds for any mails in any order: random mails from fixed seeds. */
class SubjectThreadsOrderTest {

  private static final int ORDERS = 6;
  private static final int LIMIT = 100;

  @Test
  void everyOrderEndsInTheSameThreadsWhereNoMailFitsTwoThatHeadersKeepApart() {
    Random random = new Random(21);
    int joinedByGuess = 0;
    int merged = 0;
    int compared = 0;
    for (int round = 0; round < 600; round++) {
      List<MailFacts> mails = conversation(random, 14);
      for (HeaderHabit habit : List.of(HeaderHabit.MIXED, HeaderHabit.MISSING)) {
        if (isAmbiguous(mails, habit)) {
          continue;
        }
        Told expected = tell(mails, habit, LIMIT);
        compared++;
        joinedByGuess += expected.guessed;
        merged += expected.merges;
        for (int order = 0; order < ORDERS; order++) {
          Collections.shuffle(mails, random);
          assertThat(tell(mails, habit, LIMIT).threads).isEqualTo(expected.threads);
        }
      }
    }
    // Otherwise the rounds would show little.
    assertThat(compared).isGreaterThan(200);
    assertThat(joinedByGuess).isGreaterThan(200);
    assertThat(merged).isGreaterThan(200);
  }

  @Test
  void headersAloneGiveTheThreadsThatTheMailboxGives() {
    Random random = new Random(22);
    int compared = 0;
    for (int round = 0; round < 300; round++) {
      List<MailFacts> mails = conversation(random, 20);
      if (!partition(clusters(mails, HeaderHabit.USUAL)).equals(partition(byHeaders(mails)))) {
        continue; // a guess joins some
      }
      compared++;
      Map<String, String> mailbox = new TreeMap<>();
      var resolver = new ThreadResolver(HeaderHabit.USUAL);
      resolver.resolve(mails).forEach((id, thread) -> mailbox.put(id, thread.threadId()));

      assertThat(partition(tell(mails, HeaderHabit.USUAL, LIMIT).threads))
          .isEqualTo(partition(mailbox));
    }
    assertThat(compared).isGreaterThan(100);
  }

  @Test
  void mailsTiedByHeadersAreNeverApartAndEveryIdThatWasGivenLeadsToOneThatHolds() {
    Random random = new Random(23);
    for (int round = 0; round < 400; round++) {
      List<MailFacts> mails = conversation(random, 24);
      Collections.shuffle(mails, random);
      Map<String, String> threads = tell(mails, HeaderHabit.MIXED, LIMIT).threads;

      for (MailFacts one : mails) {
        for (MailFacts other : mails) {
          if (meet(one.ids(), other.ids())) {
            assertThat(threads.get(one.emailId())).isEqualTo(threads.get(other.emailId()));
          }
        }
      }
    }
  }

  @Test
  void whatNoHeadersTieAndNoLinkJoinsStaysApart() {
    Random random = new Random(24);
    for (int round = 0; round < 400; round++) {
      List<MailFacts> mails = conversation(random, 16);
      Collections.shuffle(mails, random);

      Set<Set<String>> clusters = partition(clusters(mails, HeaderHabit.MIXED));
      for (Set<String> thread : partition(tell(mails, HeaderHabit.MIXED, LIMIT).threads)) {
        assertThat(clusters).anyMatch(cluster -> cluster.containsAll(thread));
      }
    }
  }

  @Test
  void aSmallStateThatIsSavedAfterEveryMailNeitherFailsNorGrows() {
    Random random = new Random(25);
    for (int round = 0; round < 60; round++) {
      List<MailFacts> mails = conversation(random, 60);
      Collections.shuffle(mails, random);
      SubjectThreads threads = SubjectThreads.limitedTo(1 + random.nextInt(8));
      for (MailFacts mail : mails) {
        int limit = 1 + random.nextInt(8);
        threads = SubjectThreads.fromBytes(threads.toBytes(), limit);
        ThreadUpdate update = threads.add(mail, HeaderHabit.MIXED);

        assertThat(update.confidence()).isBetween(0.5, 1.0);
        assertThat(update.merges())
            .noneMatch(merge -> merge.fromThreadId().equals(update.threadId()));
        assertThat(threads.size()).isLessThanOrEqualTo(limit);
      }
    }
  }

  @Test
  void noticesOfMergesMayBeReadInAnyOrder() {
    Random random = new Random(26);
    for (int round = 0; round < 300; round++) {
      List<MailFacts> mails = conversation(random, 20);
      Collections.shuffle(mails, random);
      SubjectThreads threads = SubjectThreads.limitedTo(LIMIT);
      List<Notice> notices = new ArrayList<>();
      Map<String, String> given = new HashMap<>();
      for (MailFacts mail : mails) {
        ThreadUpdate update = threads.add(mail, HeaderHabit.MISSING);
        given.put(mail.emailId(), update.threadId());
        update
            .merges()
            .forEach(merge -> notices.add(new Notice(merge.fromThreadId(), update.thread())));
        notices.add(new Notice(update.threadId(), update.thread()));
      }
      Collections.shuffle(notices, random);
      Map<String, ThreadRank> best = new HashMap<>();
      notices.forEach(
          notice ->
              best.merge(
                  notice.about, notice.into, (one, two) -> one.compareTo(two) <= 0 ? one : two));

      SubjectThreads last = threads;
      mails.forEach(
          mail -> {
            String now = last.add(mail, HeaderHabit.MISSING).threadId();
            String followed = given.get(mail.emailId());
            while (!best.get(followed).threadId().equals(followed)) {
              followed = best.get(followed).threadId();
            }
            assertThat(followed).isEqualTo(now);
          });
    }
  }

  private record Notice(String about, ThreadRank into) {}

  /** What a stream said of mails, merges followed. */
  private record Told(Map<String, String> threads, int guessed, int merges) {}

  private static Told tell(List<MailFacts> mails, HeaderHabit habit, int limit) {
    SubjectThreads threads = SubjectThreads.limitedTo(limit);
    Map<String, String> told = new TreeMap<>();
    int guessed = 0;
    int merges = 0;
    for (MailFacts mail : mails) {
      ThreadUpdate update = threads.add(mail, habit);
      guessed += update.evidence().equals("subject") ? 1 : 0;
      merges += update.merges().size();
      Set<String> former = new HashSet<>();
      update.merges().forEach(merge -> former.add(merge.fromThreadId()));
      told.replaceAll((id, thread) -> former.contains(thread) ? update.threadId() : thread);
      told.put(mail.emailId(), update.threadId());
    }
    return new Told(told, guessed, merges);
  }

  /** Mails of one subject: headers lead to few roots, so that many rounds are unambiguous. */
  private static List<MailFacts> conversation(Random random, int size) {
    int roots = random.nextInt(3);
    List<MailFacts> mails = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Mails mail =
          Mails.mail("m" + i)
              .subject((random.nextInt(3) > 0 ? "Re: " : "") + "Late parcel 4711")
              .from("p" + random.nextInt(5) + "@shop.example")
              .to("p" + random.nextInt(5) + "@shop.example")
              .day(random.nextInt(25))
              .wrote("This line was written by the mail with the number " + i);
      if (roots > 0 && random.nextInt(3) == 0) {
        mail.references("m" + random.nextInt(roots));
      } else if (i > 0 && random.nextInt(8) == 0) {
        mail.inReplyTo("m" + random.nextInt(i));
      }
      if (random.nextInt(4) == 0) {
        mail.quoted("This line was written by the mail with the number " + random.nextInt(size));
      }
      mails.add(mail.build());
    }
    return mails;
  }

  /** Whether headers keep two threads apart that mails without headers would tie. */
  private static boolean isAmbiguous(List<MailFacts> mails, HeaderHabit habit) {
    Map<String, String> byHeaders = byHeaders(mails);
    Map<String, String> clusters = clusters(mails, habit);
    Map<String, Set<String>> named = new HashMap<>();
    for (MailFacts mail : mails) {
      if (mail.headers() == MailFacts.Headers.NAME_A_PARENT) {
        named
            .computeIfAbsent(clusters.get(mail.emailId()), cluster -> new HashSet<>())
            .add(byHeaders.get(mail.emailId()));
      }
    }
    return named.values().stream().anyMatch(threads -> threads.size() > 1);
  }

  private static Map<String, String> byHeaders(List<MailFacts> mails) {
    return union(mails, (one, other) -> meet(one.ids(), other.ids()));
  }

  private static Map<String, String> clusters(List<MailFacts> mails, HeaderHabit habit) {
    return union(
        mails,
        (one, other) ->
            meet(one.ids(), other.ids())
                || SubjectLink.confidence(one.subject().key(), one, other, habit)
                    >= SubjectLink.LINKED);
  }

  private interface Tie {
    boolean holds(MailFacts one, MailFacts other);
  }

  private static Map<String, String> union(List<MailFacts> mails, Tie tie) {
    Map<String, String> group = new TreeMap<>();
    mails.forEach(mail -> group.put(mail.emailId(), mail.emailId()));
    for (MailFacts one : mails) {
      for (MailFacts other : mails) {
        String from = group.get(one.emailId());
        String into = group.get(other.emailId());
        if (!from.equals(into) && tie.holds(one, other)) {
          group.replaceAll((id, name) -> name.equals(from) ? into : name);
        }
      }
    }
    return group;
  }

  private static Set<Set<String>> partition(Map<String, String> threads) {
    Map<String, Set<String>> groups = new HashMap<>();
    threads.forEach(
        (mail, thread) -> groups.computeIfAbsent(thread, t -> new HashSet<>()).add(mail));
    return new HashSet<>(groups.values());
  }

  private static boolean meet(long[] some, long[] others) {
    for (long one : some) {
      for (long other : others) {
        if (one == other) {
          return true;
        }
      }
    }
    return false;
  }
}
