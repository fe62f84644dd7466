package io.mailpulse.connectors.delta;

import io.delta.kernel.Snapshot;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import io.mailpulse.schema.warehouse.Column;
import io.mailpulse.schema.warehouse.ColumnType;
import io.mailpulse.schema.warehouse.TableDefinition;
import java.util.ArrayList;
import java.util.List;

/** Table definitions in the kernel's types. */
final class KernelSchema {

  private KernelSchema() {}

  static StructType of(TableDefinition table) {
    StructType schema = new StructType();
    for (Column column : table.columns()) {
      schema =
          schema.add(
              new StructField(
                  column.name(),
                  type(column.type()),
                  column.nullable(),
                  FieldMetadata.builder().putString("comment", column.doc()).build()));
    }
    return schema;
  }

  /**
   * Refuses a table that rows of the definition cannot be appended to. Comments, the order of
   * columns and further columns that may be null are the table's own.
   *
   * @throws IllegalStateException with every difference and the remedy
   */
  static void requireWritable(TableDefinition table, StructType wanted, Snapshot found) {
    List<String> differences = new ArrayList<>();
    for (StructField field : wanted.fields()) {
      int index = found.getSchema().indexOf(field.getName());
      if (index < 0) {
        differences.add("column " + field.getName() + " is missing");
      } else if (!found.getSchema().at(index).getDataType().equals(field.getDataType())) {
        differences.add(
            "column "
                + field.getName()
                + " is "
                + found.getSchema().at(index).getDataType()
                + ", expected "
                + field.getDataType());
      } else if (field.isNullable() && !found.getSchema().at(index).isNullable()) {
        differences.add("column " + field.getName() + " takes no null");
      }
    }
    for (StructField field : found.getSchema().fields()) {
      if (wanted.indexOf(field.getName()) < 0 && !field.isNullable()) {
        differences.add("column " + field.getName() + " is not ours and takes no null");
      }
    }
    if (!found.getPartitionColumnNames().equals(table.partitionColumns())) {
      differences.add(
          "it is partitioned by "
              + found.getPartitionColumnNames()
              + ", expected "
              + table.partitionColumns());
    }
    if (!differences.isEmpty()) {
      throw new IllegalStateException(
          "table "
              + table.name()
              + " does not fit this version: "
              + String.join("; ", differences)
              + ". Alter it as in ddl/spark.sql, or write to another warehouse root");
    }
  }

  private static DataType type(ColumnType type) {
    return switch (type) {
      case STRING -> StringType.STRING;
      case BOOLEAN -> BooleanType.BOOLEAN;
      case INT -> IntegerType.INTEGER;
      case LONG -> LongType.LONG;
      case DOUBLE -> DoubleType.DOUBLE;
      case DATE -> DateType.DATE;
      case TIMESTAMP -> TimestampType.TIMESTAMP;
    };
  }
}
