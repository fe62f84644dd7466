package io.mailpulse.connectors.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.schema.warehouse.WarehouseTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessageTypeInfo;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberCommitsTest {

  @TempDir Path warehouse;

  private OneInputStreamOperatorTestHarness<
          CommittableMessage<WrittenFiles>, CommittableMessage<DeltaCommittable>>
      operator;

  @BeforeEach
  void open() throws Exception {
    operator = operator();
    operator.open();
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void whatAllWritersWroteForACheckpointIsOneCommit() throws Exception {
    written(1, "a");
    written(1, "b");
    barrier(1);

    assertThat(commits())
        .singleElement()
        .satisfies(commit -> assertThat(commit.version()).isEqualTo(1))
        .satisfies(commit -> assertThat(commit.rows()).isEqualTo(2))
        .satisfies(commit -> assertThat(commit.actions()).containsExactly("a", "b"));
    assertThat(operator.extractOutputValues().get(0)).isInstanceOf(CommittableSummary.class);
  }

  @Test
  void aCheckpointWithoutRowsTakesNoNumber() throws Exception {
    written(1, "a");
    barrier(1);
    barrier(2);
    written(3, "b");
    barrier(3);

    assertThat(commits()).extracting(DeltaCommittable::version).containsExactly(1L, 2L);
    assertThat(commits())
        .extracting(DeltaCommittable::actions)
        .containsExactly(List.of("a"), List.of("b"));
  }

  @Test
  void whatIsWrittenAfterTheLastBarrierIsCommittedWithTheEndOfInput() throws Exception {
    written(1, "a");
    operator.endInput();

    assertThat(commits()).extracting(DeltaCommittable::version).containsExactly(1L);
  }

  @Test
  void aRestoredJobGoesOnUnderItsNameAndNumber() throws Exception {
    written(1, "a");
    OperatorSubtaskState state = barrier(1);
    DeltaCommittable first = commits().get(0);
    restore(state);
    written(2, "b");
    barrier(2);

    assertThat(commits())
        .singleElement()
        .satisfies(commit -> assertThat(commit.applicationId()).isEqualTo(first.applicationId()))
        .satisfies(commit -> assertThat(commit.version()).isEqualTo(2));
  }

  @Test
  void aJobThatIsSetBackBehindTheTableTakesAFreshName() throws Exception {
    OperatorSubtaskState older = barrier(1);
    written(2, "{}");
    barrier(2);
    commit(commits().get(0));
    String name = commits().get(0).applicationId();
    restore(older);
    written(3, "b");
    barrier(3);

    assertThat(commits())
        .singleElement()
        .satisfies(commit -> assertThat(commit.applicationId()).isNotEqualTo(name))
        .satisfies(commit -> assertThat(commit.version()).isEqualTo(1));
  }

  @Test
  void nothingButNameAndNumberIsKept() throws Exception {
    written(1, "a");
    OperatorSubtaskState state = barrier(1);
    restore(state);
    operator.endInput();

    assertThat(commits()).isEmpty();
    assertThat(operator.getProcessingTimeService().getNumActiveTimers()).isZero();
  }

  private void written(long checkpointId, String action) throws Exception {
    operator.processElement(
        new CommittableWithLineage<>(new WrittenFiles(1, List.of(action)), checkpointId, 0), 0);
  }

  private OperatorSubtaskState barrier(long checkpointId) throws Exception {
    operator.prepareSnapshotPreBarrier(checkpointId);
    return operator.snapshot(checkpointId, checkpointId);
  }

  private void restore(OperatorSubtaskState state) throws Exception {
    operator.close();
    operator = operator();
    operator.initializeState(state);
    operator.open();
  }

  /** Puts a commit of this name and number into the table's log, without files. */
  private void commit(DeltaCommittable commit) throws IOException {
    var table = new KernelTable(target());
    table.createIfMissing();
    table.commit(commit.applicationId(), commit.version(), List.of());
  }

  private List<DeltaCommittable> commits() {
    return operator.extractOutputValues().stream()
        .filter(message -> message instanceof CommittableWithLineage)
        .map(message -> ((CommittableWithLineage<DeltaCommittable>) message).getCommittable())
        .toList();
  }

  private OneInputStreamOperatorTestHarness<
          CommittableMessage<WrittenFiles>, CommittableMessage<DeltaCommittable>>
      operator() throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<
            CommittableMessage<WrittenFiles>, CommittableMessage<DeltaCommittable>>(
            new NumberCommits(target()));
    harness.setup(
        CommittableMessageTypeInfo.of(ActionSerializers.OfCommittable::new)
            .createSerializer(new SerializerConfigImpl()));
    return harness;
  }

  private DeltaTarget target() {
    return DeltaTarget.under(
        warehouse.toUri().toString(), WarehouseTables.FACT_SENTIMENT, Map.of());
  }
}
