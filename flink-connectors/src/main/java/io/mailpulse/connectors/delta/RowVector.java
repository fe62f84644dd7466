package io.mailpulse.connectors.delta;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.types.DataType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** One column over buffered rows, as the kernel reads it. */
final class RowVector implements ColumnVector {

  /** Of a column of the table that the rows know nothing of: null in each. */
  static final int NO_COLUMN = -1;

  private final DataType type;
  private final List<Object[]> rows;
  private final int column;

  RowVector(DataType type, List<Object[]> rows, int column) {
    this.type = type;
    this.rows = rows;
    this.column = column;
  }

  @Override
  public DataType getDataType() {
    return type;
  }

  @Override
  public int getSize() {
    return rows.size();
  }

  @Override
  public boolean isNullAt(int row) {
    return column == NO_COLUMN || rows.get(row)[column] == null;
  }

  @Override
  public boolean getBoolean(int row) {
    return (Boolean) rows.get(row)[column];
  }

  @Override
  public int getInt(int row) {
    Object value = rows.get(row)[column];
    return value instanceof LocalDate day ? Math.toIntExact(day.toEpochDay()) : (Integer) value;
  }

  @Override
  public long getLong(int row) {
    Object value = rows.get(row)[column];
    return value instanceof Instant time ? micros(time) : (Long) value;
  }

  /** Counting through nanoseconds would overflow 292 years from the epoch. */
  private static long micros(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
  }

  @Override
  public double getDouble(int row) {
    return (Double) rows.get(row)[column];
  }

  @Override
  public String getString(int row) {
    return (String) rows.get(row)[column];
  }

  @Override
  public void close() {
    // The rows belong to the writer.
  }
}
