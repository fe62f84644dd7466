package io.mailpulse.spark.warehouse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * What a run works on, as a condition on rows.
 *
 * @param tenants ids of the tenants
 * @param days days in UTC
 */
public record Scope(List<String> tenants, DayRange days) {

  /**
   * Rows of the tenants and days.
   *
   * @param day column with the day that counts
   */
  public Column over(String day) {
    return col("tenant_id")
        .isin(tenants.toArray())
        .and(col(day).between(lit(Date.valueOf(days.from())), lit(Date.valueOf(days.to()))));
  }

  /** The same, of one model version. */
  public Column over(String day, String modelVersion) {
    return col("model_version").equalTo(modelVersion).and(over(day));
  }
}
