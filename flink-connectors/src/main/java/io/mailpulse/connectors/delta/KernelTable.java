package io.mailpulse.connectors.delta;

import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.defaults.internal.json.JsonUtils;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.ConcurrentTransactionException;
import io.delta.kernel.exceptions.ConcurrentWriteException;
import io.delta.kernel.exceptions.TableAlreadyExistsException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.transaction.DataLayoutSpec;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import io.mailpulse.schema.warehouse.TableDefinition;
import io.mailpulse.settings.SecretText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Delta table through Delta Kernel: create, check, read its transactions, commit. */
final class KernelTable {

  private static final Logger LOG = LoggerFactory.getLogger(KernelTable.class);
  private static final Object CREATION = new Object();
  private static final String ENGINE_INFO = "Mailpulse flink-pipeline";

  private final TableDefinition definition;
  private final String location;
  private final StructType schema;
  private final Engine engine;
  private final CommitOrigin origin;

  KernelTable(DeltaTarget target) {
    this.definition = target.definition();
    this.location = target.location();
    this.schema = KernelSchema.of(definition);
    Configuration hadoop = hadoop(target);
    this.engine = DefaultEngine.create(hadoop);
    this.origin = new CommitOrigin(location, hadoop);
  }

  /** The settings of the file system, with their secrets. */
  static Configuration hadoop(DeltaTarget target) {
    var hadoop = new Configuration();
    target.hadoop().forEach((name, value) -> hadoop.set(name, SecretText.resolve(value)));
    return hadoop;
  }

  Engine engine() {
    return engine;
  }

  /** Creates the table if it is missing; several writers may try at once. */
  Snapshot createIfMissing() {
    try {
      return checked(load());
    } catch (TableNotFoundException missing) {
      create();
      return checked(load());
    }
  }

  /**
   * One at a time in a JVM: a local file system tells nobody that a rename came second, and leaves
   * one writer's file with the other's checksum. Between JVMs the log store decides.
   */
  private void create() {
    synchronized (CREATION) {
      try {
        load();
      } catch (TableNotFoundException missing) {
        try {
          commitEmptyTable();
          LOG.info("Created table {}", definition.name());
        } catch (TableAlreadyExistsException | ConcurrentWriteException other) {
          LOG.info("Table {} was created by another writer", definition.name());
        }
      }
    }
  }

  /** What writers need to make files for the table. */
  Row transactionState(Snapshot snapshot) {
    return snapshot
        .buildUpdateTableTransaction(ENGINE_INFO, Operation.STREAMING_UPDATE)
        .build(engine)
        .getTransactionState(engine);
  }

  /** The last version that an application has committed. */
  Optional<Long> lastCommitted(String applicationId) {
    return load().getLatestTransactionVersion(engine, applicationId);
  }

  /**
   * Commits file actions under an application's version, unless that version is in the log already.
   *
   * @return true if this call committed them, false if they were there before
   * @throws IOException if the log cannot be written; the caller may try again
   * @throws IllegalStateException if another job committed other files under this name and number
   */
  boolean commit(String applicationId, long version, List<String> actions) throws IOException {
    Snapshot snapshot = load();
    if (isCommitted(snapshot, applicationId, version)) {
      return thereBefore(snapshot, applicationId, version, actions);
    }
    Transaction transaction =
        snapshot
            .buildUpdateTableTransaction(ENGINE_INFO, Operation.STREAMING_UPDATE)
            .withTransactionId(applicationId, version)
            .build(engine);
    var rows =
        actions.stream()
            .map(json -> JsonUtils.rowFromJson(json, SingleAction.FULL_SCHEMA))
            .iterator();
    try {
      TransactionCommitResult result =
          transaction.commit(
              engine, CloseableIterable.inMemoryIterable(Utils.toCloseableIterator(rows)));
      runHooks(result);
      return true;
    } catch (ConcurrentTransactionException e) {
      Snapshot newer = load();
      if (isCommitted(newer, applicationId, version)) {
        return thereBefore(newer, applicationId, version, actions);
      }
      throw new IOException(
          "table " + definition.name() + ": another writer commits under our application id", e);
    } catch (ConcurrentWriteException e) {
      throw new IOException(
          "table " + definition.name() + ": too many concurrent commits, version " + version, e);
    }
  }

  /** A replay of ours is done; a commit of another job would make our rows vanish. */
  private boolean thereBefore(
      Snapshot snapshot, String applicationId, long version, List<String> actions)
      throws IOException {
    Optional<Boolean> ours = origin.isOf(actions, applicationId, version, snapshot.getVersion());
    if (ours.isEmpty()) {
      LOG.warn(
          "Table {}: commit {} was there before, and its log does not go back far enough to tell"
              + " whose it is; taken for ours",
          definition.name(),
          version);
    } else if (!ours.get()) {
      throw new IllegalStateException(
          "table "
              + definition.name()
              + ": commit "
              + version
              + " under our name "
              + applicationId
              + " holds the files of another job. Two jobs run from one savepoint: let one go on,"
              + " cancel this one, and start it again from that savepoint, not from its own"
              + " checkpoints; it then writes under a name of its own");
    }
    return false;
  }

  private boolean isCommitted(Snapshot snapshot, String applicationId, long version) {
    return snapshot.getLatestTransactionVersion(engine, applicationId).orElse(-1L) >= version;
  }

  /** The rows are in the table by now: a failed hook costs speed, and the next commit runs it. */
  private void runHooks(TransactionCommitResult result) {
    for (PostCommitHook hook : result.getPostCommitHooks()) {
      try {
        hook.threadSafeInvoke(engine);
      } catch (IOException | RuntimeException e) {
        LOG.warn(
            "Table {}: hook {} after version {} failed",
            definition.name(),
            hook.getType(),
            result.getVersion(),
            e);
      }
    }
  }

  private Snapshot load() {
    return TableManager.loadSnapshot(location).build(engine);
  }

  private Snapshot checked(Snapshot snapshot) {
    KernelSchema.requireWritable(definition, schema, snapshot);
    return snapshot;
  }

  private void commitEmptyTable() {
    var builder = TableManager.buildCreateTableTransaction(location, schema, ENGINE_INFO);
    if (!definition.partitionColumns().isEmpty()) {
      builder =
          builder.withDataLayoutSpec(
              DataLayoutSpec.partitioned(
                  definition.partitionColumns().stream().map(Column::new).toList()));
    }
    builder.build(engine).commit(engine, CloseableIterable.emptyIterable());
  }
}
