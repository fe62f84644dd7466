package io.mailpulse.schema.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailpulse.schema.elasticsearch.IndexTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WarehouseTest {

  private static final Path REDSHIFT = Path.of("src/main/resources/ddl/redshift.sql");
  private static final Path SPARK = Path.of("src/main/resources/ddl/spark.sql");

  @Test
  void theCommittedRedshiftDdlIsTheOneThatTheDefinitionsGive() throws IOException {
    assertThat(committed(REDSHIFT, redshift())).isEqualTo(redshift());
  }

  @Test
  void theCommittedSparkDdlIsTheOneThatTheDefinitionsGive() throws IOException {
    assertThat(committed(SPARK, spark())).isEqualTo(spark());
  }

  @Test
  void theTablesThatTheDesignNamesHaveTheColumnsThatItNames() {
    assertThat(names(WarehouseTables.DIM_EMAIL))
        .contains("thread_id", "first_seen_dt", "tenant_id", "subject", "from_domain", "language");
    assertThat(names(WarehouseTables.FACT_SENTIMENT))
        .contains(
            "email_id",
            "thread_id",
            "tenant_id",
            "model_version",
            "label",
            "polarity",
            "confidence",
            "dt");
    assertThat(names(WarehouseTables.AGG_THREAD_DAILY))
        .contains(
            "thread_id",
            "tenant_id",
            "dt",
            "avg_polarity",
            "neg_rate",
            "volume",
            "first_seen",
            "last_seen");
    assertThat(WarehouseTables.FACT_SENTIMENT_RESCORED.partitionColumns())
        .containsExactly("model_version", "tenant_id", "dt");
  }

  @Test
  void aPartitionColumnMustBeARequiredColumn() {
    var optional = List.of(Column.optional("dt", ColumnType.DATE, "Day."));

    assertThatThrownBy(() -> new TableDefinition("t", "T.", optional, List.of("dt")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dt");
  }

  @Test
  void theIndexTemplateMapsEveryFieldItselfAndLearnsNone() throws IOException {
    JsonNode template = new ObjectMapper().readTree(IndexTemplate.json());
    JsonNode mappings = template.at("/template/mappings");

    assertThat(template.at("/index_patterns/0").asText())
        .isEqualTo(IndexTemplate.INDEX_PREFIX + "*");
    assertThat(mappings.get("dynamic").asText()).isEqualTo("false");
    assertThat(mappings.at("/properties/label/type").asText()).isEqualTo("keyword");
    assertThat(mappings.at("/properties/subject/type").asText()).isEqualTo("text");
    assertThat(mappings.at("/properties/timestamp/type").asText()).isEqualTo("date");
  }

  /** Reads the committed file; with {@code -Dddl.write=true} writes it first. */
  private static String committed(Path file, String generated) throws IOException {
    if (Boolean.getBoolean("ddl.write")) {
      Files.writeString(file, generated);
    }
    return Files.readString(file);
  }

  private static List<String> names(TableDefinition table) {
    return table.columns().stream().map(Column::name).toList();
  }

  private static String redshift() {
    return WarehouseTables.ALL.stream()
            .flatMap(table -> Ddl.redshift(table).stream())
            .map(statement -> statement + ";\n")
            .collect(Collectors.joining("\n"))
        + views();
  }

  private static String spark() {
    return WarehouseTables.ALL.stream()
            .map(table -> Ddl.spark(table, "${warehouse}/" + table.name()) + ";\n")
            .collect(Collectors.joining("\n"))
        + views();
  }

  private static String views() {
    return view(Views.CURRENT_SENTIMENT, Views.currentSentiment())
        + view(Views.THREAD_DAY_LATEST, Views.threadDayLatest());
  }

  private static String view(String name, String query) {
    return "\nCREATE OR REPLACE VIEW " + name + " AS\n" + query + ";\n";
  }
}
