package io.mailpulse.mail.thread;

import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MailKind;
import io.mailpulse.schema.id.Ids;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The threads of the mails that share one base subject, where mails come one by one and what was
 * said of one cannot be taken back. Engines keep one per tenant and base subject, as bytes.
 *
 * <p>Headers hold mails together first; they alone may merge two threads that headers name. A mail
 * without reply headers is weighed against the others ({@link SubjectLink}): it takes in whatever
 * no headers name, and joins the one thread that headers name and that it fits best. Threads only
 * ever merge, and an id follows from the mails of a thread ({@link ThreadRank}), so the order of
 * arrival makes no difference in the end, with one exception: a mail that fits two threads which
 * headers keep apart stays with the one that it joined first.
 *
 * <p>Holds the mails that came last, up to a limit: ids, hashes and times, no text.
 */
public final class SubjectThreads {

  private static final double SURE = 1;
  private static final Set<String> REPORTS =
      Set.of(MailKind.DELIVERY_REPORT.wireName(), MailKind.FEEDBACK_REPORT.wireName());

  private final List<PlacedMail> mails = new ArrayList<>();
  private final int limit;

  private SubjectThreads(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("at least 1 mail must be kept, found " + limit);
    }
    this.limit = limit;
  }

  /**
   * No mails yet.
   *
   * @param limit most mails to keep, at least 1
   */
  public static SubjectThreads limitedTo(int limit) {
    return new SubjectThreads(limit);
  }

  /**
   * What mails must have in common to be looked at together: a digest of the base subject. Empty
   * for a mail that its headers alone can place: its subject is empty or one that many unrelated
   * mails have, or it is a machine's report, all of which look alike.
   *
   * @param mail a mail whose thread id is still the one that its headers name
   */
  public static Optional<String> keyOf(EmailRaw mail) {
    String key = BaseSubject.of(mail.getSubject()).key();
    boolean tells = !key.isEmpty() && !SubjectWords.shared().isPlain(key);
    return tells && !REPORTS.contains(mail.getMailKind())
        ? Optional.of(Ids.sha256(key))
        : Optional.empty();
  }

  /** Number of mails that are kept. */
  public int size() {
    return mails.size();
  }

  /**
   * Takes a mail in and tells its thread. One that is known already is told where it belongs by now
   * and changes nothing.
   *
   * @param mail a mail with the base subject of the others
   * @param habit whether replies carry reply headers where the mails come from
   */
  public ThreadUpdate add(MailFacts mail, HeaderHabit habit) {
    for (PlacedMail known : mails) {
      if (known.facts().emailId().equals(mail.emailId())) {
        return known.describe(List.of());
      }
    }
    Map<KnownThread, Double> joins = tiedByHeaders(mail);
    boolean tied = !joins.isEmpty();
    addLinked(mail, habit, joins);
    var placed = new PlacedMail(mail, new KnownThread(), tied ? 0 : surest(joins));
    placed.thread().add(mail);
    List<ThreadMerge> merges = merge(placed.thread(), joins);
    mails.add(placed);
    ThreadUpdate update = placed.describe(merges);
    while (mails.size() > limit) {
      forget(mails.remove(0).thread());
    }
    return update;
  }

  /** Threads that share a message id with a mail, or the thread that its headers name. */
  private Map<KnownThread, Double> tiedByHeaders(MailFacts mail) {
    Set<Long> ids = new HashSet<>();
    for (long id : mail.ids()) {
      ids.add(id);
    }
    Map<KnownThread, Double> tied = new LinkedHashMap<>();
    for (PlacedMail other : mails) {
      for (long id : other.facts().ids()) {
        if (ids.contains(id)) {
          tied.put(other.thread(), SURE);
        }
      }
    }
    return tied;
  }

  private void addLinked(MailFacts mail, HeaderHabit habit, Map<KnownThread, Double> joins) {
    Map<KnownThread, Double> linked = new LinkedHashMap<>();
    String key = mail.subject().key();
    for (PlacedMail other : mails) {
      if (!joins.containsKey(other.thread())) {
        double sure = SubjectLink.confidence(key, mail, other.facts(), habit);
        if (sure >= SubjectLink.LINKED) {
          linked.merge(other.thread(), sure, Math::max);
        }
      }
    }
    boolean named =
        mail.headers() == MailFacts.Headers.NAME_A_PARENT
            || joins.keySet().stream().anyMatch(KnownThread::isNamedByHeaders);
    KnownThread best = null;
    for (Map.Entry<KnownThread, Double> link : linked.entrySet()) {
      KnownThread thread = link.getKey();
      if (!thread.isNamedByHeaders()) {
        joins.put(thread, link.getValue());
      } else if (!named && (best == null || isBetter(link, best, linked.get(best)))) {
        best = thread;
      }
    }
    if (best != null) {
      joins.put(best, linked.get(best));
    }
  }

  private static boolean isBetter(
      Map.Entry<KnownThread, Double> link, KnownThread best, double sure) {
    int order = Double.compare(link.getValue(), sure);
    return order > 0 || order == 0 && link.getKey().rank().compareTo(best.rank()) < 0;
  }

  private static double surest(Map<KnownThread, Double> joins) {
    return joins.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /** Makes one thread of a mail and those that it joins. */
  private List<ThreadMerge> merge(KnownThread thread, Map<KnownThread, Double> joins) {
    Map<KnownThread, String> before = new IdentityHashMap<>();
    joins.keySet().forEach(joined -> before.put(joined, joined.rank().threadId()));
    joins.keySet().forEach(thread::addAll);
    String now = thread.rank().threadId();
    // The id comes from one of them; the others are as sure to bear it as their weakest link.
    double sureOfId =
        joins.entrySet().stream()
            .filter(join -> before.get(join.getKey()).equals(now))
            .mapToDouble(Map.Entry::getValue)
            .findFirst()
            .orElse(SURE);
    List<ThreadMerge> merges = new ArrayList<>();
    joins.forEach(
        (joined, sure) -> {
          if (!before.get(joined).equals(now)) {
            double confidence = Math.min(sure, sureOfId);
            joined.formerIds(now).forEach(id -> merges.add(new ThreadMerge(id, confidence)));
            mails.stream()
                .filter(mail -> mail.thread() == joined)
                .forEach(mail -> mail.doubt(confidence));
          }
        });
    for (PlacedMail mail : mails) {
      if (joins.containsKey(mail.thread())) {
        mail.join(thread);
      }
    }
    thread.give(thread.rank());
    return List.copyOf(merges);
  }

  private void forget(KnownThread thread) {
    Set<String> known = new HashSet<>();
    for (PlacedMail mail : mails) {
      if (mail.thread() == thread) {
        known.add(mail.facts().headerThreadId());
      }
    }
    thread.keepOnly(known);
  }

  /** The threads as bytes with a version in front, some 300 per mail. */
  public byte[] toBytes() {
    return ThreadsFormat.write(mails);
  }

  /**
   * Reads threads back.
   *
   * @param limit most mails to keep from now on, at least 1
   * @throws IllegalArgumentException if the bytes are not of a known version, or cut off
   */
  public static SubjectThreads fromBytes(byte[] bytes, int limit) {
    SubjectThreads threads = limitedTo(limit);
    threads.mails.addAll(ThreadsFormat.read(bytes));
    return threads;
  }
}
