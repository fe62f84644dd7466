package io.mailpulse.connectors.delta;

import java.util.Objects;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessageTypeInfo;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Appends elements to one Delta table, exactly once under aligned checkpoints.
 *
 * <pre>
 * writer (n) -> number commits (1, state: application id, next number) -> committer (1)
 * </pre>
 *
 * The table is created if it is missing. A checkpoint without rows makes no commit. One sink per
 * table: a table that two jobs write has two application ids and keeps both jobs' rows.
 *
 * @param <T> element type
 */
public final class DeltaSink<T>
    implements Sink<T>,
        SupportsCommitter<DeltaCommittable>,
        SupportsPreCommitTopology<WrittenFiles, DeltaCommittable> {

  private static final long serialVersionUID = 1L;

  private final DeltaTarget target;
  private final RowConverter<T> converter;
  private final BufferLimits limits;
  private final String numberingUid;
  private final CommitListener listener;

  /**
   * A sink.
   *
   * @param target the table
   * @param converter makes rows of the table
   * @param limits how much each writer holds in memory
   * @param numberingUid uid of the operator that numbers commits; the sink itself gets its uid
   *     where it is wired
   */
  public DeltaSink(
      DeltaTarget target, RowConverter<T> converter, BufferLimits limits, String numberingUid) {
    this(target, converter, limits, numberingUid, CommitListener.NONE);
  }

  DeltaSink(
      DeltaTarget target,
      RowConverter<T> converter,
      BufferLimits limits,
      String numberingUid,
      CommitListener listener) {
    this.target = Objects.requireNonNull(target, "target");
    this.converter = Objects.requireNonNull(converter, "converter");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.numberingUid = Objects.requireNonNull(numberingUid, "numberingUid");
    this.listener = Objects.requireNonNull(listener, "listener");
  }

  @Override
  public CommittingSinkWriter<T, WrittenFiles> createWriter(WriterInitContext context) {
    return writer(context.metricGroup().getNumRecordsSendCounter());
  }

  @Override
  @Deprecated
  public CommittingSinkWriter<T, WrittenFiles> createWriter(InitContext context) {
    return writer(context.metricGroup().getNumRecordsSendCounter());
  }

  @Override
  public Committer<DeltaCommittable> createCommitter(CommitterInitContext context) {
    return new DeltaCommitter(target, listener);
  }

  @Override
  public SimpleVersionedSerializer<DeltaCommittable> getCommittableSerializer() {
    return new ActionSerializers.OfCommittable();
  }

  @Override
  public SimpleVersionedSerializer<WrittenFiles> getWriteResultSerializer() {
    return new ActionSerializers.OfWrittenFiles();
  }

  @Override
  public DataStream<CommittableMessage<DeltaCommittable>> addPreCommitTopology(
      DataStream<CommittableMessage<WrittenFiles>> written) {
    return written
        .global()
        .transform(
            "Number commits of " + target.tableName(),
            CommittableMessageTypeInfo.of(ActionSerializers.OfCommittable::new),
            new NumberCommits(target))
        .uid(numberingUid)
        .setParallelism(1)
        .setMaxParallelism(1)
        .global();
  }

  private DeltaWriter<T> writer(Counter sent) {
    return new DeltaWriter<>(target, converter, limits, sent);
  }
}
