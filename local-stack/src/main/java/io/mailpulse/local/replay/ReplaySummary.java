package io.mailpulse.local.replay;

import io.mailpulse.schema.DeadLetter;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a replay did.
 *
 * @param letters letters that the filter takes
 * @param replayed of those, letters whose mail was fed again, or would be
 * @param mails mails that they are about
 * @param doneBefore letters that were replayed before
 * @param withoutPayload letters whose mail cannot be opened
 * @param unreadable records of the topic of letters that are none
 * @param byKind replayed letters by {@code stage/kind}
 */
public record ReplaySummary(
    long letters,
    long replayed,
    long mails,
    long doneBefore,
    long withoutPayload,
    long unreadable,
    Map<String, Long> byKind) {

  static ReplaySummary of(ReplayPlan plan, long unreadable) {
    var byKind = new TreeMap<String, Long>();
    plan.mails().stream()
        .flatMap(Collection::stream)
        .forEach(letter -> byKind.merge(kind(letter), 1L, Long::sum));
    long replayed = byKind.values().stream().mapToLong(Long::longValue).sum();
    return new ReplaySummary(
        replayed + plan.done().size() + plan.withoutPayload().size(),
        replayed,
        plan.mails().size(),
        plan.done().size(),
        plan.withoutPayload().size(),
        unreadable,
        byKind);
  }

  private static String kind(DeadLetter letter) {
    return letter.getStage() + '/' + letter.getKind();
  }
}
