package io.mailpulse.flink.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.flink.record.ThreadDay;
import io.mailpulse.schema.warehouse.WarehouseTables;
import io.mailpulse.testkit.SampleMails;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class MailRowsTest {

  @Test
  void aDayWithoutScoredMailHasNoMood() {
    var day =
        new ThreadDay(
            "acme",
            "t1",
            "m@1",
            "2026-03-01",
            0,
            0,
            2,
            0,
            SampleMails.MORNING,
            SampleMails.MORNING,
            SampleMails.MORNING);

    Object[] row = MailRows.threadDay(day);

    assertThat(value(row, "dt")).isEqualTo(LocalDate.of(2026, 3, 1));
    assertThat(value(row, "volume")).isEqualTo(2L);
    assertThat(value(row, "neg_rate")).isNull();
    assertThat(value(row, "avg_polarity")).isNull();
  }

  private static Object value(Object[] row, String column) {
    return row[WarehouseTables.THREAD_DAY_SNAPSHOTS.indexOf(column)];
  }
}
