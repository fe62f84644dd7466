package io.mailpulse.flink.window;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Event time that an operator has reached, over its restarts. A watermark is in no checkpoint: a
 * task begins without one, and would take a mail of a window that it has cleared for the first.
 *
 * <p>State: watermark, one number per task, of which each task gets all and takes the greatest.
 * What an operator clears at a watermark it has seen there, whichever task has the key afterwards;
 * the smallest would be that of a task that has had nothing to do.
 */
final class SeenEventTime {

  private final ListState<Long> state;

  private long millis;

  private SeenEventTime(ListState<Long> state, long millis) {
    this.state = state;
    this.millis = millis;
  }

  /** As the tasks of the last run left it; before all time if there was none. */
  static SeenEventTime restore(OperatorStateStore store) throws Exception {
    ListState<Long> state =
        store.getUnionListState(new ListStateDescriptor<>("watermark", Types.LONG));
    long greatest = Long.MIN_VALUE;
    for (long seen : state.get()) {
      greatest = Math.max(greatest, seen);
    }
    return new SeenEventTime(state, greatest);
  }

  /**
   * Takes note of a watermark.
   *
   * @return the watermark, or a later one that was seen before a restart
   */
  long atLeast(long watermark) {
    // The end of event time is that of one run: what is restored from it begins another.
    if (watermark == Long.MAX_VALUE) {
      return watermark;
    }
    millis = Math.max(millis, watermark);
    return millis;
  }

  void snapshot() throws Exception {
    state.clear();
    state.add(millis);
  }
}
