package io.mailpulse.flink.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mailpulse.flink.config.PipelineConfig;
import io.mailpulse.flink.score.ScoreFailure.Blame;
import io.mailpulse.model.Score;
import io.mailpulse.model.Text;
import io.mailpulse.schema.RedactedText;
import io.mailpulse.schema.ScorerTier;
import io.mailpulse.schema.SentimentLabel;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.testkit.LoopbackServer;
import io.mailpulse.testkit.LoopbackServer.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The job's batches against a model server on loopback that only the configuration names. */
class RemoteModelTest {

  private static final String POSITIVE =
      "[[{\"label\":\"negative\",\"score\":0.1},{\"label\":\"neutral\",\"score\":0.1},"
          + "{\"label\":\"positive\",\"score\":0.8}]]";

  private LoopbackServer server;

  @BeforeEach
  void start() throws IOException {
    server = new LoopbackServer().on("/predict", request -> Response.ok(POSITIVE));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theConfigurationAloneSendsMailsToTheServer() throws Exception {
    PipelineConfig config = config();
    try (var scorer = new ConfiguredModel(config.model()).open();
        var batcher = new MicroBatcher(scorer, config.score())) {
      Score score = batcher.submit(text("Well, well.")).get();

      assertThat(score.label()).isEqualTo(SentimentLabel.POSITIVE);
      assertThat(score.tier()).isEqualTo(ScorerTier.REMOTE);
      assertThat(score.modelVersion()).isEqualTo("mood@7");
    }
  }

  @Test
  void whileTheServerIsDownEveryMailIsHandedBackAsAFailure() {
    server.close();
    PipelineConfig config = config();
    try (var scorer = new ConfiguredModel(config.model()).open();
        var batcher = new MicroBatcher(scorer, config.score())) {
      // More mails than the circuit stays closed for: no matter which way it failed.
      List<CompletableFuture<Score>> answers =
          Stream.of("one", "two", "three", "four").map(t -> batcher.submit(text(t))).toList();

      for (CompletableFuture<Score> answer : answers) {
        Throwable failure = catchThrowable(answer::get);
        assertThat(failure).isInstanceOf(ExecutionException.class);
        assertThat(failure.getCause())
            .isInstanceOfSatisfying(
                ScoreFailure.class,
                cause -> {
                  assertThat(cause.kind()).isEqualTo(FailureKind.SCORING_FAILED);
                  assertThat(cause.blame()).isEqualTo(Blame.MODEL);
                  assertThat(cause.attempts()).as("0 once it is known").isIn(0, 2);
                });
      }
    }
  }

  private PipelineConfig config() {
    return PipelineConfig.parse(
        "job.properties",
        """
        kafka.bootstrap-servers=broker:9092
        tenants.default.pseudonym-key=literal:sixteen-bytes-or-more
        checkpoints.path=file:///checkpoints
        warehouse.path=file:///warehouse
        model.tier=remote
        model.remote.model=mood@7
        model.remote.attempts=1
        model.remote.timeout=30 s
        score.max-batch=1
        score.attempts=2
        score.backoff=1 ms
        """,
        Map.of("model.remote.url", server.uri("/predict").toString()));
  }

  private static Text text(String text) {
    return new Text(RedactedText.ofRedacted(text), "en", "acme");
  }
}
