package io.mailpulse.connectors.delta;

import java.util.Optional;

/**
 * Under which name and number the next commit goes. The name is made once, when the job starts
 * without state, and kept: a job id changes on every restore, and a fixed name would restart at 1
 * when state is lost, so that every commit would be taken for a replay.
 *
 * @param applicationId name in the Delta log
 * @param next number of the next commit, from 1
 */
record CommitNumbers(String applicationId, long next) {

  /** The numbers after one commit was made. */
  CommitNumbers advanced() {
    return new CommitNumbers(applicationId, next + 1);
  }

  /**
   * These numbers, unless the table already holds a commit that this state has yet to make. A
   * commit is only made after the checkpoint that holds its number is complete, so that means an
   * older savepoint was restored: going on would skip new rows as replays, hence a fresh name.
   *
   * @param lastCommitted last number in the table under this name
   * @param freshId name to go on under
   */
  CommitNumbers orFresh(Optional<Long> lastCommitted, String freshId) {
    boolean setBack = lastCommitted.isPresent() && lastCommitted.get() >= next;
    return setBack ? new CommitNumbers(freshId, 1) : this;
  }

  String format() {
    return applicationId + ' ' + next;
  }

  static CommitNumbers parse(String formatted) {
    int space = formatted.indexOf(' ');
    return new CommitNumbers(
        formatted.substring(0, space), Long.parseLong(formatted.substring(space + 1)));
  }
}
