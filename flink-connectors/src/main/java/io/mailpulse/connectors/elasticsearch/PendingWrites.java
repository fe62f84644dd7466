package io.mailpulse.connectors.elasticsearch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Documents that the cluster does not have yet, and how many bytes they take. Each is ready, away
 * in a request, or waits until it may be sent again. Of one thread.
 */
final class PendingWrites {

  /** What a document takes beside its text: ids, origin, the objects around them. */
  private static final long OVERHEAD = 512;

  private final Deque<SearchWrite> ready = new ArrayDeque<>();
  private final Set<SearchWrite> away = Collections.newSetFromMap(new IdentityHashMap<>());
  private final PriorityQueue<Later> later =
      new PriorityQueue<>(Comparator.comparingLong(Later::notBefore));
  private final Map<RetryCause, Integer> waiting = new EnumMap<>(RetryCause.class);
  private long bytes;

  private record Later(SearchWrite write, RetryCause cause, long notBefore) {}

  static long sizeOf(SearchWrite write) {
    return write.json().length + OVERHEAD;
  }

  void add(SearchWrite write) {
    bytes += sizeOf(write);
    ready.add(write);
  }

  /** Takes the next documents, as many as fit; one always does. */
  List<SearchWrite> take(int mostWrites, long mostBytes) {
    var batch = new ArrayList<SearchWrite>();
    long taken = 0;
    while (!ready.isEmpty() && batch.size() < mostWrites) {
      taken += sizeOf(ready.peek());
      if (taken > mostBytes && !batch.isEmpty()) {
        break;
      }
      batch.add(ready.poll());
    }
    away.addAll(batch);
    return batch;
  }

  /** The cluster or the dead letters have it. */
  void done(SearchWrite write) {
    away.remove(write);
    bytes -= sizeOf(write);
  }

  /** Documents of a request that nobody read go back in front, in their order. */
  void back(List<SearchWrite> writes) {
    for (int i = writes.size() - 1; i >= 0; i--) {
      away.remove(writes.get(i));
      ready.addFirst(writes.get(i).again());
    }
  }

  /** Waits by itself: what holds it up is its own. */
  void later(SearchWrite write, RetryCause cause, long notBefore) {
    away.remove(write);
    later.add(new Later(write.again(), cause, notBefore));
    waiting.merge(cause, 1, Integer::sum);
  }

  /** Gives up a document that waits by itself; empty if none does. */
  Optional<SearchWrite> evict() {
    Optional<Later> waits = Optional.ofNullable(later.poll());
    waits.ifPresent(
        evicted -> {
          waiting.merge(evicted.cause(), -1, Integer::sum);
          bytes -= sizeOf(evicted.write());
        });
    return waits.map(Later::write);
  }

  /** What has waited long enough is ready. */
  void wake(long now) {
    while (!later.isEmpty() && later.peek().notBefore() <= now) {
      Later due = later.poll();
      waiting.merge(due.cause(), -1, Integer::sum);
      ready.add(due.write());
    }
  }

  /** When the next document has waited long enough. */
  OptionalLong nextWake() {
    return later.isEmpty() ? OptionalLong.empty() : OptionalLong.of(later.peek().notBefore());
  }

  /** Documents that wait by themselves for a cause. */
  int waitingFor(RetryCause cause) {
    return waiting.getOrDefault(cause, 0);
  }

  int ready() {
    return ready.size();
  }

  int size() {
    return ready.size() + away.size() + later.size();
  }

  long bytes() {
    return bytes;
  }

  boolean isEmpty() {
    return size() == 0;
  }

  /** All of them: what a checkpoint keeps. */
  List<SearchWrite> all() {
    var all = new ArrayList<SearchWrite>(size());
    all.addAll(away);
    all.addAll(ready);
    later.forEach(waits -> all.add(waits.write()));
    return all;
  }
}
