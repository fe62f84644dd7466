package io.mailpulse.mail.thread;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which mails form a thread. Headers tie mails together first, whatever is missing or
 * circular in them; mails without reply headers are then weighed against those that share their
 * subject ({@link SubjectLink}).
 *
 * <p>For a mailbox that is there as a whole: the partition is a function of the set of mails alone.
 * A thread has the id that the headers of its oldest mail name. {@link SubjectThreads} decides
 * where mails come one by one and nothing that was said can be taken back.
 */
public final class ThreadResolver {

  /** Neighbours in time that a mail is weighed against, per subject: bounds the cost. */
  private static final int MOST_NEIGHBOURS = 200;

  private static final long MILLIS_PER_DAY = 86_400_000L;
  private static final double SURE = 1;

  private final HeaderHabit habit;

  /**
   * Makes a resolver.
   *
   * @param habit whether replies carry reply headers where the mail comes from
   */
  public ThreadResolver(HeaderHabit habit) {
    this.habit = habit;
  }

  /**
   * Tells the threads of all mails of a mailbox.
   *
   * @param mailbox mails in any order; one that comes again changes nothing
   * @return assignments by email id, in order of sending
   */
  public Map<String, ThreadAssignment> resolve(Collection<MailFacts> mailbox) {
    Map<String, MailFacts> once = new HashMap<>();
    mailbox.forEach(mail -> once.putIfAbsent(mail.emailId(), mail));
    MailFacts[] mails = once.values().toArray(new MailFacts[0]);
    Arrays.sort(mails, MailFacts.BY_TIME);
    Components components = new Components(mails.length);
    joinByHeaders(mails, components);
    double[] confidence = new double[mails.length];
    int[] linked = new int[mails.length];
    Arrays.fill(linked, -1);
    joinBySubject(mails, components, confidence, linked);
    Map<String, ThreadAssignment> assignments = new LinkedHashMap<>();
    for (int i = 0; i < mails.length; i++) {
      String threadId = mails[components.oldest(i)].headerThreadId();
      assignments.put(
          mails[i].emailId(),
          confidence[i] > 0
              ? new ThreadAssignment(
                  mails[i].emailId(),
                  threadId,
                  Optional.ofNullable(mails[linked[i]].messageId()),
                  "subject",
                  confidence[i])
              : new ThreadAssignment(
                  mails[i].emailId(),
                  threadId,
                  Optional.ofNullable(mails[i].headerParent()),
                  mails[i].headerEvidence(),
                  SURE));
    }
    return assignments;
  }

  private static void joinByHeaders(MailFacts[] mails, Components components) {
    Map<Long, Integer> firstWithId = new HashMap<>();
    for (int i = 0; i < mails.length; i++) {
      for (long id : mails[i].ids()) {
        Integer first = firstWithId.putIfAbsent(id, i);
        if (first != null) {
          components.join(first, i);
        }
      }
    }
  }

  private void joinBySubject(
      MailFacts[] mails, Components components, double[] confidence, int[] linked) {
    HeaderHabit effective = effectiveHabit(mails);
    Map<String, List<Integer>> byKey = new HashMap<>();
    for (int i = 0; i < mails.length; i++) {
      for (String key : mails[i].subject().keys()) {
        byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
      }
    }
    byKey.forEach(
        (key, group) -> {
          for (int at = 1; at < group.size(); at++) {
            link(mails, key, group, at, effective, components, confidence, linked);
          }
        });
  }

  /** Weighs a mail against those before it in time. */
  private static void link(
      MailFacts[] mails,
      String key,
      List<Integer> group,
      int at,
      HeaderHabit habit,
      Components components,
      double[] confidence,
      int[] linked) {
    int later = group.get(at);
    long oldest = mails[later].sentAtMillis() - (long) (SubjectLink.MOST_DAYS * MILLIS_PER_DAY);
    for (int k = at - 1; k >= Math.max(0, at - MOST_NEIGHBOURS); k--) {
      int earlier = group.get(k);
      if (mails[earlier].sentAtMillis() < oldest) {
        return;
      }
      double sure = SubjectLink.confidence(key, mails[earlier], mails[later], habit);
      if (sure >= SubjectLink.LINKED) {
        components.join(earlier, later);
        if (mails[later].headers() == MailFacts.Headers.NONE && sure > confidence[later]) {
          confidence[later] = sure;
          linked[later] = earlier;
        }
      }
    }
  }

  private HeaderHabit effectiveHabit(MailFacts[] mails) {
    if (habit != HeaderHabit.OBSERVED) {
      return habit;
    }
    long replies = 0;
    long withoutHeaders = 0;
    for (MailFacts mail : mails) {
      if (mail.headers() == MailFacts.Headers.NAME_A_PARENT) {
        replies++;
      } else if (mail.looksLikeReply()) {
        replies++;
        withoutHeaders++;
      }
    }
    return withoutHeaders * 2 > replies ? HeaderHabit.MISSING : HeaderHabit.USUAL;
  }

  /** Sets of mails that belong together; the smallest index, the oldest mail, stands for a set. */
  private static final class Components {
    private final int[] parent;

    Components(int size) {
      parent = new int[size];
      for (int i = 0; i < size; i++) {
        parent[i] = i;
      }
    }

    int oldest(int mail) {
      int root = mail;
      while (parent[root] != root) {
        parent[root] = parent[parent[root]];
        root = parent[root];
      }
      return root;
    }

    void join(int one, int other) {
      int a = oldest(one);
      int b = oldest(other);
      parent[Math.max(a, b)] = Math.min(a, b);
    }
  }
}
