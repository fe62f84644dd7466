package io.mailpulse.schema.warehouse;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A table of the warehouse.
 *
 * @param name the table's name in every engine, and its folder under the warehouse root
 * @param doc what a row is, who writes the table, and what its key is
 * @param columns columns in table order, names unique
 * @param partitionColumns columns that split the table into folders, in order; each one required
 */
public record TableDefinition(
    String name, String doc, List<Column> columns, List<String> partitionColumns) {

  /** Checks that names are unique and that partition columns are required columns. */
  public TableDefinition {
    columns = List.copyOf(columns);
    partitionColumns = List.copyOf(partitionColumns);
    Set<String> required = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException(name + ": column " + column.name() + " is there twice");
      }
      if (!column.nullable()) {
        required.add(column.name());
      }
    }
    for (String partition : partitionColumns) {
      if (!required.contains(partition)) {
        throw new IllegalArgumentException(
            name + ": partition column " + partition + " must be one of the required columns");
      }
    }
  }

  /**
   * Position of a column in table order, from 0.
   *
   * @throws IllegalArgumentException if there is no such column
   */
  public int indexOf(String columnName) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(columnName)) {
        return i;
      }
    }
    throw new IllegalArgumentException(name + " has no column " + columnName);
  }
}
