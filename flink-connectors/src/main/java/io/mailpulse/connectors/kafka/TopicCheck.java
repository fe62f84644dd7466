package io.mailpulse.connectors.kafka;

import io.mailpulse.schema.topic.Topic;
import io.mailpulse.schema.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker for the topics of a job before it starts: a job that misses one would restart for
 * ever, with an error that names neither the topic nor the remedy.
 */
public final class TopicCheck {

  private static final Logger LOG = LoggerFactory.getLogger(TopicCheck.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private TopicCheck() {}

  /**
   * Makes sure that all topics are there, and warns of those whose times are their writers'.
   *
   * <p>Where the client's secrets are not at hand, as on a machine that only submits, nothing is
   * checked; the log says so.
   *
   * @throws TopicCheckException if topics are missing or may not be used, or no broker answers
   */
  public static void require(KafkaSettings kafka, List<Topic<?>> topics) {
    try (Admin admin = Admin.create(settings(kafka))) {
      check(admin, kafka, topics).ifPresent(LOG::warn);
    } catch (KafkaException e) {
      LOG.info("the topics were not checked, as no client can be made here: {}", e.getMessage());
    }
  }

  /** What the topics should be otherwise, if they can be used. */
  static Optional<String> check(Admin admin, KafkaSettings kafka, List<Topic<?>> topics) {
    List<String> names = topics.stream().map(topic -> kafka.topic(topic.name())).toList();
    Map<String, KafkaFuture<TopicDescription>> found =
        admin.describeTopics(names).topicNameValues();
    var missing = new ArrayList<String>();
    var forbidden = new ArrayList<String>();
    for (String name : names) {
      sort(name, found.get(name), kafka, missing, forbidden);
    }
    refuse(missing, forbidden, kafka);
    return ArrivalTimes.warning(admin, inputs(kafka, names));
  }

  private static List<String> inputs(KafkaSettings kafka, List<String> names) {
    return Stream.of(Topics.MIME, Topics.RAW)
        .map(topic -> kafka.topic(topic.name()))
        .filter(names::contains)
        .toList();
  }

  private static Map<String, Object> settings(KafkaSettings kafka) {
    var settings = new HashMap<String, Object>();
    settings.put(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(PATIENCE.toMillis()));
    settings.put(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(PATIENCE.toMillis() / 2));
    settings.putAll(kafka.clientProperties());
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    return settings;
  }

  private static void sort(
      String name,
      KafkaFuture<TopicDescription> description,
      KafkaSettings kafka,
      List<String> missing,
      List<String> forbidden) {
    try {
      description.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TopicCheckException("interrupted while the topics were looked for", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        missing.add(name);
      } else if (e.getCause() instanceof AuthorizationException) {
        forbidden.add(name);
      } else {
        throw new TopicCheckException(
            "no Kafka broker answers at "
                + kafka.bootstrapServers()
                + " ("
                + e.getCause().getMessage()
                + "): check kafka.bootstrap-servers and kafka.properties, and that it runs",
            e.getCause());
      }
    }
  }

  private static void refuse(List<String> missing, List<String> forbidden, KafkaSettings kafka) {
    var problems = new ArrayList<String>();
    if (!missing.isEmpty()) {
      problems.add(
          "the broker at "
              + kafka.bootstrapServers()
              + " has no topic "
              + String.join(", ", missing)
              + ": create "
              + (missing.size() == 1 ? "it" : "them")
              + " or set kafka.topic-prefix");
    }
    if (!forbidden.isEmpty()) {
      problems.add(
          "the client may not describe "
              + String.join(", ", forbidden)
              + ": give it the right, or other credentials in kafka.properties");
    }
    if (!problems.isEmpty()) {
      throw new TopicCheckException(String.join("; ", problems));
    }
  }
}
