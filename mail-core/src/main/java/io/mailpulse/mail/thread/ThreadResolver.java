package io.mailpulse.mail.thread;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which mails form a thread. Headers tie mails together first, whatever is missing or
 * circular in them; mails without reply headers are then weighed against those that share their
 * subject ({@link SubjectLink}).
 *
 * <p>The partition is a function of the set of mails alone: the order in which they arrive makes no
 * difference once all are in. A thread has the id that the headers of its oldest mail name. Engine
 * free and stateless: what is known lives in {@link ThreadState}.
 */
public final class ThreadResolver {

  /** Neighbours in time that a mail is weighed against, per subject: bounds the cost. */
  private static final int MOST_NEIGHBOURS = 200;

  private static final long MILLIS_PER_DAY = 86_400_000L;
  private static final double SURE = 1;
  private static final double LINKED = 0.5;

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
   * Takes a mail in and tells its thread. Looks at all mails of the state: keep one state per
   * tenant and subject key, or call {@link #resolve} once for a whole mailbox.
   *
   * @param state what is known; changed by this call
   * @param mail a mail; one that is known already changes nothing
   */
  public ThreadUpdate add(ThreadState state, MailFacts mail) {
    Map<String, ThreadAssignment> before = resolve(state);
    boolean known = state.knows(mail.emailId());
    if (!known) {
      state.add(mail);
    }
    Map<String, ThreadAssignment> after = known ? before : resolve(state);
    Set<ThreadMerge> merges = new LinkedHashSet<>();
    before.forEach(
        (emailId, old) -> {
          ThreadAssignment now = after.get(emailId);
          if (now != null && !now.threadId().equals(old.threadId())) {
            merges.add(new ThreadMerge(old.threadId(), now.threadId()));
          }
        });
    // a state at its limit may have dropped this very mail: it is older than all the others
    ThreadAssignment own = after.get(mail.emailId());
    return new ThreadUpdate(own == null ? byHeaders(mail) : own, List.copyOf(merges));
  }

  /**
   * Tells the threads of all mails of a state, by time.
   *
   * @return assignments by email id
   */
  public Map<String, ThreadAssignment> resolve(ThreadState state) {
    MailFacts[] mails = state.mails().toArray(new MailFacts[0]);
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

  private static ThreadAssignment byHeaders(MailFacts mail) {
    return new ThreadAssignment(
        mail.emailId(),
        mail.headerThreadId(),
        Optional.ofNullable(mail.headerParent()),
        mail.headerEvidence(),
        SURE);
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
      if (sure >= LINKED) {
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
