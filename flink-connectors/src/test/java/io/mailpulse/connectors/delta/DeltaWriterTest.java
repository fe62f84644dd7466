package io.mailpulse.connectors.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.TableManager;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.RedactedMail;
import io.mailpulse.schema.warehouse.Column;
import io.mailpulse.schema.warehouse.TableDefinition;
import io.mailpulse.schema.warehouse.WarehouseRows;
import io.mailpulse.schema.warehouse.WarehouseTables;
import io.mailpulse.testkit.DeltaTableReader;
import io.mailpulse.testkit.SampleMails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaWriterTest {

  @TempDir Path warehouse;

  @Test
  void everyColumnOfBothTablesComesBackAsItWasWritten() throws IOException {
    EmailRaw mail = SampleMails.raw("m1").setSentAt(SampleMails.MORNING.minusMillis(7)).build();
    EmailSentiment score = SampleMails.sentiment("m1").build();

    writeAndCommit(WarehouseTables.DIM_EMAIL, WarehouseRows.dimEmail(RedactedMail.of(mail)));
    writeAndCommit(WarehouseTables.FACT_SENTIMENT, WarehouseRows.factSentiment(score));

    assertThat(rows(WarehouseTables.DIM_EMAIL))
        .containsExactly(
            named(WarehouseTables.DIM_EMAIL, WarehouseRows.dimEmail(RedactedMail.of(mail))));
    assertThat(rows(WarehouseTables.FACT_SENTIMENT))
        .containsExactly(named(WarehouseTables.FACT_SENTIMENT, WarehouseRows.factSentiment(score)));
  }

  @Test
  void aMailFromBeforeTheEpochKeepsItsDayAndTime() throws IOException {
    Object[] row =
        WarehouseRows.dimEmail(
            RedactedMail.of(
                SampleMails.raw("old")
                    .setTimestamp(java.time.Instant.parse("1969-12-31T23:59:59.001Z"))
                    .build()));

    writeAndCommit(WarehouseTables.DIM_EMAIL, row);

    assertThat(rows(WarehouseTables.DIM_EMAIL))
        .containsExactly(named(WarehouseTables.DIM_EMAIL, row));
  }

  @Test
  void aDateThatNobodyCanHaveSentOnIsKeptAsItWasClaimed() throws IOException {
    Object[] row =
        WarehouseRows.dimEmail(
            RedactedMail.of(
                SampleMails.raw("claims")
                    .setSentAt(java.time.Instant.parse("9999-12-31T23:59:59.999Z"))
                    .build()));

    writeAndCommit(WarehouseTables.DIM_EMAIL, row);

    assertThat(rows(WarehouseTables.DIM_EMAIL))
        .containsExactly(named(WarehouseTables.DIM_EMAIL, row));
  }

  @Test
  void eachTenantAndDayGetsItsOwnFile() throws IOException {
    Collection<WrittenFiles> written =
        write(
            WarehouseTables.DIM_EMAIL,
            BufferLimits.DEFAULT,
            WarehouseRows.dimEmail(RedactedMail.of(SampleMails.raw("m1").build())),
            WarehouseRows.dimEmail(RedactedMail.of(SampleMails.raw("m2").build())),
            WarehouseRows.dimEmail(
                RedactedMail.of(SampleMails.raw("m3").setTenantId("other").build())),
            WarehouseRows.dimEmail(
                RedactedMail.of(
                    SampleMails.raw("m4")
                        .setTimestamp(SampleMails.MORNING.plus(Duration.ofDays(1)))
                        .build())));

    assertThat(written).singleElement().extracting(WrittenFiles::rows).isEqualTo(4L);
    assertThat(written.iterator().next().actions()).hasSize(3);
  }

  @Test
  void aFullBufferIsWrittenBeforeTheCheckpoint() throws IOException {
    var rows = new ArrayList<Object[]>();
    for (int i = 0; i < 10; i++) {
      rows.add(WarehouseRows.dimEmail(RedactedMail.of(SampleMails.raw("m" + i).build())));
    }

    Collection<WrittenFiles> written =
        write(
            WarehouseTables.DIM_EMAIL, new BufferLimits(4, 1 << 20), rows.toArray(Object[][]::new));

    assertThat(written.iterator().next().actions()).hasSize(3);
    assertThat(written.iterator().next().rows()).isEqualTo(10);
  }

  @Test
  void aCheckpointWithoutRowsGivesNothingToCommit() throws IOException {
    assertThat(write(WarehouseTables.DIM_EMAIL, BufferLimits.DEFAULT)).isEmpty();
  }

  @Test
  void theSameCommitTwiceIsInTheTableOnce() throws IOException {
    WrittenFiles files =
        write(
                WarehouseTables.DIM_EMAIL,
                BufferLimits.DEFAULT,
                WarehouseRows.dimEmail(RedactedMail.of(SampleMails.raw("m1").build())))
            .iterator()
            .next();
    var table = new KernelTable(target(WarehouseTables.DIM_EMAIL));

    assertThat(table.commit("app", 1, files.actions())).isTrue();
    assertThat(table.commit("app", 1, files.actions())).isFalse();
    assertThat(rows(WarehouseTables.DIM_EMAIL)).hasSize(1);
    assertThat(table.lastCommitted("app")).contains(1L);
    assertThat(table.lastCommitted("another")).isEmpty();
  }

  @Test
  void theSecondOfTwoJobsFromOneSavepointIsRefused() throws IOException {
    TableDefinition table = WarehouseTables.MODEL_PROMOTIONS;
    var kernel = new KernelTable(target(table));
    kernel.createIfMissing();
    WrittenFiles first = promotion("first");
    WrittenFiles second = promotion("second");
    assertThat(kernel.commit("app", 1, first.actions())).isTrue();
    kernel.commit("another", 1, promotion("in between").actions());

    assertThatThrownBy(() -> kernel.commit("app", 1, second.actions()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Two jobs run from one savepoint");
    assertThat(kernel.commit("app", 1, first.actions())).as("a replay of the first").isFalse();
    assertThat(kernel.commit("app", 2, promotion("later").actions())).isTrue();
    assertThatThrownBy(() -> kernel.commit("app", 1, second.actions()))
        .as("also once the first job is far ahead")
        .hasMessageContaining("holds the files of another job");
    assertThat(rows(table)).hasSize(3);
  }

  @Test
  void aReplayOlderThanTheLogIsTakenForOurs() throws IOException {
    TableDefinition table = WarehouseTables.MODEL_PROMOTIONS;
    var kernel = new KernelTable(target(table));
    kernel.createIfMissing();
    WrittenFiles first = promotion("m@0");
    kernel.commit("app", 1, first.actions());
    for (int i = 2; i <= 12; i++) {
      kernel.commit("app", i, promotion("m@" + i).actions());
    }
    Path log = warehouse.resolve(table.name()).resolve("_delta_log");
    for (int version = 0; version < 10; version++) {
      Files.delete(log.resolve("%020d.json".formatted(version)));
    }

    assertThat(kernel.commit("app", 1, first.actions())).isFalse();
  }

  private WrittenFiles promotion(String model) throws IOException {
    return write(
            WarehouseTables.MODEL_PROMOTIONS,
            BufferLimits.DEFAULT,
            new Object[] {"acme", model, SampleMails.MORNING})
        .iterator()
        .next();
  }

  @Test
  void aTableOfAnotherShapeIsRefusedWithEveryDifference() {
    TableDefinition facts = WarehouseTables.FACT_SENTIMENT;
    new KernelTable(target(facts)).createIfMissing();
    var asDimension = new DeltaTarget("dim_email", target(facts).location(), Map.of());

    assertThatThrownBy(() -> new KernelTable(asDimension).createIfMissing())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("dim_email")
        .hasMessageContaining("column first_seen_dt is missing")
        .hasMessageContaining("ddl/spark.sql");
  }

  @Test
  void commentsOrderAndFurtherColumnsAreTheTablesOwn() throws IOException {
    TableDefinition promotions = WarehouseTables.MODEL_PROMOTIONS;
    StructType reversed = new StructType().add("team", StringType.STRING, true);
    List<StructField> fields = KernelSchema.of(promotions).fields();
    for (int i = fields.size() - 1; i >= 0; i--) {
      StructField field = fields.get(i);
      // Without the comment that a version of ours would have given it.
      reversed = reversed.add(field.getName(), field.getDataType(), field.isNullable());
    }
    var engine = DefaultEngine.create(new Configuration());
    TableManager.buildCreateTableTransaction(target(promotions).location(), reversed, "somebody")
        .build(engine)
        .commit(engine, CloseableIterable.emptyIterable());
    Object[] row = {"acme", "m@1", SampleMails.MORNING};

    writeAndCommit(promotions, row);

    Map<String, Object> expected = named(promotions, row);
    expected.put("team", null);
    assertThat(rows(promotions)).containsExactly(expected);
  }

  @Test
  void aFurtherColumnThatTakesNoNullIsRefused() {
    TableDefinition promotions = WarehouseTables.MODEL_PROMOTIONS;
    StructType more = KernelSchema.of(promotions).add("team", StringType.STRING, false);
    var engine = DefaultEngine.create(new Configuration());
    TableManager.buildCreateTableTransaction(target(promotions).location(), more, "somebody")
        .build(engine)
        .commit(engine, CloseableIterable.emptyIterable());

    assertThatThrownBy(() -> new KernelTable(target(promotions)).createIfMissing())
        .hasMessageContaining("column team is not ours and takes no null");
  }

  @Test
  void aRowWithoutARequiredValueIsABug() {
    Object[] row = WarehouseRows.dimEmail(RedactedMail.of(SampleMails.raw("m1").build()));
    row[0] = null;

    assertThatThrownBy(() -> write(WarehouseTables.DIM_EMAIL, BufferLimits.DEFAULT, row))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("email_id");
  }

  @Test
  void theLogGetsCheckpointsSoThatReadersNeedNotReplayIt() throws IOException {
    TableDefinition table = WarehouseTables.MODEL_PROMOTIONS;
    var kernel = new KernelTable(target(table));
    kernel.createIfMissing();
    for (int i = 1; i <= 10; i++) {
      WrittenFiles files =
          write(table, BufferLimits.DEFAULT, new Object[] {"acme", "m@" + i, SampleMails.MORNING})
              .iterator()
              .next();
      kernel.commit("app", i, files.actions());
    }

    assertThat(warehouse.resolve(table.name()).resolve("_delta_log").resolve("_last_checkpoint"))
        .exists();
    assertThat(rows(table)).hasSize(10);
  }

  private void writeAndCommit(TableDefinition table, Object[] row) throws IOException {
    WrittenFiles files = write(table, BufferLimits.DEFAULT, row).iterator().next();
    new KernelTable(target(table)).commit("app", 1, files.actions());
  }

  private Collection<WrittenFiles> write(
      TableDefinition table, BufferLimits limits, Object[]... rows) throws IOException {
    try (var writer =
        new DeltaWriter<Object[]>(target(table), row -> row, limits, new SimpleCounter())) {
      for (Object[] row : rows) {
        writer.write(row, null);
      }
      return writer.prepareCommit();
    }
  }

  private List<Map<String, Object>> rows(TableDefinition table) throws IOException {
    return DeltaTableReader.rows(target(table).location());
  }

  private DeltaTarget target(TableDefinition table) {
    return DeltaTarget.under(warehouse.toUri().toString(), table, Map.of());
  }

  private static Map<String, Object> named(TableDefinition table, Object[] row) {
    var values = new LinkedHashMap<String, Object>();
    for (int i = 0; i < row.length; i++) {
      Column column = table.columns().get(i);
      values.put(column.name(), row[i]);
    }
    return values;
  }
}
