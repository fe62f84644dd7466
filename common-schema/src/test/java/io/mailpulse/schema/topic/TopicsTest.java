package io.mailpulse.schema.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.schema.ThreadSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class TopicsTest {

  @Test
  void everyTopicIsInTheListUnderANameOfItsOwn() {
    assertThat(Topics.ALL)
        .extracting(Topic::name)
        .containsExactly(
            "mail.mime.v1",
            "emails.raw.v1",
            "emails.sentiment.v1",
            "emails.alerts.v1",
            "emails.pending.v1",
            "emails.aggregates.v1",
            "emails.threads.v1",
            "emails.search-overflow.v1",
            "emails.dead-letters.v1",
            "emails.replays.v1");
  }

  @Test
  void recordsOfAThreadGoToOnePartition() {
    var thread = new ThreadSnapshot();
    thread.setTenantId("acme");
    thread.setThreadId("t1");

    assertThat(Topics.THREADS.key().of(thread)).isEqualTo("acme|t1");
  }

  @Test
  void aTopicTravelsWithTheJob() throws IOException {
    for (Topic<?> topic : Topics.ALL) {
      new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(topic);
    }
  }
}
