package io.mailpulse.flink;

import io.mailpulse.connectors.delta.BufferLimits;
import io.mailpulse.connectors.delta.DeltaSink;
import io.mailpulse.connectors.delta.DeltaTarget;
import io.mailpulse.connectors.delta.RowConverter;
import io.mailpulse.connectors.elasticsearch.ElasticsearchSink;
import io.mailpulse.connectors.elasticsearch.SearchEndpoint;
import io.mailpulse.connectors.elasticsearch.SearchLimits;
import io.mailpulse.connectors.elasticsearch.SearchSettings;
import io.mailpulse.connectors.kafka.KafkaTopics;
import io.mailpulse.connectors.landing.RawLandingSink;
import io.mailpulse.connectors.overflow.NoOverflow;
import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.flink.read.ConfiguredReading;
import io.mailpulse.flink.read.UnreadableMail;
import io.mailpulse.flink.read.UnreadablePending;
import io.mailpulse.flink.read.UnreadableRaw;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.flink.score.ConfiguredModel;
import io.mailpulse.flink.store.EmailDocument;
import io.mailpulse.flink.store.MailRows;
import io.mailpulse.schema.topic.Topic;
import io.mailpulse.schema.topic.Topics;
import io.mailpulse.schema.warehouse.TableDefinition;
import io.mailpulse.schema.warehouse.WarehouseTables;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;

/** The ports of production, as a configuration names them. */
final class Connectors {

  private final PipelineConfig config;
  private final KafkaTopics topics;

  private Connectors(PipelineConfig config) {
    this.config = config;
    this.topics = new KafkaTopics(config.kafka());
  }

  static Ports of(PipelineConfig config) {
    var connectors = new Connectors(config);
    return new Ports(connectors.ingest(), connectors.sentiment());
  }

  /** The topics that a job of these stages reads or writes. */
  static List<Topic<?>> topics(PipelineConfig.Stage stage) {
    return switch (stage) {
      case ALL -> Topics.ALL;
      case INGEST -> List.of(Topics.MIME, Topics.RAW, Topics.DEAD_LETTERS);
      case SENTIMENT -> Topics.ALL.stream().filter(topic -> topic != Topics.MIME).toList();
    };
  }

  private Ports.Ingest ingest() {
    return new Ports.Ingest(
            topics.source(Topics.MIME, new UnreadableMail()),
            new ConfiguredReading(config.reading()))
        .landing(new RawLandingSink(config.storage().landing()))
        .raw(topics.sink(Topics.RAW))
        .unread(topics.sink(Topics.DEAD_LETTERS, "-unread"));
  }

  private Ports.Sentiment sentiment() {
    Ports.Sentiment ports =
        new Ports.Sentiment(
                topics.source(Topics.RAW, new UnreadableRaw()), new ConfiguredModel(config.model()))
            .pending(
                topics.source(Topics.PENDING, new UnreadablePending()), topics.sink(Topics.PENDING))
            .scores(topics.sink(Topics.SENTIMENT))
            .alerts(topics.sink(Topics.ALERTS))
            .aggregates(topics.sink(Topics.AGGREGATES))
            .threads(topics.sink(Topics.THREADS))
            .unscored(topics.sink(Topics.DEAD_LETTERS, "-unscored"));
    config.search().ifPresent(search -> ports.storeMails(Step.INDEX_MAIL, search(search)));
    return ports
        .storeFirst(Step.WRITE_EMAILS, table(WarehouseTables.DIM_EMAIL, MailRows::dimEmail))
        .storeMails(
            Step.WRITE_SENTIMENT, table(WarehouseTables.FACT_SENTIMENT, MailRows::factSentiment))
        .storeDays(
            Step.WRITE_THREAD_DAYS,
            table(WarehouseTables.THREAD_DAY_SNAPSHOTS, MailRows::threadDay));
  }

  private Sink<ScoredMail> search(SearchSettings search) {
    return new ElasticsearchSink<>(
        new SearchEndpoint(List.of(search.url()), Map.of(), search.apiKey().orElse(null)),
        new EmailDocument(search.indices()),
        SearchLimits.DEFAULT.withPendingBytes((long) search.pendingMib() << 20),
        topics.rejectedWrites(),
        search.overflow() == SearchSettings.WhenFull.TOPIC
            ? topics.searchOverflow()
            : NoOverflow.factory());
  }

  private <T> Sink<T> table(TableDefinition table, RowConverter<T> rows) {
    return new DeltaSink<>(
        DeltaTarget.under(
            config.storage().warehouse().toString(), table, config.storage().hadoop()),
        rows,
        BufferLimits.DEFAULT,
        Step.numberingUid(table.name()));
  }
}
