package io.mailpulse.connectors.delta;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts numbered committables into the Delta log in their order, each one once. */
final class DeltaCommitter implements Committer<DeltaCommittable> {

  private static final Logger LOG = LoggerFactory.getLogger(DeltaCommitter.class);

  private final DeltaTarget target;
  private final CommitListener listener;
  private final KernelTable table;

  DeltaCommitter(DeltaTarget target, CommitListener listener) {
    this.target = target;
    this.listener = listener;
    this.table = new KernelTable(target);
  }

  @Override
  public void commit(Collection<CommitRequest<DeltaCommittable>> requests) throws IOException {
    List<CommitRequest<DeltaCommittable>> ordered = new ArrayList<>(requests);
    ordered.sort(Comparator.comparingLong(request -> request.getCommittable().version()));
    for (CommitRequest<DeltaCommittable> request : ordered) {
      DeltaCommittable next = request.getCommittable();
      if (table.commit(next.applicationId(), next.version(), next.actions())) {
        LOG.debug(
            "Table {}: commit {} with {} rows", target.tableName(), next.version(), next.rows());
        listener.committed(next.version());
      } else {
        LOG.info("Table {}: commit {} was there before", target.tableName(), next.version());
        request.signalAlreadyCommitted();
      }
    }
  }

  @Override
  public void close() {
    // The kernel engine holds nothing that must be closed.
  }
}
