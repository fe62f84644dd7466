package io.mailpulse.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.flink.MailpulseJob;
import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.generate.GeneratorSettings;
import io.mailpulse.generate.truth.Truth;
import io.mailpulse.generate.truth.TruthFile;
import io.mailpulse.local.find.ResultTopics;
import io.mailpulse.local.find.TopicContents;
import io.mailpulse.local.generate.GenerateRun;
import io.mailpulse.local.generate.Pacer;
import io.mailpulse.local.generate.TopicOutput;
import io.mailpulse.local.service.FlinkCluster;
import io.mailpulse.local.service.KafkaBroker;
import io.mailpulse.local.service.SharedServices;
import io.mailpulse.local.store.DeltaContent;
import io.mailpulse.local.store.TopicsContent;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Mail in all languages, with duplicates, disorder, late parents and broken mails, through the
 * broker and the job: Kafka and Delta hold what the truth says.
 */
class GeneratedMailIT {

  private static final int SUBTASKS = 2;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES) // a job that never ends would be waited for
  void whatComesOutIsTrueOfWhatWentIn() throws Exception {
    Path work = SharedServices.folder("generated");
    Path truthFile = work.resolve("truth.jsonl");
    Path warehouse = work.resolve("warehouse");
    GeneratorSettings settings =
        GeneratorSettings.builder()
            .seed(3)
            .mails(300)
            .tenants(List.of("acme", "globex"))
            .duplicates(0.1)
            .disorder(0.2)
            .lateParents(0.2)
            // Without headers, a late parent whose answer is known stays apart from the rest.
            .replyHeaders(1)
            .bursts(0.2)
            .sourTenant("globex")
            .damaged(0.02)
            .large(0.01)
            .planted(0.8)
            .personalIds(0.2)
            .build();
    CheckResult result;
    try (var broker = KafkaBroker.start(work.resolve("kafka"), SUBTASKS);
        var flink = FlinkCluster.start(SUBTASKS)) {
      try (var output = new TopicOutput(broker.bootstrapServers(), warehouse)) {
        GenerateRun.write(settings, output, Pacer.NONE, Optional.of(truthFile));
      }
      var job = flink.submit(job(broker, work, warehouse));
      assertThat(flink.awaitEnd(job)).isEqualTo(JobStatus.FINISHED);
      TopicContents topics = read(broker);
      Truth truth = TruthFile.read(truthFile);
      result =
          TruthCheck.check(
              truth,
              Optional.of(topics),
              List.of(TopicsContent.of(topics), DeltaContent.of(warehouse)),
              CheckSettings.STRICT);
    }

    assertThat(result.differences()).as("%s", result.figures()).isEmpty();
    assertThat((int) result.figures().get("mails")).isGreaterThanOrEqualTo(300);
    assertThat((int) result.figures().get("duplicates")).isGreaterThan(15);
    assertThat((int) result.figures().get("dead_letters")).isPositive();
  }

  private static TopicContents read(KafkaBroker broker) {
    try (var topics = ResultTopics.follow(broker.bootstrapServers())) {
      topics.catchUp();
      return topics.findings();
    }
  }

  private static StreamExecutionEnvironment job(KafkaBroker broker, Path work, Path warehouse) {
    Map<String, String> values = new HashMap<>();
    values.put("job.parallelism", String.valueOf(SUBTASKS));
    values.put("kafka.bootstrap-servers", broker.bootstrapServers());
    values.put("kafka.starting-offsets", "earliest");
    values.put("kafka.stop-at", "latest");
    values.put("kafka.properties.max.request.size", String.valueOf(16 << 20));
    // Mails are read as fast as they come: alerts are judged when all are in.
    values.put("events.out-of-orderness", "36500 d");
    values.put("tenants.default.pseudonym-key", "literal:a-key-for-one-test-only");
    values.put("model.tier", "fast");
    values.put("checkpoints.interval", "5 s");
    values.put("checkpoints.path", work.resolve("checkpoints").toUri().toString());
    values.put("warehouse.path", warehouse.toUri().toString());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
    MailpulseJob.define(env, PipelineConfig.of(values));
    return env;
  }
}
