package io.mailpulse.local.store;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;

/** Reads a Delta table of this machine, row by row. */
final class DeltaTable {

  private final Engine engine = DefaultEngine.create(new Configuration());
  private final Path folder;

  DeltaTable(Path folder) {
    this.folder = folder;
  }

  /** True once a first commit made it a table. */
  boolean exists() {
    return Files.isDirectory(folder.resolve("_delta_log"));
  }

  /**
   * Gives each row as its strings, numbers (as text) and times (microseconds, as text) by column
   * name; what is null, or of another type, is left out.
   */
  void forEach(Consumer<Map<String, String>> action) throws IOException {
    Snapshot snapshot = TableManager.loadSnapshot(folder.toUri().toString()).build(engine);
    Scan scan = snapshot.getScanBuilder().build();
    Row state = scan.getScanState(engine);
    try (CloseableIterator<Row> files = Utils.intoRows(scan.getScanFiles(engine))) {
      while (files.hasNext()) {
        read(state, files.next(), action);
      }
    }
  }

  private void read(Row state, Row file, Consumer<Map<String, String>> action) throws IOException {
    CloseableIterator<ColumnarBatch> physical =
        engine
            .getParquetHandler()
            .readParquetFiles(
                Utils.singletonCloseableIterator(InternalScanFileUtils.getAddFileStatus(file)),
                ScanStateRow.getPhysicalDataReadSchema(state),
                Optional.empty())
            .map(FileReadResult::getData);
    try (CloseableIterator<FilteredColumnarBatch> batches =
        Scan.transformPhysicalData(engine, state, file, physical)) {
      while (batches.hasNext()) {
        rows(batches.next(), action);
      }
    }
  }

  private static void rows(FilteredColumnarBatch batch, Consumer<Map<String, String>> action) {
    ColumnarBatch data = batch.getData();
    List<String> names = data.getSchema().fieldNames();
    Optional<ColumnVector> selected = batch.getSelectionVector();
    for (int row = 0; row < data.getSize(); row++) {
      if (selected.isPresent() && !selected.get().getBoolean(row)) {
        continue;
      }
      Map<String, String> values = new HashMap<>();
      for (int column = 0; column < names.size(); column++) {
        ColumnVector vector = data.getColumnVector(column);
        if (!vector.isNullAt(row)) {
          text(vector, row).ifPresent(put(values, names.get(column)));
        }
      }
      action.accept(values);
    }
  }

  private static Consumer<String> put(Map<String, String> values, String name) {
    return text -> values.put(name, text);
  }

  private static Optional<String> text(ColumnVector vector, int row) {
    if (vector.getDataType() instanceof StringType) {
      return Optional.of(vector.getString(row));
    }
    if (vector.getDataType() instanceof TimestampType) {
      return Optional.of(String.valueOf(vector.getLong(row)));
    }
    if (vector.getDataType() instanceof DoubleType) {
      return Optional.of(String.valueOf(vector.getDouble(row)));
    }
    return Optional.empty();
  }
}
