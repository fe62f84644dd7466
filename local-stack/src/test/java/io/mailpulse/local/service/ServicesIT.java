package io.mailpulse.local.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.schema.topic.Topic;
import io.mailpulse.schema.topic.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServices.class)
class ServicesIT {

  @Test
  void theBrokerKeepsWhatItIsGiven() throws Exception {
    try (var broker = KafkaBroker.start(SharedServices.folder("kafka"), 2)) {
      Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
      try (var producer =
          new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
        producer.send(new ProducerRecord<>(Topics.MIME.name(), 1, null, bytes("a mail"))).get();
      }
      try (var consumer =
          new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
        var partitions = List.of(new TopicPartition(Topics.MIME.name(), 1));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        assertThat(consumer.listTopics())
            .containsKeys(Topics.ALL.stream().map(Topic::name).toArray(String[]::new));
        assertThat(consumer.poll(Duration.ofSeconds(20)))
            .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
            .containsExactly("a mail");
      }
    }
  }

  @Test
  void twoBrokersRunSideBySideOnTheNextFreePorts() throws Exception {
    try (var first = KafkaBroker.start(SharedServices.folder("kafka"), 1);
        var second = KafkaBroker.start(SharedServices.folder("kafka"), 1)) {
      assertThat(first.bootstrapServers()).isNotEqualTo(second.bootstrapServers());
    }
  }

  @Test
  void theSearchServerFindsWhatItIsGiven(ElasticsearchServer search) throws Exception {
    send(search.uri().resolve("/t/_doc/1?refresh=true"), "PUT", "{\"subject\":\"late delivery\"}");

    assertThat(send(search.uri().resolve("/t/_search?q=subject:delivery"), "GET", ""))
        .contains("late delivery");
  }

  @Test
  void theClusterShowsItsWebPagesBesideAProgramOnItsPort() throws Exception {
    try (var taken =
            new ServerSocket(FreePorts.nextFree(8081), 1, InetAddress.getLoopbackAddress());
        var cluster = FlinkCluster.start(1)) {
      assertThat(cluster.webUi().getPort()).isNotEqualTo(taken.getLocalPort());
      assertThat(page(cluster.webUi().resolve("/index.html"))).contains("<title>");
      assertThat(page(cluster.webUi().resolve("/overview"))).contains("1.20");
    }
  }

  /** A page of a cluster that may still be choosing its leader: it says so until it has one. */
  private static String page(URI uri) throws Exception {
    String page = send(uri, "GET", "");
    while (page.contains("ongoing leader election")) {
      Thread.sleep(50);
      page = send(uri, "GET", "");
    }
    return page;
  }

  private static String send(URI uri, String method, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
