package io.mailpulse.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.flink.config.PipelineConfig.Stage;
import io.mailpulse.settings.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job with its production connectors, up to the graph that a cluster gets. */
class MailpulseJobTest {

  private static final Map<String, String> VALUES =
      Map.of(
          "kafka.bootstrap-servers", "broker:9092",
          "tenants.default.pseudonym-key", "env:KEY",
          "checkpoints.path", "file:///checkpoints",
          "warehouse.path", "file:///warehouse",
          "search.url", "http://search:9200");

  @TempDir Path folder;

  @Test
  void theWholeGraphHasUidsAndNoKryo() {
    assertThat(operators(graph(Map.of())))
        .contains("ReadMail", "ScoreMail", "ThreadMood")
        .anyMatch(name -> name.startsWith("IndexMail"))
        .anyMatch(name -> name.startsWith("WriteEmails"));
  }

  @Test
  void nothingThatTheJobMakesIsThrownAway() {
    Ports ports = Connectors.of(PipelineConfig.of(VALUES));

    assertThat(
            List.<Sink<?>>of(
                ports.ingest().landing(),
                ports.ingest().raw(),
                ports.ingest().unread(),
                ports.sentiment().scores(),
                ports.sentiment().alerts(),
                ports.sentiment().aggregates(),
                ports.sentiment().threads(),
                ports.sentiment().unscored()))
        .noneMatch(sink -> sink instanceof DiscardingSink);
    assertThat(ports.sentiment().mailStores())
        .extracting(Store::step)
        .containsExactly(Step.INDEX_MAIL, Step.WRITE_SENTIMENT);
    assertThat(ports.sentiment().firstStores())
        .extracting(Store::step)
        .containsExactly(Step.WRITE_EMAILS);
    assertThat(ports.sentiment().pending()).isPresent();
    assertThat(ports.sentiment().dayStores())
        .extracting(Store::step)
        .containsExactly(Step.WRITE_THREAD_DAYS);
  }

  @Test
  void eachStageIsAJobOfItsOwn() {
    assertThat(operators(graph(Map.of("job.stage", "ingest"))))
        .contains("ReadMail")
        .noneMatch(name -> name.contains("ScoreMail"));
    assertThat(operators(graph(Map.of("job.stage", "sentiment"))))
        .contains("ScoreMail")
        .noneMatch(name -> name.contains("ReadMail"));
  }

  @Test
  void exactlyOnceAndAvroAreDefinedToo() {
    assertThat(
            operators(
                graph(
                    Map.of(
                        "kafka.delivery", "exactly-once",
                        "kafka.value-format", "avro",
                        "kafka.schema-registry-url", "http://registry:8081"))))
        .anyMatch(name -> name.startsWith("PublishAlerts: Committer"));
  }

  @Test
  void argumentsNameAFileAndOverrideIt() throws IOException {
    Path file = folder.resolve("job.properties");
    var lines = new StringBuilder();
    VALUES.forEach((key, value) -> lines.append(key).append('=').append(value).append('\n'));
    Files.writeString(file, lines, StandardCharsets.UTF_8);

    PipelineConfig config =
        MailpulseJob.configuration(
                "--config", file.toString(), "--set", "job.parallelism=3", "job.stage=ingest")
            .orElseThrow();

    assertThat(config.stage()).isEqualTo(Stage.INGEST);
    assertThat(config.job().parallelism()).isEqualTo(3);
    assertThat(config.kafka().bootstrapServers()).isEqualTo("broker:9092");
  }

  @Test
  void aWrongArgumentIsAMistake() {
    assertThatThrownBy(() -> MailpulseJob.configuration("--conf"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("'--conf'");
    assertThatThrownBy(() -> MailpulseJob.configuration("--config", folder.resolve("x").toString()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("there is no such file");
  }

  /** A graph is stored and shown in many places; secrets are read where they are used. */
  @Test
  void noSecretIsInTheGraph() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "planted:in-a-file-of-the-test\n");
    String reference = "file:" + secret;
    JobGraph graph =
        graph(
            Map.of(
                "kafka.delivery",
                "exactly-once",
                "kafka.value-format",
                "avro",
                "kafka.schema-registry-url",
                "http://registry:8081",
                "kafka.schema-registry-credentials",
                reference,
                "kafka.properties.sasl.jaas.config",
                "password=${secret:" + reference + "}",
                "hadoop.fs.s3a.secret.key",
                "${secret:" + reference + "}",
                "search.api-key",
                reference,
                "tenants.default.pseudonym-key",
                reference));

    String bytes =
        new String(InstantiationUtil.serializeObject(graph), StandardCharsets.ISO_8859_1);

    assertThat(bytes).doesNotContain("planted:in-a-file");
    assertThat(bytes)
        .contains(secret.toString())
        .contains("password=${secret:" + reference + "}", "fs.s3a.secret.key");
  }

  private static JobGraph graph(Map<String, String> settings) {
    var values = new HashMap<>(VALUES);
    values.putAll(settings);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    MailpulseJob.define(env, PipelineConfig.of(values));
    return env.getStreamGraph().getJobGraph();
  }

  private static List<String> operators(JobGraph graph) {
    return StreamSupport.stream(graph.getVertices().spliterator(), false)
        .map(JobVertex::getName)
        .flatMap(name -> List.of(name.split(" -> |, |\\(|\\)")).stream())
        .map(String::strip)
        .toList();
  }
}
