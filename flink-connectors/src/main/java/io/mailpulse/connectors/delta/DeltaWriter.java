package io.mailpulse.connectors.delta;

import io.delta.kernel.Snapshot;
import io.delta.kernel.Transaction;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.internal.data.DefaultColumnarBatch;
import io.delta.kernel.defaults.internal.json.JsonUtils;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.mailpulse.schema.warehouse.TableDefinition;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.metrics.Counter;

/**
 * In: elements. Out: per checkpoint, the actions of the files that hold them. State: none; what is
 * not in a completed checkpoint is replayed, and its files are orphans until VACUUM. Clears when: a
 * checkpoint takes the actions.
 */
final class DeltaWriter<T> implements CommittingSinkWriter<T, WrittenFiles> {

  private final TableDefinition definition;
  private final KernelTable table;
  private final StructType schema;
  private final Row transactionState;
  private final RowConverter<T> converter;
  private final BufferLimits limits;
  private final Counter sent;
  private final int[] partitionColumns;
  private final Map<List<Object>, List<Object[]>> buffers = new LinkedHashMap<>();
  private final List<String> actions = new ArrayList<>();
  private int bufferedRows;
  private long bufferedBytes;
  private long writtenRows;

  DeltaWriter(DeltaTarget target, RowConverter<T> converter, BufferLimits limits, Counter sent) {
    this.definition = target.definition();
    this.table = new KernelTable(target);
    this.converter = converter;
    this.limits = limits;
    this.sent = sent;
    Snapshot snapshot = table.createIfMissing();
    // As the table has it: comments, order and further columns are the table's own.
    this.schema = snapshot.getSchema();
    this.transactionState = table.transactionState(snapshot);
    this.partitionColumns =
        definition.partitionColumns().stream().mapToInt(definition::indexOf).toArray();
  }

  @Override
  public void write(T element, Context context) throws IOException {
    Object[] row = converter.toRow(element);
    requireComplete(row);
    List<Object> partition = Arrays.stream(partitionColumns).mapToObj(i -> row[i]).toList();
    buffers.computeIfAbsent(partition, key -> new ArrayList<>()).add(row);
    bufferedRows++;
    bufferedBytes += heapBytes(row);
    if (bufferedRows >= limits.maxRows() || bufferedBytes >= limits.maxBytes()) {
      writeFiles();
    }
    sent.inc();
  }

  @Override
  public void flush(boolean endOfInput) {
    // Files are written in prepareCommit, which follows every flush.
  }

  @Override
  public Collection<WrittenFiles> prepareCommit() throws IOException {
    writeFiles();
    if (actions.isEmpty()) {
      return List.of();
    }
    var written = new WrittenFiles(writtenRows, List.copyOf(actions));
    actions.clear();
    writtenRows = 0;
    return List.of(written);
  }

  @Override
  public void close() {
    buffers.clear();
  }

  private void writeFiles() throws IOException {
    for (var buffer : buffers.entrySet()) {
      writeFile(partitionValues(buffer.getKey()), buffer.getValue());
    }
    writtenRows += bufferedRows;
    buffers.clear();
    bufferedRows = 0;
    bufferedBytes = 0;
  }

  private void writeFile(Map<String, Literal> partition, List<Object[]> rows) throws IOException {
    Engine engine = table.engine();
    var vectors =
        IntStream.range(0, schema.length())
            .mapToObj(schema::at)
            .map(field -> new RowVector(field.getDataType(), rows, columnOf(field)))
            .toArray(ColumnVector[]::new);
    var batch =
        new FilteredColumnarBatch(
            new DefaultColumnarBatch(rows.size(), schema, vectors), Optional.empty());
    var context = Transaction.getWriteContext(engine, transactionState, partition);
    var physical =
        Transaction.transformLogicalData(
            engine, transactionState, Utils.singletonCloseableIterator(batch), partition);
    var files =
        engine
            .getParquetHandler()
            .writeParquetFiles(
                context.getTargetDirectory(), physical, context.getStatisticsColumns());
    try (CloseableIterator<Row> added =
        Transaction.generateAppendActions(engine, transactionState, files, context)) {
      while (added.hasNext()) {
        actions.add(JsonUtils.rowToJson(added.next()));
      }
    }
  }

  private int columnOf(StructField field) {
    for (int i = 0; i < definition.columns().size(); i++) {
      if (definition.columns().get(i).name().equals(field.getName())) {
        return i;
      }
    }
    return RowVector.NO_COLUMN;
  }

  private Map<String, Literal> partitionValues(List<Object> partition) {
    var values = new LinkedHashMap<String, Literal>();
    for (int i = 0; i < partition.size(); i++) {
      values.put(definition.partitionColumns().get(i), literal(partition.get(i)));
    }
    return values;
  }

  private static Literal literal(Object value) {
    if (value instanceof LocalDate day) {
      return Literal.ofDate(Math.toIntExact(day.toEpochDay()));
    }
    if (value instanceof String text) {
      return Literal.ofString(text);
    }
    throw new IllegalStateException("no table is partitioned by " + value.getClass());
  }

  private void requireComplete(Object[] row) {
    if (row.length != definition.columns().size()) {
      throw new IllegalStateException(
          "table " + definition.name() + ": the converter gave " + row.length + " values");
    }
    for (int i = 0; i < row.length; i++) {
      if (row[i] == null && !definition.columns().get(i).nullable()) {
        throw new IllegalStateException(
            "table "
                + definition.name()
                + ": the converter gave no "
                + definition.columns().get(i).name());
      }
    }
  }

  private static long heapBytes(Object[] row) {
    long bytes = 16L + 4L * row.length;
    for (Object value : row) {
      bytes += value instanceof String text ? 56L + text.length() : 24L;
    }
    return bytes;
  }
}
