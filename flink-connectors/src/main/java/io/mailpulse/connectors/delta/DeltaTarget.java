package io.mailpulse.connectors.delta;

import io.mailpulse.schema.warehouse.TableDefinition;
import io.mailpulse.schema.warehouse.WarehouseTables;
import java.io.Serializable;
import java.util.Map;
import java.util.Objects;

/**
 * Where a table lies and how to reach it.
 *
 * @param tableName name of one of {@link WarehouseTables#ALL}
 * @param location URI of the table's folder, on any Hadoop file system
 * @param hadoop Hadoop settings by name, with references to secrets in place of them; on S3, the
 *     log store that all writers of the table share
 */
public record DeltaTarget(String tableName, String location, Map<String, String> hadoop)
    implements Serializable {

  /** Checks that the table is defined. */
  public DeltaTarget {
    Objects.requireNonNull(location, "location");
    hadoop = Map.copyOf(hadoop);
    find(tableName);
  }

  /** A table in its folder under a warehouse root. */
  public static DeltaTarget under(
      String warehouseRoot, TableDefinition table, Map<String, String> hadoop) {
    String root = warehouseRoot.endsWith("/") ? warehouseRoot : warehouseRoot + "/";
    return new DeltaTarget(table.name(), root + table.name(), hadoop);
  }

  TableDefinition definition() {
    return find(tableName);
  }

  private static TableDefinition find(String tableName) {
    return WarehouseTables.ALL.stream()
        .filter(table -> table.name().equals(tableName))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("the warehouse defines no table " + tableName));
  }
}
