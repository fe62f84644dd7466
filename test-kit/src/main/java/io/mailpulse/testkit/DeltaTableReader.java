package io.mailpulse.testkit;

import io.delta.kernel.Scan;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Reads a whole Delta table back, with the kernel. */
public final class DeltaTableReader {

  private DeltaTableReader() {}

  /** Number of the last commit. */
  public static long version(String location) {
    return TableManager.loadSnapshot(location)
        .build(DefaultEngine.create(new Configuration()))
        .getVersion();
  }

  /** All rows, by column. */
  public static List<Map<String, Object>> rows(String location) throws IOException {
    Engine engine = DefaultEngine.create(new Configuration());
    Scan scan = TableManager.loadSnapshot(location).build(engine).getScanBuilder().build();
    Row state = scan.getScanState(engine);
    StructType physical = ScanStateRow.getPhysicalDataReadSchema(state);
    var rows = new ArrayList<Map<String, Object>>();
    try (CloseableIterator<FilteredColumnarBatch> files = scan.getScanFiles(engine)) {
      while (files.hasNext()) {
        try (CloseableIterator<Row> fileRows = files.next().getRows()) {
          while (fileRows.hasNext()) {
            Row file = fileRows.next();
            var data =
                engine
                    .getParquetHandler()
                    .readParquetFiles(
                        Utils.singletonCloseableIterator(
                            InternalScanFileUtils.getAddFileStatus(file)),
                        physical,
                        Optional.empty())
                    .map(result -> result.getData());
            try (var batches = Scan.transformPhysicalData(engine, state, file, data)) {
              while (batches.hasNext()) {
                addRows(batches.next(), rows);
              }
            }
          }
        }
      }
    }
    return rows;
  }

  private static void addRows(FilteredColumnarBatch batch, List<Map<String, Object>> rows) {
    StructType schema = batch.getData().getSchema();
    for (int row = 0; row < batch.getData().getSize(); row++) {
      var values = new LinkedHashMap<String, Object>();
      for (int column = 0; column < schema.length(); column++) {
        values.put(
            schema.at(column).getName(), value(batch.getData().getColumnVector(column), row));
      }
      rows.add(values);
    }
  }

  private static Object value(ColumnVector vector, int row) {
    if (vector.isNullAt(row)) {
      return null;
    }
    return switch (vector.getDataType().toString()) {
      case "string" -> vector.getString(row);
      case "boolean" -> vector.getBoolean(row);
      case "integer" -> vector.getInt(row);
      case "long" -> vector.getLong(row);
      case "double" -> vector.getDouble(row);
      case "date" -> LocalDate.ofEpochDay(vector.getInt(row));
      case "timestamp" -> Instant.EPOCH.plus(vector.getLong(row), ChronoUnit.MICROS);
      default -> throw new IllegalStateException("no table has " + vector.getDataType());
    };
  }
}
