package io.mailpulse.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.schema.topic.Topic;
import io.mailpulse.schema.topic.Topics;
import io.mailpulse.settings.ConfigValues;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConfigsResult;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

/** On a client without a broker. */
class TopicCheckTest {

  private static final List<Topic<?>> USED = List.of(Topics.MIME, Topics.RAW, Topics.AGGREGATES);

  private final Map<String, KafkaFuture<Config>> topics = new HashMap<>();
  private final Set<String> missing = new HashSet<>();

  @Test
  void topicsWhoseWritersTellTheTimeAreNamedWithTheRemedy() {
    topics.put("our.mail.mime.v1", with("message.timestamp.type", "CreateTime"));
    topics.put("our.emails.raw.v1", with("message.timestamp.type", "LogAppendTime"));
    topics.put("our.emails.aggregates.v1", with("message.timestamp.type", "CreateTime"));

    assertThat(warning())
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .contains("our.mail.mime.v1", "message.timestamp.type=LogAppendTime")
                    .doesNotContain("emails.raw.v1", "emails.aggregates.v1"));
  }

  @Test
  void topicsWhoseBrokerTellsTheTimeAreAsTheyShouldBe() {
    topics.put("our.mail.mime.v1", with("message.timestamp.type", "LogAppendTime"));
    topics.put("our.emails.raw.v1", with("cleanup.policy", "delete"));

    assertThat(warning()).isEmpty();
  }

  @Test
  void aClientThatMayNotLookIsToldNothingAboutThatTopicAlone() {
    var forbidden = new KafkaFutureImpl<Config>();
    forbidden.completeExceptionally(new TopicAuthorizationException("our.mail.mime.v1"));
    topics.put("our.mail.mime.v1", forbidden);
    topics.put("our.emails.raw.v1", with("message.timestamp.type", "CreateTime"));

    assertThat(warning())
        .hasValueSatisfying(
            text -> assertThat(text).contains("emails.raw.v1").doesNotContain("mail.mime.v1"));
  }

  private static KafkaFuture<Config> with(String name, String value) {
    return KafkaFuture.completedFuture(new Config(List.of(new ConfigEntry(name, value))));
  }

  private Optional<String> warning() {
    var values = Map.of("kafka.bootstrap-servers", "broker:9092", "kafka.topic-prefix", "our.");
    return TopicCheck.check(
        admin(), KafkaOptions.read(ConfigValues.of(values), Duration.ofSeconds(30)), USED);
  }

  @Test
  void aTopicThatIsMissingIsNamedWithTheRemedy() {
    missing.add("our.emails.raw.v1");

    assertThatThrownBy(this::warning)
        .isInstanceOf(TopicCheckException.class)
        .hasMessageContaining("has no topic our.emails.raw.v1: create it");
  }

  /** A client whose broker has all topics but those that are missing. */
  private Admin admin() {
    return (Admin)
        Proxy.newProxyInstance(
            Admin.class.getClassLoader(),
            new Class<?>[] {Admin.class},
            (proxy, method, arguments) -> {
              Collection<?> asked = (Collection<?>) arguments[0];
              return switch (method.getName()) {
                case "describeTopics" -> descriptions(asked);
                case "describeConfigs" -> settings(asked);
                default -> throw new UnsupportedOperationException(method.getName());
              };
            });
  }

  private DescribeTopicsResult descriptions(Collection<?> names) {
    var found = new HashMap<String, KafkaFuture<TopicDescription>>();
    for (Object name : names) {
      var description = new KafkaFutureImpl<TopicDescription>();
      if (missing.contains(name)) {
        description.completeExceptionally(new UnknownTopicOrPartitionException());
      } else {
        description.complete(new TopicDescription(name.toString(), false, List.of()));
      }
      found.put(name.toString(), description);
    }
    return new DescribeTopicsResult(null, found) {};
  }

  private DescribeConfigsResult settings(Collection<?> resources) {
    var found = new HashMap<ConfigResource, KafkaFuture<Config>>();
    for (Object resource : resources) {
      var topic = (ConfigResource) resource;
      found.put(topic, topics.get(topic.name()));
    }
    return new DescribeConfigsResult(found) {};
  }
}
