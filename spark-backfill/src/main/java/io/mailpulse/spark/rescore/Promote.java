package io.mailpulse.spark.rescore;

import static org.apache.spark.sql.functions.col;

import io.mailpulse.schema.warehouse.WarehouseTables;
import io.mailpulse.spark.rescore.RescoreSettings.Promotion;
import io.mailpulse.spark.warehouse.SparkSchema;
import io.mailpulse.spark.warehouse.SparkWarehouse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Writes down which model version tenants believe from now on. */
final class Promote {

  private final SparkSession session;
  private final SparkWarehouse warehouse;

  Promote(SparkSession session, SparkWarehouse warehouse) {
    this.session = session;
    this.warehouse = warehouse;
  }

  /**
   * Promotes a version for the tenants whose latest promotion is of another one.
   *
   * @return how many tenants that were
   */
  long promote(Promotion promotion, List<String> tenants, String modelVersion, Instant now) {
    if (promotion == Promotion.NONE) {
      return 0;
    }
    Map<String, String> believed = new HashMap<>();
    for (Row row :
        warehouse
            .table(WarehouseTables.MODEL_PROMOTIONS)
            .orderBy(col("promoted_at"))
            .collectAsList()) {
      believed.put(row.getAs("tenant_id"), row.getAs("model_version"));
    }
    List<Row> rows =
        tenants.stream()
            .filter(tenant -> !modelVersion.equals(believed.get(tenant)))
            .map(tenant -> SparkSchema.row(tenant, modelVersion, now))
            .toList();
    if (!rows.isEmpty()) {
      warehouse.append(
          WarehouseTables.MODEL_PROMOTIONS,
          session.createDataFrame(rows, SparkSchema.of(WarehouseTables.MODEL_PROMOTIONS)));
    }
    return rows.size();
  }
}
