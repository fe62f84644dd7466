package io.mailpulse.flink.store;

import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.flink.record.ThreadDay;
import io.mailpulse.schema.RedactedMail;
import io.mailpulse.schema.warehouse.WarehouseRows;
import io.mailpulse.schema.warehouse.WarehouseTables;
import java.time.LocalDate;

/** Rows of what the job gives its Delta sinks. */
public final class MailRows {

  private MailRows() {}

  /** Row of {@link WarehouseTables#DIM_EMAIL}. */
  public static Object[] dimEmail(ScoredMail mail) {
    return WarehouseRows.dimEmail(RedactedMail.of(mail.raw()));
  }

  /** Row of {@link WarehouseTables#FACT_SENTIMENT}. */
  public static Object[] factSentiment(ScoredMail mail) {
    return WarehouseRows.factSentiment(mail.sentiment());
  }

  /** Row of {@link WarehouseTables#THREAD_DAY_SNAPSHOTS}. */
  public static Object[] threadDay(ThreadDay day) {
    boolean scored = day.scored() > 0;
    return new Object[] {
      day.threadId(),
      day.tenantId(),
      LocalDate.parse(day.dt()),
      day.modelVersion(),
      scored ? (Double) day.avgPolarity() : null,
      scored ? (Double) day.negRate() : null,
      day.volume(),
      day.scored(),
      day.firstSeen(),
      day.lastSeen(),
      day.processedAt()
    };
  }
}
