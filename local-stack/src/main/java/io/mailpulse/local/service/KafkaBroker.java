package io.mailpulse.local.service;

import io.mailpulse.local.LocalStackException;
import io.mailpulse.schema.topic.Topic;
import io.mailpulse.schema.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A Kafka broker and controller in this JVM, without ZooKeeper, with our topics on it. */
public final class KafkaBroker implements AutoCloseable {

  /** The largest record that the broker takes: a mail of 1 MB as JSON, with room to spare. */
  public static final int LARGEST_RECORD_BYTES = 16 << 20;

  private static final int USUAL_PORT = 9092;
  private static final int USUAL_CONTROLLER_PORT = 19092;
  private static final int ATTEMPTS = 3;

  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private KafkaBroker(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts a broker.
   *
   * @param folder an empty or missing folder for its log
   * @param partitions of each topic
   * @throws LocalStackException if it does not start
   */
  public static KafkaBroker start(Path folder, int partitions) {
    RuntimeException last = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      // Between looking for a port and taking it another program may be quicker.
      int port = FreePorts.nextFree(USUAL_PORT);
      int controllerPort = FreePorts.nextFree(USUAL_CONTROLLER_PORT);
      try {
        return start(folder.resolve("attempt-" + attempt), port, controllerPort, partitions);
      } catch (RuntimeException e) {
        last = e;
      }
    }
    throw new LocalStackException(
        "the Kafka broker did not start in "
            + ATTEMPTS
            + " attempts ("
            + last.getMessage()
            + "): check that "
            + folder
            + " can be written and has space",
        last);
  }

  private static KafkaBroker start(Path folder, int port, int controllerPort, int partitions) {
    format(folder);
    var server =
        new KafkaRaftServer(new KafkaConfig(properties(folder, port, controllerPort)), Time.SYSTEM);
    String bootstrapServers = "127.0.0.1:" + port;
    try {
      server.startup();
      createTopics(bootstrapServers, partitions);
    } catch (RuntimeException e) {
      server.shutdown();
      throw e;
    }
    return new KafkaBroker(server, bootstrapServers);
  }

  private static void format(Path folder) {
    var said = new ByteArrayOutputStream();
    try {
      Files.createDirectories(folder);
      var formatter = new Formatter();
      formatter.setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8));
      formatter.setNodeId(1);
      formatter.setClusterId(Uuid.randomUuid().toString());
      formatter.setReleaseVersion(MetadataVersion.latestProduction());
      formatter.addDirectory(folder.toString());
      formatter.setMetadataLogDirectory(folder.toString());
      formatter.setControllerListenerName("CONTROLLER");
      formatter.setUnstableFeatureVersionsEnabled(false);
      formatter.setIgnoreFormatted(false);
      formatter.run();
    } catch (IOException e) {
      throw new LocalStackException("the folder " + folder + " cannot be written: " + e, e);
    } catch (Exception e) {
      throw new LocalStackException(
          "the folder "
              + folder
              + " cannot be made a Kafka log ("
              + e.getMessage()
              + "): "
              + said.toString(StandardCharsets.UTF_8).strip(),
          e);
    }
  }

  private static Map<String, String> properties(Path folder, int port, int controllerPort) {
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", "1"),
        Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
        Map.entry(
            "listeners",
            "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
        Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
        Map.entry("controller.listener.names", "CONTROLLER"),
        Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
        Map.entry("inter.broker.listener.name", "PLAINTEXT"),
        Map.entry("log.dirs", folder.toString()),
        Map.entry("message.max.bytes", String.valueOf(LARGEST_RECORD_BYTES)),
        Map.entry("replica.fetch.max.bytes", String.valueOf(LARGEST_RECORD_BYTES)),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "1"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.num.partitions", "1"),
        Map.entry("transaction.max.timeout.ms", "3600000"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        Map.entry("auto.create.topics.enable", "false"));
  }

  private static void createTopics(String bootstrapServers, int partitions) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(topics(partitions)).all().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalStackException("interrupted while the topics were created", e);
    } catch (ExecutionException e) {
      throw new LocalStackException("the topics cannot be created: " + e.getMessage(), e);
    }
  }

  private static List<NewTopic> topics(int partitions) {
    return Topics.ALL.stream()
        .map(
            topic -> {
              var made = new NewTopic(topic.name(), partitions, (short) 1);
              return topic.cleanup() == Topic.Cleanup.ALL_BUT_LAST
                  ? made.configs(Map.of("cleanup.policy", "compact"))
                  : made;
            })
        .toList();
  }

  /** Where clients connect, as {@code host:port}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
