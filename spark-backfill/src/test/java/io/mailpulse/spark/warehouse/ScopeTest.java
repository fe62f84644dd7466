package io.mailpulse.spark.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The condition as the text that Delta's {@code replaceWhere} gets. */
class ScopeTest {

  private static final DayRange MARCH =
      new DayRange(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31));

  @Test
  void namesTenantsAndDays() {
    assertThat(SparkWarehouse.text(new Scope(List.of("acme", "other"), MARCH).over("dt")))
        .isEqualTo(
            "((tenant_id IN ('acme', 'other')) AND ((dt >= DATE '2026-03-01') AND (dt <= DATE"
                + " '2026-03-31')))");
  }

  @Test
  void quotesAModelVersion() {
    var scope = new Scope(List.of("acme"), DayRange.ALL);

    assertThat(SparkWarehouse.text(scope.over("ingest_dt", "m@1' \\")))
        .startsWith("((model_version = 'm@1\\' \\\\') AND ");
  }
}
