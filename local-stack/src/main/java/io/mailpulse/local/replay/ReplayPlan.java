package io.mailpulse.local.replay;

import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.Replay;
import io.mailpulse.schema.landing.LandingReference;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What becomes of letters.
 *
 * @param mails letters whose mail is fed again, those of one mail together
 * @param done letters that were replayed before and not written again since
 * @param withoutPayload letters whose mail is nowhere, or not where its tenant's mails are
 */
record ReplayPlan(
    List<List<DeadLetter>> mails, List<DeadLetter> done, List<DeadLetter> withoutPayload) {

  /**
   * Plans a replay.
   *
   * @param letters each letter once, as it was written last
   * @param ledger the last replay of each letter by its id
   * @param landing root of the raw landing
   */
  static ReplayPlan of(
      Collection<DeadLetter> letters,
      Map<String, Replay> ledger,
      ReplayedBefore before,
      URI landing) {
    var mails = new LinkedHashMap<String, List<DeadLetter>>();
    var done = new ArrayList<DeadLetter>();
    var withoutPayload = new ArrayList<DeadLetter>();
    for (DeadLetter letter : letters) {
      if (before == ReplayedBefore.LEAVE && isDone(letter, ledger.get(letter.getDeadLetterId()))) {
        done.add(letter);
      } else if (!canBeOpened(letter, landing)) {
        withoutPayload.add(letter);
      } else {
        String mail = letter.getTenantId() + '|' + ReplayedMail.place(letter);
        mails.computeIfAbsent(mail, key -> new ArrayList<>()).add(letter);
      }
    }
    return new ReplayPlan(List.copyOf(mails.values()), done, withoutPayload);
  }

  private static boolean isDone(DeadLetter letter, Replay last) {
    return last != null && !letter.getProcessedAt().isAfter(last.getLetterProcessedAt());
  }

  /** The job opens nothing else, and would only write the next letter. */
  private static boolean canBeOpened(DeadLetter letter, URI landing) {
    return letter.getPayloadRef() != null
        && LandingReference.of(landing, letter.getTenantId(), letter.getPayloadRef()).isPresent();
  }
}
