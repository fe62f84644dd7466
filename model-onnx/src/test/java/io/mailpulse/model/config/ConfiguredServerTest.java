package io.mailpulse.model.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailpulse.model.Score;
import io.mailpulse.model.Score.AspectScore;
import io.mailpulse.model.Scorer;
import io.mailpulse.model.ScorerSettings;
import io.mailpulse.model.Scorers;
import io.mailpulse.model.Text;
import io.mailpulse.model.runtime.ScoringException;
import io.mailpulse.schema.RedactedText;
import io.mailpulse.schema.ScorerTier;
import io.mailpulse.schema.SentimentLabel;
import io.mailpulse.schema.UnknownReason;
import io.mailpulse.settings.ConfigValues;
import io.mailpulse.testkit.LoopbackServer;
import io.mailpulse.testkit.LoopbackServer.Request;
import io.mailpulse.testkit.LoopbackServer.Response;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A scorer from the lines of a configuration, against a real server on loopback. */
class ConfiguredServerTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NEGATIVE =
      "[{\"label\":\"negative\",\"score\":0.9},{\"label\":\"neutral\",\"score\":0.06},"
          + "{\"label\":\"positive\",\"score\":0.04}]";

  private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  private LoopbackServer server;

  @BeforeEach
  void start() throws IOException {
    server = new LoopbackServer().on("/predict", this::answer);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theServerSaysTheLabelAndAllElseIsSaidHere() {
    try (Scorer scorer = open(Map.of("model.remote.model", "xlm-t@2"))) {
      Score score = scorer.score(List.of(text("The refund is late, call <PHONE>."))).get(0);

      assertThat(requests).hasSize(1);
      assertThat(requests.get(0).path("inputs").toString())
          .isEqualTo("[[\"The refund is late, call <PHONE>.\"]]");
      assertThat(score.label()).isEqualTo(SentimentLabel.NEGATIVE);
      assertThat(score.tier()).isEqualTo(ScorerTier.REMOTE);
      assertThat(score.modelVersion()).isEqualTo("xlm-t@2").isEqualTo(scorer.modelVersion());
      // Another model's calibration is not laid over these.
      assertThat(score.confidence()).isBetween(0.8999, 0.9001);
      assertThat(score.aspects()).extracting(AspectScore::aspect).contains("refund");
      assertThat(score.evidence()).hasSize(1);
      assertThat(score.heads()).containsKeys("churn_risk", "urgency").doesNotContainKey("toxicity");
      assertThat(score.emotion()).isEmpty();
    }
  }

  @Test
  void aServerWithoutANameGivesItsAddressAsTheVersion() {
    String version = "remote@127.0.0.1-" + server.port();

    assertThat(Scorers.modelVersion(settings(Map.of()))).isEqualTo(version);
    try (Scorer scorer = open(Map.of())) {
      assertThat(scorer.score(List.of(text("Late again."))).get(0).modelVersion())
          .isEqualTo(version);
    }
  }

  @Test
  void theCacheSparesTheServer() {
    try (Scorer scorer = open(Map.of("model.cache-entries", "10"))) {
      Score first = scorer.score(List.of(text("Late again."))).get(0);
      Score second = scorer.score(List.of(text("Late again."))).get(0);

      assertThat(requests).hasSize(1);
      assertThat(first.tier()).isEqualTo(ScorerTier.REMOTE);
      assertThat(second.tier()).isEqualTo(ScorerTier.CACHE);
      assertThat(second.label()).isEqualTo(first.label());
    }
  }

  /** No label is made up: the batch is the caller's to try again, park or fail. */
  @Test
  void aServerThatIsDownFailsTheBatchAndTheNextOnesAtOnce() {
    server.close();
    List<Text> batch = List.of(text("Late again."), text("Where is my refund?"));
    try (Scorer scorer = open(Map.of("model.remote.attempts", "1"))) {
      for (int failure = 0; failure < 5; failure++) {
        assertThatThrownBy(() -> scorer.score(batch))
            .isInstanceOf(ScoringException.class)
            .hasMessageContainingAll(
                "Model server http://127.0.0.1:", "no answer in 1 attempts: ConnectException")
            .hasMessageNotContainingAny("Late", "refund");
      }
      assertThatThrownBy(() -> scorer.score(batch))
          .isInstanceOf(ScoringException.class)
          .hasMessageContaining("the circuit is open");
      // What no model is asked about needs no server.
      assertThat(scorer.score(List.of(text(""))).get(0).unknownReason())
          .contains(UnknownReason.EMPTY);
    }
  }

  private Scorer open(Map<String, String> further) {
    return Scorers.open(settings(further));
  }

  private ScorerSettings settings(Map<String, String> further) {
    var values = new HashMap<>(further);
    values.put("model.tier", "remote");
    values.put("model.remote.url", server.uri("/predict").toString());
    var read = ConfigValues.of(values);
    ScorerSettings settings = ModelOptions.read(read);
    read.requireNoMistakes();
    return settings;
  }

  private Response answer(Request asked) throws IOException {
    JsonNode request = JSON.readTree(asked.body());
    requests.add(request);
    int rows = request.path("inputs").size();
    return Response.ok("[" + (NEGATIVE + ",").repeat(rows - 1) + NEGATIVE + "]");
  }

  private static Text text(String text) {
    return new Text(RedactedText.ofRedacted(text), "en", "acme");
  }
}
