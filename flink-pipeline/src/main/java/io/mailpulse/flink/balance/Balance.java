package io.mailpulse.flink.balance;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The counts of a job and whether they add up. Counts of accumulators start again when a job
 * restarts from a checkpoint: after a failure, compare ids in the topics instead.
 *
 * @param in mails taken from the source
 * @param attached further mails found attached to those
 * @param scored mails with a label
 * @param unknown mails that the model abstained on
 * @param duplicates mails seen before
 * @param deadLettered mails that a stage gave up on
 */
public record Balance(
    long in, long attached, long scored, long unknown, long duplicates, long deadLettered) {

  /**
   * Reads the accumulators of a job, such as {@code JobExecutionResult.getAllAccumulatorResults}.
   */
  public static Balance of(Map<String, ?> accumulators) {
    Map<Outcome, Long> counts =
        Stream.of(Outcome.values())
            .collect(
                Collectors.toMap(
                    outcome -> outcome,
                    outcome ->
                        accumulators.get(outcome.counterName()) instanceof Number count
                            ? count.longValue()
                            : 0L));
    return new Balance(
        counts.get(Outcome.IN),
        counts.get(Outcome.ATTACHED),
        counts.get(Outcome.SCORED),
        counts.get(Outcome.UNKNOWN),
        counts.get(Outcome.DUPLICATE),
        counts.get(Outcome.DEAD_LETTERED));
  }

  /** Mails that are still on their way: 0 once a bounded run has ended, never negative. */
  public long pending() {
    return in + attached - scored - unknown - duplicates - deadLettered;
  }
}
