package io.mailpulse.mail.thread;

import io.mailpulse.mail.thread.ThreadRank.Anchor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Mails that belong together, as the thread ids that their headers name. */
final class KnownThread {

  /** Whether records were given an id, so that they must hear of a merge. */
  enum Use {
    NONE,
    GIVEN
  }

  /** An id with its rank in this thread. */
  record Name(ThreadRank rank, Use use) {}

  private final Map<String, Name> names = new TreeMap<>();

  void add(MailFacts mail) {
    Anchor anchor =
        mail.headers() == MailFacts.Headers.NAME_A_PARENT ? Anchor.HEADERS : Anchor.START;
    add(new Name(new ThreadRank(anchor, mail.sentAtMillis(), mail.headerThreadId()), Use.NONE));
  }

  void add(Name name) {
    names.merge(name.rank().threadId(), name, KnownThread::better);
  }

  void addAll(KnownThread other) {
    other.names.values().forEach(this::add);
  }

  private static Name better(Name one, Name other) {
    ThreadRank rank =
        new ThreadRank(
            min(one.rank().anchor(), other.rank().anchor()),
            Math.min(one.rank().sinceMillis(), other.rank().sinceMillis()),
            one.rank().threadId());
    return new Name(rank, one.use() == Use.GIVEN ? Use.GIVEN : other.use());
  }

  private static Anchor min(Anchor one, Anchor other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  /** The id that the thread bears. */
  ThreadRank rank() {
    return names.values().stream().map(Name::rank).min(Comparator.naturalOrder()).orElseThrow();
  }

  /** Whether reply headers hold it together, or the start of it: then no guess may merge it. */
  boolean isNamedByHeaders() {
    return rank().anchor() == Anchor.HEADERS;
  }

  void give(ThreadRank rank) {
    names.put(rank.threadId(), new Name(rank, Use.GIVEN));
  }

  /** Ids that records carry and that are not the one that holds now. */
  List<String> formerIds(String now) {
    List<String> former = new ArrayList<>();
    names.forEach(
        (id, name) -> {
          if (name.use() == Use.GIVEN && !id.equals(now)) {
            former.add(id);
          }
        });
    return former;
  }

  /** Forgets the ids that no mail known names any more, except the one that it bears. */
  void keepOnly(Set<String> known) {
    String now = rank().threadId();
    names.keySet().removeIf(id -> !id.equals(now) && !known.contains(id));
  }

  Collection<Name> names() {
    return names.values();
  }
}
