package io.mailpulse.local.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mailpulse.connectors.delta.BufferLimits;
import io.mailpulse.connectors.delta.DeltaSink;
import io.mailpulse.connectors.delta.DeltaTarget;
import io.mailpulse.connectors.delta.RowConverter;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.flink.store.MailRows;
import io.mailpulse.local.service.SharedServices;
import io.mailpulse.local.spark.SparkProcess;
import io.mailpulse.schema.id.Ids;
import io.mailpulse.schema.warehouse.TableDefinition;
import io.mailpulse.schema.warehouse.WarehouseTables;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** The engines share no class path, only folders: Spark runs in a process of its own. */
class SparkReadsDeltaIT {

  private static final int MAILS = 48;

  @Test
  void sparkReadsEveryMailThatTheKernelWroteAndTheViewsOverThem() throws Exception {
    Path warehouse = SharedServices.folder("warehouse");
    write(warehouse);

    List<JsonNode> rows =
        SparkProcess.query(
            warehouse,
            "SELECT e.email_id, e.subject, date_format(e.received_at, 'HH:mm') AS at, e.sent_at,"
                + " CAST(e.dt AS STRING) AS dt, s.label, s.polarity, s.in_mood, s.origin"
                + " FROM dim_email e JOIN current_sentiment s USING (tenant_id, email_id)"
                + " ORDER BY e.received_at");

    assertThat(rows).hasSize(MAILS);
    for (int i = 0; i < MAILS; i++) {
      JsonNode row = rows.get(i);
      ScoredMail mail = ScoredMails.of(i, MAILS);
      assertThat(row.get("email_id").asText()).isEqualTo(Ids.email(ScoredMails.TENANT, "mid:" + i));
      assertThat(row.get("subject").asText()).isEqualTo("Order " + i);
      assertThat(row.get("dt").asText())
          .isEqualTo(mail.raw().getTimestamp().toString().substring(0, 10));
      assertThat(row.get("at").asText())
          .isEqualTo(mail.raw().getTimestamp().toString().substring(11, 16));
      assertThat(row.has("sent_at")).isFalse();
      assertThat(row.get("label").asText()).isEqualTo(mail.sentiment().getLabel());
      assertThat(row.get("polarity").asDouble()).isEqualTo(mail.sentiment().getPolarity());
      assertThat(row.get("in_mood").asBoolean()).isTrue();
      assertThat(row.get("origin").asText()).isEqualTo("live");
    }
  }

  private static void write(Path warehouse) throws Exception {
    var settings = new Configuration();
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    var env = StreamExecutionEnvironment.createLocalEnvironment(1, settings);
    env.enableCheckpointing(200);
    List<ScoredMail> mails =
        IntStream.range(0, MAILS).mapToObj(i -> ScoredMails.of(i, MAILS)).toList();
    var stream = env.fromData(mails, TypeInformation.of(ScoredMail.class)).uid("mails");
    stream.sinkTo(sink(warehouse, WarehouseTables.DIM_EMAIL, MailRows::dimEmail)).uid("emails");
    stream
        .sinkTo(sink(warehouse, WarehouseTables.FACT_SENTIMENT, MailRows::factSentiment))
        .uid("scores");
    env.execute();
  }

  private static DeltaSink<ScoredMail> sink(
      Path warehouse, TableDefinition table, RowConverter<ScoredMail> rows) {
    return new DeltaSink<>(
        DeltaTarget.under(warehouse.toUri().toString(), table, Map.of()),
        rows,
        BufferLimits.DEFAULT,
        "number-" + table.name());
  }
}
