package io.mailpulse.local.demo;

import io.mailpulse.local.LocalStackException;
import io.mailpulse.local.service.ElasticsearchServer;
import io.mailpulse.local.service.FlinkCluster;
import io.mailpulse.local.service.KafkaBroker;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The services of a demo. They start side by side and stop in the opposite order of their use. */
final class Stack implements AutoCloseable {

  private final KafkaBroker kafka;
  private final FlinkCluster flink;
  private final Optional<ElasticsearchServer> search;

  private Stack(KafkaBroker kafka, FlinkCluster flink, Optional<ElasticsearchServer> search) {
    this.kafka = kafka;
    this.flink = flink;
    this.search = search;
  }

  static Stack start(Path kafkaFolder, Optional<Path> searchZip, int parallelism) {
    var search =
        searchZip.map(zip -> CompletableFuture.supplyAsync(() -> ElasticsearchServer.start(zip)));
    KafkaBroker kafka = null;
    try {
      kafka = KafkaBroker.start(kafkaFolder, parallelism);
      var flink = FlinkCluster.start(parallelism);
      try {
        return new Stack(kafka, flink, search.map(CompletableFuture::join));
      } catch (CompletionException e) {
        flink.close();
        throw e;
      }
    } catch (CompletionException e) {
      kafka.close();
      throw e.getCause() instanceof LocalStackException ours ? ours : e;
    } catch (LocalStackException e) {
      if (kafka != null) {
        kafka.close();
      }
      search.ifPresent(starting -> starting.thenAccept(ElasticsearchServer::close).join());
      throw e;
    }
  }

  KafkaBroker kafka() {
    return kafka;
  }

  FlinkCluster flink() {
    return flink;
  }

  Optional<ElasticsearchServer> search() {
    return search;
  }

  @Override
  public void close() {
    flink.close();
    search.ifPresent(ElasticsearchServer::close);
    kafka.close();
  }
}
