package io.mailpulse.flink.score;

import io.mailpulse.model.Score;
import io.mailpulse.schema.EmailRaw;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Scores of the mails that a task has answered last, so that a copy that comes soon after its mail,
 * as most do, costs no second score. Only a spare: it decides nothing, is no state, and knows
 * nothing after a restart. A copy of a mail in flight is scored by itself, since the first may
 * fail.
 */
final class LatelyAnswered {

  private static final int MOST_KEPT = 2_000;

  private final Map<String, Score> scores =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Score> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /** The score of a mail of the same id and body; empty for one that is to be scored anew. */
  synchronized Optional<Score> of(EmailRaw mail) {
    return mail.getReplayOf() == null
        ? Optional.ofNullable(scores.get(key(mail)))
        : Optional.empty();
  }

  /** Keeps the score of a mail; called from the threads that score. */
  synchronized void note(EmailRaw mail, Score score) {
    scores.put(key(mail), score);
  }

  private static String key(EmailRaw mail) {
    return mail.getTenantId() + '|' + mail.getEmailId() + '|' + mail.getHash();
  }
}
