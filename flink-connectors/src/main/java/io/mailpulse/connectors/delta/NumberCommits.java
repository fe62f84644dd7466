package io.mailpulse.connectors.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * In: what all writers wrote. Out: one committable per checkpoint that wrote anything, numbered.
 * State: {@code delta-application}, list of one "id next-version", no TTL. Clears when: never.
 */
final class NumberCommits extends AbstractStreamOperator<CommittableMessage<DeltaCommittable>>
    implements OneInputStreamOperator<
            CommittableMessage<WrittenFiles>, CommittableMessage<DeltaCommittable>>,
        BoundedOneInput {

  private static final long serialVersionUID = 1L;

  private final DeltaTarget target;
  private transient ListState<String> state;
  private transient CommitNumbers numbers;
  private transient List<String> actions;
  private transient long rows;
  private transient long upstreamCheckpoint;

  NumberCommits(DeltaTarget target) {
    this.target = target;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    actions = new ArrayList<>();
    state =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("delta-application", Types.STRING));
    String fresh = UUID.randomUUID().toString();
    var stored = state.get().iterator();
    if (stored.hasNext()) {
      CommitNumbers restored = CommitNumbers.parse(stored.next());
      var table = new KernelTable(target);
      table.createIfMissing();
      numbers = restored.orFresh(table.lastCommitted(restored.applicationId()), fresh);
      if (!numbers.equals(restored)) {
        LOG.warn(
            "Table {} is ahead of the restored state (commit {} is in it, the state expects to make"
                + " {} next): the job was set back to an older savepoint. Rows since then are"
                + " written once more, under a new application id; readers that take one row per"
                + " email_id are not affected",
            target.tableName(),
            table.lastCommitted(restored.applicationId()).orElse(-1L),
            restored.next());
      }
    } else {
      numbers = new CommitNumbers(fresh, 1);
    }
  }

  @Override
  public void processElement(StreamRecord<CommittableMessage<WrittenFiles>> element) {
    if (element.getValue() instanceof CommittableWithLineage<WrittenFiles> written) {
      upstreamCheckpoint = written.getCheckpointIdOrEOI();
      actions.addAll(written.getCommittable().actions());
      rows += written.getCommittable().rows();
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    emit(checkpointId);
  }

  /** No barrier follows what writers sent when their input ended. */
  @Override
  public void endInput() {
    emit(upstreamCheckpoint);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    state.update(List.of(numbers.format()));
  }

  private void emit(long checkpointId) {
    if (actions.isEmpty()) {
      return;
    }
    var committable =
        new DeltaCommittable(numbers.applicationId(), numbers.next(), rows, List.copyOf(actions));
    numbers = numbers.advanced();
    actions.clear();
    rows = 0;
    output.collect(new StreamRecord<>(CommittableMessages.summaryOfOne(checkpointId)));
    output.collect(new StreamRecord<>(CommittableMessages.message(committable, checkpointId)));
  }
}
