package io.mailpulse.flink.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailpulse.connectors.elasticsearch.SearchSettings;
import io.mailpulse.connectors.job.JobSettings;
import io.mailpulse.connectors.kafka.KafkaSettings;
import io.mailpulse.connectors.kafka.KafkaSettings.Bound;
import io.mailpulse.connectors.kafka.KafkaSettings.Delivery;
import io.mailpulse.connectors.kafka.KafkaSettings.Offsets;
import io.mailpulse.connectors.kafka.KafkaSettings.ValueFormat;
import io.mailpulse.flink.config.PipelineConfig.Alerts;
import io.mailpulse.flink.config.PipelineConfig.Events;
import io.mailpulse.flink.config.PipelineConfig.Later;
import io.mailpulse.flink.config.PipelineConfig.ReplyHeaders;
import io.mailpulse.flink.config.PipelineConfig.Scoring;
import io.mailpulse.flink.config.PipelineConfig.Stage;
import io.mailpulse.flink.config.PipelineConfig.Threads;
import io.mailpulse.flink.config.PipelineConfig.WhenDown;
import io.mailpulse.flink.config.PipelineConfig.Windows;
import io.mailpulse.mail.address.AddressPolicy;
import io.mailpulse.mail.attachment.AttachmentSettings;
import io.mailpulse.mail.config.LimitsPreset;
import io.mailpulse.mail.config.ReadingSettings;
import io.mailpulse.mail.config.TenantSettings;
import io.mailpulse.mail.identity.MailIdentity;
import io.mailpulse.model.ScorerSettings;
import io.mailpulse.model.ScorerSettings.TierChoice;
import io.mailpulse.model.aspect.AspectList;
import io.mailpulse.model.remote.RemoteSettings;
import io.mailpulse.model.runtime.RuntimeSettings;
import io.mailpulse.schema.AttachmentUse;
import io.mailpulse.schema.elasticsearch.IndexLayout;
import io.mailpulse.settings.ConfigException;
import io.mailpulse.settings.ConfigException.Mistake;
import io.mailpulse.settings.ConfigText;
import io.mailpulse.settings.SecretRef;
import io.mailpulse.settings.StorageSettings;
import io.mailpulse.settings.tenant.AlertRule;
import io.mailpulse.settings.tenant.TenantProfile;
import io.mailpulse.settings.tenant.Tenants;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineConfigTest {

  @Test
  void theMinimalFileIsTheDefaults() throws IOException {
    assertThat(PipelineConfig.parse("minimal.yaml", file("minimal.yaml"), Map.of()))
        .isEqualTo(
            new PipelineConfig(
                new JobSettings(
                    "mailpulse",
                    1,
                    Duration.ofSeconds(30),
                    URI.create("s3://acme-mailpulse/checkpoints")),
                Stage.ALL,
                new KafkaSettings(
                    "broker:9092",
                    "",
                    "mailpulse",
                    Offsets.COMMITTED,
                    Bound.NEVER,
                    ValueFormat.JSON,
                    Optional.empty(),
                    Optional.empty(),
                    Delivery.AT_LEAST_ONCE,
                    Duration.ofMinutes(15),
                    Map.of()),
                Tenants.NONE,
                new ReadingSettings(
                    LimitsPreset.DEFAULT,
                    MailIdentity.MESSAGE_ID_AND_DATE,
                    AttachmentSettings.defaults(),
                    Map.of(
                        "default",
                        new TenantSettings(
                            AddressPolicy.PSEUDONYM,
                            new SecretRef(SecretRef.Kind.ENV, "MAILPULSE_PSEUDONYM_KEY"),
                            Set.of(),
                            AttachmentUse.CLOSED))),
                ScorerSettings.defaults().withTier(TierChoice.AUTO),
                new Scoring(
                    16,
                    Duration.ofMillis(5),
                    1,
                    256,
                    Duration.ofSeconds(60),
                    3,
                    Duration.ofMillis(200)),
                new Later(
                    WhenDown.PENDING,
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(10),
                    32,
                    Duration.ofHours(24)),
                new Events(
                    Duration.ofMinutes(1),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(5),
                    Duration.ofDays(1),
                    Duration.ofHours(1)),
                Duration.ofDays(30),
                new Threads(Duration.ofDays(90), ReplyHeaders.MIXED),
                new Alerts(0.9, 0.5, Duration.ofMinutes(2)),
                new Windows(Duration.ofMinutes(1), Duration.ofHours(24), Duration.ofMinutes(1)),
                new StorageSettings(
                    URI.create("s3://acme-mailpulse/warehouse"),
                    URI.create("s3://acme-mailpulse/warehouse"),
                    Map.of()),
                Optional.empty()));
  }

  @Test
  void theReferenceFileSetsEveryOption() throws IOException {
    assertThat(PipelineConfig.parse("reference.yaml", file("reference.yaml"), Map.of()))
        .isEqualTo(
            new PipelineConfig(
                new JobSettings(
                    "mailpulse-acme",
                    8,
                    Duration.ofSeconds(60),
                    URI.create("s3://acme-mailpulse/checkpoints")),
                Stage.SENTIMENT,
                new KafkaSettings(
                    "broker-1:9092,broker-2:9092",
                    "acme.",
                    "mailpulse-acme",
                    Offsets.EARLIEST,
                    Bound.LATEST,
                    ValueFormat.AVRO,
                    Optional.of(URI.create("https://registry.acme.example")),
                    Optional.of(SecretRef.parse("aws-secret:acme/registry")),
                    Delivery.EXACTLY_ONCE,
                    Duration.ofMinutes(10),
                    Map.of(
                        "security.protocol",
                        "SASL_SSL",
                        "ssl.key.password",
                        "${secret:aws-secret:acme/kafka#key}")),
                new Tenants(
                    Map.of(
                        "default",
                        TenantProfile.PLAIN,
                        "acme-sales",
                        new TenantProfile(
                            Set.of("acme.example", "acme-sales.example"),
                            Map.of(
                                "billing",
                                Set.of("invoices@acme.example", "accounts@acme.example"),
                                "sales",
                                Set.of("sales@acme-sales.example")),
                            Optional.of(Duration.ofDays(730)),
                            Optional.of(0.85),
                            Optional.of(0.6),
                            Set.of(AlertRule.THREAD_TURNED_NEGATIVE)))),
                new ReadingSettings(
                    LimitsPreset.STRICT,
                    MailIdentity.MESSAGE_ID,
                    new AttachmentSettings(
                        5,
                        5_000_000,
                        50_000,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15),
                        512,
                        "/opt/mailpulse/attachments.jar"),
                    Map.of(
                        "default",
                        new TenantSettings(
                            AddressPolicy.PSEUDONYM,
                            new SecretRef(SecretRef.Kind.ENV, "MAILPULSE_PSEUDONYM_KEY"),
                            Set.of(),
                            AttachmentUse.READ),
                        "acme-sales",
                        new TenantSettings(
                            AddressPolicy.KEEP,
                            new SecretRef(SecretRef.Kind.FILE, "/run/secrets/acme-sales"),
                            Set.of("de", "en", "fr"),
                            AttachmentUse.SCORED)),
                    "/opt/mailpulse/names"),
                ScorerSettings.defaults()
                    .withBundle("s3://acme-mailpulse/models/support@2")
                    .withRemote(
                        RemoteSettings.of(
                                URI.create("https://models.acme.example/v2/models/support/infer"),
                                RemoteSettings.Protocol.TRITON)
                            .withModel("support@2")
                            .withTimeout(Duration.ofSeconds(1))
                            .withAttempts(2))
                    .withRuntime(
                        new RuntimeSettings(
                            RuntimeSettings.Device.CUDA, RuntimeSettings.DEFAULT.tokenBudget()))
                    .withCacheEntries(10_000)
                    .withAspects(Map.of("default", AspectList.parse(file("aspects.json")))),
                new Scoring(
                    32,
                    Duration.ofMillis(2),
                    2,
                    512,
                    Duration.ofSeconds(20),
                    5,
                    Duration.ofMillis(100)),
                new Later(
                    WhenDown.DEAD_LETTER,
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(5),
                    64,
                    Duration.ofHours(6)),
                new Events(
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(1),
                    Duration.ofDays(3),
                    Duration.ZERO),
                Duration.ofDays(7),
                new Threads(Duration.ofDays(30), ReplyHeaders.MISSING),
                new Alerts(0.8, 0.4, Duration.ofSeconds(30)),
                new Windows(Duration.ofMinutes(5), Duration.ofHours(12), Duration.ofSeconds(5)),
                new StorageSettings(
                    URI.create("s3://acme-mailpulse/warehouse"),
                    URI.create("s3://acme-mailpulse-raw"),
                    Map.of("fs.s3a.path.style.access", "true")),
                Optional.of(
                    new SearchSettings(
                        URI.create("https://search.acme.example"),
                        Optional.of(new SecretRef(SecretRef.Kind.ENV, "MAILPULSE_SEARCH_KEY")),
                        IndexLayout.PER_TENANT_AND_MONTH,
                        256,
                        SearchSettings.WhenFull.NONE))));
  }

  @Test
  void theReferenceFileNamesEveryOptionOnce() throws IOException {
    Set<String> keys =
        ConfigText.yaml(file("reference.yaml"), new java.util.ArrayList<>()).keySet();

    assertThat(Options.ALL)
        .allSatisfy(option -> assertThat(keys).as(option.key()).anyMatch(option::matches));
  }

  @Test
  void reportsAllMistakesTogetherEachWithItsKey() {
    var e =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                PipelineConfig.parse(
                    "broken.yaml",
                    """
                    kafka:
                      value-format: xml
                      group-ids: mailpulse
                    tenants:
                      default:
                        pseudonym-key: hunter2
                      acme:
                        languages: [en]
                      sales:
                        pseudonym-key: literal:swordfish
                    score:
                      max-batch: 512
                      timeout: soon
                    model:
                      device: tpu
                      tier: remote
                      remote.format: grpc
                      aspects:
                        acme: /there/is/no/list.json
                    alerts:
                      neg-rate: 50
                    job.parallelism: 1.5
                    job.name: a
                    job:
                      name: b
                    checkpoints.path: file:///state
                    """,
                    Map.of()));

    assertThat(e.mistakes())
        .containsExactlyInAnyOrder(
            new Mistake("job.name", "is set twice"),
            new Mistake("job.parallelism", "expected a whole number, found '1.5'"),
            new Mistake("kafka.bootstrap-servers", "must be set (host:port, ...)"),
            new Mistake("kafka.value-format", "expected json | avro, found 'xml'"),
            new Mistake(
                "tenants.default.pseudonym-key",
                "expected env:NAME, file:PATH, aws-secret:NAME or, for demos, literal:VALUE"),
            new Mistake("tenants.acme.pseudonym-key", "must be set (secret reference)"),
            new Mistake("tenants.sales.pseudonym-key", "expected at least 16 bytes"),
            new Mistake(
                "score.timeout",
                "expected a duration such as 250 ms, 60 s, 5 min, 24 h, 30 d, found 'soon'"),
            new Mistake(
                "score.max-batch",
                "expected at most score.capacity (256), found 512: a batch could never fill"),
            new Mistake(
                "model.remote.url", "must be set with model.tier: remote (URI (http, https))"),
            new Mistake("model.remote.format", "expected tei | triton, found 'grpc'"),
            new Mistake("model.device", "expected cpu | cuda, found 'tpu'"),
            new Mistake(
                "model.aspects.acme",
                "expected an aspect list, found no file at '/there/is/no/list.json'"),
            new Mistake("alerts.neg-rate", "expected a number from 0 to 1, found '50'"),
            new Mistake("warehouse.path", "must be set (path or URI)"),
            new Mistake("kafka.group-ids", "no such option; is it kafka.group-id?"));
    assertThat(e)
        .hasMessageContaining("16 mistakes")
        .hasMessageNotContainingAny("hunter2", "swordfish");
  }

  @Test
  void aTransactionMustOutliveTheCheckpointInterval() throws IOException {
    var e =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                PipelineConfig.parse(
                    "minimal.yaml",
                    file("minimal.yaml"),
                    Map.of(
                        "kafka.delivery", "exactly-once",
                        "kafka.transaction-timeout", "10 s",
                        "checkpoints.interval", "30 s")));

    assertThat(e.mistakes()).extracting(Mistake::key).containsExactly("kafka.transaction-timeout");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "x:",
        ":9092",
        "x:0",
        "x:65536",
        "x:9e3",
        "http://x:9092",
        "a:1,,b:2",
        "::1:9092"
      })
  void refusesBrokersThatNoClientCouldReach(String brokers) throws IOException {
    var e =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                PipelineConfig.parse(
                    "minimal.yaml",
                    file("minimal.yaml"),
                    Map.of("kafka.bootstrap-servers", brokers)));

    assertThat(e.mistakes()).extracting(Mistake::key).containsExactly("kafka.bootstrap-servers");
    assertThat(e).hasMessageContaining(brokers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:9092", "a-1.b.example:9092, c:19092", "[::1]:9092"})
  void takesBrokersByNameAndAddress(String brokers) throws IOException {
    PipelineConfig config =
        PipelineConfig.parse(
            "minimal.yaml", file("minimal.yaml"), Map.of("kafka.bootstrap-servers", brokers));

    assertThat(config.kafka().bootstrapServers()).isEqualTo(brokers);
  }

  @Test
  void readsKeyValueLinesAsWell() {
    PipelineConfig config =
        PipelineConfig.parse(
            "job.properties",
            """
            # a comment
            kafka.bootstrap-servers = localhost:9092
            tenants.default.pseudonym-key = literal:the key of a demo
            checkpoints.path=file:///tmp/state
            warehouse.path=file:///tmp/warehouse
            """,
            Map.of("kafka.topic-prefix", "t."));

    assertThat(config.kafka().topic("emails.raw.v1")).isEqualTo("t.emails.raw.v1");
    assertThat(config.reading().tenants().get("default").pseudonymKey().resolve())
        .isEqualTo("the key of a demo");
  }

  @Test
  void brokenYamlIsAMistakeWithItsLine() {
    var e =
        catchThrowableOfType(
            ConfigException.class,
            () -> PipelineConfig.parse("x.yaml", "job:\n  name: [a\n", Map.of()));

    assertThat(e.mistakes().get(0).key()).isEqualTo("(file)");
    assertThat(e.mistakes().get(0).problem()).startsWith("not YAML").contains("line");
  }

  @Test
  void aSecretIsNeverPrinted() {
    assertThat(new SecretRef(SecretRef.Kind.LITERAL, "hunter2").toString())
        .isEqualTo("literal:***");
  }

  private static String file(String name) throws IOException {
    try (var in = PipelineConfig.class.getResourceAsStream("/config/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
