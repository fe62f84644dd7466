package io.mailpulse.spark.warehouse;

import io.mailpulse.schema.warehouse.Column;
import io.mailpulse.schema.warehouse.ColumnType;
import io.mailpulse.schema.warehouse.TableDefinition;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Table definitions and rows in Spark's types. */
public final class SparkSchema {

  private SparkSchema() {}

  /** Schema of a table. */
  public static StructType of(TableDefinition table) {
    var schema = new StructType();
    for (Column column : table.columns()) {
      schema = schema.add(column.name(), type(column.type()), column.nullable(), column.doc());
    }
    return schema;
  }

  /**
   * A row as Spark holds it.
   *
   * @param values one value per column, as {@link io.mailpulse.schema.warehouse.WarehouseRows}
   *     makes them
   */
  public static Row row(Object... values) {
    Object[] converted = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      converted[i] = value(values[i]);
    }
    return RowFactory.create(converted);
  }

  private static Object value(Object value) {
    if (value instanceof Instant time) {
      return Timestamp.from(time);
    }
    return value instanceof LocalDate day ? Date.valueOf(day) : value;
  }

  private static DataType type(ColumnType type) {
    return switch (type) {
      case STRING -> DataTypes.StringType;
      case BOOLEAN -> DataTypes.BooleanType;
      case INT -> DataTypes.IntegerType;
      case LONG -> DataTypes.LongType;
      case DOUBLE -> DataTypes.DoubleType;
      case DATE -> DataTypes.DateType;
      case TIMESTAMP -> DataTypes.TimestampType;
    };
  }
}
