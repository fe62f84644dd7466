package io.mailpulse.model.tier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailpulse.model.Score;
import io.mailpulse.model.Scorer;
import io.mailpulse.model.ScorerSettings;
import io.mailpulse.model.ScorerSettings.TierChoice;
import io.mailpulse.model.Scorers;
import io.mailpulse.model.Text;
import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.model.bundle.ModelManifest.EncoderPart;
import io.mailpulse.model.text.Normaliser;
import io.mailpulse.schema.RedactedText;
import io.mailpulse.schema.SentimentLabel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The encoder that ships, with its int8 layers, against vectors of the tuned network in full
 * precision (PyTorch), on mails of our own in twelve languages.
 */
class MailEncoderTest {

  /** Cosine of a quantised vector to the exact one. */
  private static final double NEAR = 0.97;

  private static EncoderTier encoder;
  private static List<JsonNode> cases;

  @BeforeAll
  static void open() throws IOException {
    ModelBundle bundle = ModelBundle.open(ModelBundle.DEFAULT_LOCATION);
    EncoderPart part = bundle.manifest().encoders().get(0);
    encoder = EncoderTier.headless(bundle, part);
    cases = new ArrayList<>();
    var in =
        Objects.requireNonNull(
            MailEncoderTest.class.getResourceAsStream("mail-encoder.parity.jsonl"));
    try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        cases.add(new ObjectMapper().readTree(line));
      }
    }
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  @Test
  void givesVectorsNearThoseOfFullPrecision() {
    assertThat(cases).hasSize(14);
    for (JsonNode one : cases) {
      String text = one.get("text").asText();
      float[] found = encoder.vectors(List.of(Normaliser.normalise(text))).get(0);
      double cosine = 0;
      for (int i = 0; i < found.length; i++) {
        cosine += found[i] * one.get("vector").get(i).asDouble();
      }
      assertThat(cosine).as(text).isGreaterThan(NEAR);
    }
  }

  @Test
  void readsToldComplaintsPraiseAndPlainBusinessInTwelveLanguages() {
    try (Scorer scorer = Scorers.open(ScorerSettings.defaults().withTier(TierChoice.ENCODER))) {
      for (JsonNode one : cases) {
        String text = one.get("text").asText();
        Score score =
            scorer
                .score(
                    List.of(
                        new Text(RedactedText.ofRedacted(text), one.get("language").asText(), "")))
                .get(0);
        assertThat(score.label())
            .as(text)
            .isEqualTo(SentimentLabel.fromWireName(one.get("label").asText()));
      }
    }
  }
}
