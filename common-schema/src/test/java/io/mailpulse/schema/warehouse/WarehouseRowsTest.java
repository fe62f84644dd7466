package io.mailpulse.schema.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.schema.ContractRecords;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.RedactedMail;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WarehouseRowsTest {

  private static final Map<ColumnType, Class<?>> CLASSES =
      Map.of(
          ColumnType.STRING, String.class,
          ColumnType.BOOLEAN, Boolean.class,
          ColumnType.INT, Integer.class,
          ColumnType.LONG, Long.class,
          ColumnType.DOUBLE, Double.class,
          ColumnType.DATE, LocalDate.class,
          ColumnType.TIMESTAMP, Instant.class);

  @Test
  void everyValueHasTheTypeOfItsColumnAndRequiredOnesAreThere() {
    EmailRaw fullMail = ContractRecords.full(EmailRaw.class);
    EmailRaw sparseMail = ContractRecords.sparse(EmailRaw.class);
    EmailSentiment fullScore = ContractRecords.full(EmailSentiment.class);
    EmailSentiment sparseScore = ContractRecords.sparse(EmailSentiment.class);

    for (EmailRaw mail : List.of(fullMail, sparseMail)) {
      assertFits(WarehouseTables.DIM_EMAIL, WarehouseRows.dimEmail(RedactedMail.of(mail)));
    }
    for (EmailSentiment score : List.of(fullScore, sparseScore)) {
      assertFits(WarehouseTables.FACT_SENTIMENT, WarehouseRows.factSentiment(score));
      assertFits(
          WarehouseTables.FACT_SENTIMENT_RESCORED,
          WarehouseRows.rescored(score, LocalDate.EPOCH, "raw/x.eml.gz"));
    }
  }

  @Test
  void onlyLabelledMailsOfPersonsCountInMoods() {
    assertThat(inMood("negative", "person")).isTrue();
    assertThat(inMood("unknown", "person")).isFalse();
    assertThat(inMood("negative", "bulk")).isFalse();
  }

  @Test
  void theDayIsTheOneInUtc() {
    assertThat(WarehouseRows.day(Instant.parse("2026-03-01T23:59:59.999Z")))
        .isEqualTo(LocalDate.of(2026, 3, 1));
    assertThat(WarehouseRows.day(Instant.parse("1969-12-31T23:59:59Z")))
        .isEqualTo(LocalDate.of(1969, 12, 31));
  }

  private static boolean inMood(String label, String kind) {
    EmailSentiment score = ContractRecords.full(EmailSentiment.class);
    score.setLabel(label);
    score.setMailKind(kind);
    return (Boolean)
        WarehouseRows.factSentiment(score)[WarehouseTables.FACT_SENTIMENT.indexOf("in_mood")];
  }

  private static void assertFits(TableDefinition table, Object[] row) {
    assertThat(row).as(table.name()).hasSize(table.columns().size());
    for (int i = 0; i < row.length; i++) {
      Column column = table.columns().get(i);
      if (row[i] == null) {
        assertThat(column.nullable()).as("%s.%s may be null", table.name(), column.name()).isTrue();
      } else {
        assertThat(row[i])
            .as("%s.%s", table.name(), column.name())
            .isInstanceOf(CLASSES.get(column.type()));
      }
    }
  }
}
