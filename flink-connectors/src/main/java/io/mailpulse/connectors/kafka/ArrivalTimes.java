package io.mailpulse.connectors.kafka;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who says when a record reached its topic: the broker, or whoever writes it. Event time relies on
 * it: a mail never runs further ahead than it arrived, and one that was old by then is history.
 */
final class ArrivalTimes {

  private static final Logger LOG = LoggerFactory.getLogger(ArrivalTimes.class);
  private static final String SETTING = TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
  private static final String BY_BROKER = "LogAppendTime";

  private ArrivalTimes() {}

  /**
   * What is wrong with the topics; empty if nothing is, or if the client may not look, since a job
   * runs all the same.
   */
  static Optional<String> warning(Admin admin, Collection<String> topics) {
    var byWriters = new TreeSet<String>();
    Map<ConfigResource, KafkaFuture<Config>> found =
        admin
            .describeConfigs(
                topics.stream()
                    .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                    .collect(Collectors.toList()))
            .values();
    for (Map.Entry<ConfigResource, KafkaFuture<Config>> topic : found.entrySet()) {
      try {
        ConfigEntry who = topic.getValue().get().get(SETTING);
        if (who != null && !BY_BROKER.equals(who.value())) {
          byWriters.add(topic.getKey().name());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new TopicCheckException("interrupted while the topics were looked at", e);
      } catch (ExecutionException e) {
        LOG.info(
            "the settings of topic {} were not looked at: {}",
            topic.getKey().name(),
            e.getCause().toString());
      }
    }
    return byWriters.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the records of "
                + String.join(", ", byWriters)
                + " bear the time that their writer says, and event time relies on it: set "
                + SETTING
                + '='
                + BY_BROKER
                + " on the topic, so that no wrong clock makes live mail late or history");
  }
}
