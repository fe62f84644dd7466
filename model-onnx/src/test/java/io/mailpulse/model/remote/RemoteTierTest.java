package io.mailpulse.model.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailpulse.model.Score;
import io.mailpulse.model.Scorer;
import io.mailpulse.model.ScorerSettings;
import io.mailpulse.model.Scorers;
import io.mailpulse.model.Text;
import io.mailpulse.model.bundle.Calibration;
import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.model.bundle.ModelManifest;
import io.mailpulse.model.bundle.ModelManifest.Activation;
import io.mailpulse.model.bundle.ModelManifest.EncoderPart;
import io.mailpulse.model.bundle.ModelManifest.FileRef;
import io.mailpulse.model.bundle.ModelManifest.HeadSpec;
import io.mailpulse.model.bundle.ModelManifest.Kind;
import io.mailpulse.model.bundle.ModelManifest.Pooling;
import io.mailpulse.model.bundle.Sha256;
import io.mailpulse.model.remote.RemoteSettings.Protocol;
import io.mailpulse.model.runtime.ScoringException;
import io.mailpulse.model.tier.Passage;
import io.mailpulse.schema.RedactedText;
import io.mailpulse.schema.ScorerTier;
import io.mailpulse.schema.SentimentLabel;
import io.mailpulse.schema.UnknownReason;
import io.mailpulse.testkit.LoopbackServer;
import io.mailpulse.testkit.LoopbackServer.Request;
import io.mailpulse.testkit.LoopbackServer.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real HTTP server on loopback. */
class RemoteTierTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ANSWER =
      "[{\"label\":\"positive\",\"score\":0.1},{\"label\":\"Negative\",\"score\":0.7},"
          + "{\"label\":\"neutral\",\"score\":0.2}]";

  @TempDir Path folder;

  private final List<JsonNode> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
  private final AtomicLong clock = new AtomicLong();
  private LoopbackServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        new LoopbackServer()
            .on("/predict", request -> answer(request, this::tei))
            .on("/v2/models/mood/infer", request -> answer(request, this::triton))
            .on("/slow", request -> never())
            .on("/stalls", request -> Response.FALL_SILENT)
            .on("/odd", request -> answer(request, asked -> "[[]]"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void asksATextInferenceServerInBatches() {
    try (Scorer scorer = Scorers.open(settings().withRemote(remote("/predict", Protocol.TEI, 2)))) {
      List<Score> scores =
          scorer.score(List.of(text("Late again."), text(""), text("So slow."), text("Bad app")));

      assertThat(requests).hasSize(2);
      assertThat(requests.get(0).path("inputs").toString())
          .isEqualTo("[[\"Late again.\"],[\"So slow.\"]]");
      assertThat(requests.get(0).path("raw_scores").asBoolean(true)).isFalse();
      assertThat(scores.get(0).label()).isEqualTo(SentimentLabel.NEGATIVE);
      assertThat(scores.get(0).tier()).isEqualTo(ScorerTier.REMOTE);
      assertThat(scores.get(0).confidence()).isBetween(0.6999, 0.7001);
      assertThat(scores.get(1).unknownReason()).contains(UnknownReason.EMPTY);
      assertThat(scores.get(3).modelVersion()).isEqualTo("mood@1");
    }
  }

  @Test
  void sendsTokenIdsToATritonServer() {
    try (Scorer scorer =
        Scorers.open(settings().withRemote(remote("/v2/models/mood/infer", Protocol.TRITON, 8)))) {
      List<Score> scores = scorer.score(List.of(text("hello"), text("hello world")));

      JsonNode ids = requests.get(0).path("inputs").get(0);
      assertThat(ids.path("name").asText()).isEqualTo("input_ids");
      assertThat(ids.path("datatype").asText()).isEqualTo("INT64");
      assertThat(ids.path("shape").toString()).isEqualTo("[2,4]");
      assertThat(ids.path("data").toString()).isEqualTo("[101,7592,102,0,101,7592,2088,102]");
      assertThat(requests.get(0).path("inputs").get(1).path("data").toString())
          .isEqualTo("[1,1,1,0,1,1,1,1]");
      assertThat(scores)
          .extracting(Score::label)
          .containsExactly(SentimentLabel.POSITIVE, SentimentLabel.POSITIVE);
    }
  }

  @Test
  void triesAgainAfterOverloadAndServerErrors() {
    statuses.addAll(List.of(429, 503));
    try (RemoteTier tier = tier(remote("/predict", Protocol.TEI, 8))) {
      assertThat(tier.read(List.of(Passage.of("Late again.")))).hasSize(1);
    }
    assertThat(requests).hasSize(3);
  }

  @Test
  void doesNotRepeatARejectedRequest() {
    statuses.add(413);
    try (RemoteTier tier = tier(remote("/predict", Protocol.TEI, 8))) {
      assertThatThrownBy(() -> tier.read(List.of(Passage.of("Late again."))))
          .isInstanceOf(ScoringException.class)
          .hasMessageContaining("status 413")
          .hasMessageNotContaining("Late");
    }
    assertThat(requests).hasSize(1);
  }

  @Test
  void opensTheCircuitAfterRepeatedFailuresAndClosesItAfterASuccess() {
    statuses.addAll(Collections.nCopies(6, 500));
    List<Passage> passages = List.of(Passage.of("Late again."));
    try (RemoteTier tier = tier(remote("/predict", Protocol.TEI, 8))) {
      assertThatThrownBy(() -> tier.read(passages)).hasMessageContaining("3 attempts");
      assertThatThrownBy(() -> tier.read(passages)).hasMessageContaining("3 attempts");
      assertThatThrownBy(() -> tier.read(passages)).hasMessageContaining("circuit is open");
      assertThat(requests).hasSize(6);

      clock.addAndGet(Duration.ofSeconds(31).toNanos());
      assertThat(tier.read(passages)).hasSize(1);
      assertThat(tier.read(passages)).hasSize(1);
      assertThat(requests).hasSize(8);
    }
  }

  @Test
  void aTryThatIsInterruptedDoesNotKeepTheCircuitOpen() {
    statuses.addAll(Collections.nCopies(6, 500));
    List<Passage> passages = List.of(Passage.of("Late again."));
    try (RemoteTier tier = tier(remote("/predict", Protocol.TEI, 8))) {
      assertThatThrownBy(() -> tier.read(passages)).hasMessageContaining("3 attempts");
      assertThatThrownBy(() -> tier.read(passages)).hasMessageContaining("3 attempts");

      clock.addAndGet(Duration.ofSeconds(31).toNanos());
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> tier.read(passages)).hasMessageContaining("Interrupted");
      assertThat(Thread.interrupted()).isTrue();

      clock.addAndGet(Duration.ofSeconds(31).toNanos());
      assertThat(tier.read(passages)).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/slow", "/stalls"})
  void givesUpOnAServerThatDoesNotAnswerInTime(String path) {
    var settings =
        new RemoteSettings(
            uri(path),
            Protocol.TEI,
            "",
            Duration.ofMillis(50),
            1,
            Duration.ofMillis(1),
            2,
            Duration.ofSeconds(30),
            8);
    try (RemoteTier tier = tier(settings)) {
      assertThatThrownBy(() -> tier.read(List.of(Passage.of("Late again."))))
          .isInstanceOf(ScoringException.class)
          .hasMessageContaining("1 attempts");
    }
  }

  @Test
  void refusesAnAnswerOfAnotherShape() {
    try (RemoteTier tier = tier(remote("/odd", Protocol.TEI, 8))) {
      assertThatThrownBy(() -> tier.read(List.of(Passage.of("Late again."))))
          .isInstanceOf(ScoringException.class)
          .hasMessageContaining("expected scores of the labels");
    }
  }

  private String tei(JsonNode request) {
    return "[" + String.join(",", Collections.nCopies(request.path("inputs").size(), ANSWER)) + "]";
  }

  private String triton(JsonNode request) {
    int rows = request.path("inputs").get(0).path("shape").get(0).asInt();
    String data = String.join(",", Collections.nCopies(rows, "-1.5,0.25,3.0"));
    return "{\"model_name\":\"mood\",\"outputs\":[{\"name\":\"logits\",\"datatype\":\"FP32\","
        + "\"shape\":["
        + rows
        + ",3],\"data\":["
        + data
        + "]}]}";
  }

  private interface Answer {
    String to(JsonNode request);
  }

  private Response answer(Request asked, Answer answer) throws IOException {
    JsonNode request = JSON.readTree(asked.body());
    requests.add(request);
    int status = statuses.isEmpty() ? 200 : statuses.remove(0);
    return Response.of(status, answer.to(request));
  }

  private static Response never() throws InterruptedException {
    new CountDownLatch(1).await();
    throw new IllegalStateException("nobody counts down");
  }

  private RemoteTier tier(RemoteSettings settings) {
    return RemoteTier.open(settings, ModelBundle.open(settings().bundle()), clock::get);
  }

  private RemoteSettings remote(String path, Protocol protocol, int rows) {
    return new RemoteSettings(
        uri(path),
        protocol,
        "",
        Duration.ofSeconds(20),
        3,
        Duration.ofMillis(1),
        2,
        Duration.ofSeconds(30),
        rows);
  }

  private URI uri(String path) {
    return server.uri(path);
  }

  /** A bundle whose graph is on the server; only the tokenizer is needed here. */
  private ScorerSettings settings() {
    byte[] tokenizer = tokenizer();
    var file = new FileRef("classpath:e5-small-v2-q-tokenizer.json", Sha256.hex(tokenizer));
    var part =
        new EncoderPart(
            "mood",
            List.of("en"),
            file,
            file,
            "",
            128,
            Pooling.NONE,
            null,
            null,
            1,
            Calibration.NONE);
    var head =
        new HeadSpec(
            "sentiment",
            List.of("negative", "neutral", "positive"),
            "logits",
            Activation.SOFTMAX,
            Map.of());
    var manifest =
        new ModelManifest(
            ModelManifest.FORMAT,
            "mood",
            "1",
            Kind.ENCODER,
            "A remote model.",
            "1",
            List.of("en"),
            List.of(head),
            Calibration.NONE,
            null,
            List.of(part),
            List.of(),
            List.of(),
            Map.of());
    ModelBundle.write(folder, manifest, Map.of());
    return ScorerSettings.defaults().withBundle(folder.toString());
  }

  private static byte[] tokenizer() {
    try (var in = ModelBundle.class.getResourceAsStream("/e5-small-v2-q-tokenizer.json")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Text text(String text) {
    return new Text(RedactedText.ofRedacted(text), "en", "");
  }
}
