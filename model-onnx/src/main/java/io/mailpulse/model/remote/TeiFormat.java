package io.mailpulse.model.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailpulse.model.bundle.ModelManifest;
import io.mailpulse.model.bundle.ModelManifest.HeadSpec;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Text embeddings inference, {@code POST /predict}: {@code {"inputs": [["text"], ...]}} gives per
 * text a list of {@code {"label", "score"}}. The server classifies sentiment only; its
 * probabilities become logits by their logarithm.
 */
final class TeiFormat implements WireFormat {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double LEAST = 1e-9;

  private final List<HeadSpec> heads;
  private final int sentiment;

  TeiFormat(ModelManifest manifest) {
    heads = manifest.heads();
    sentiment = heads.indexOf(manifest.head(ModelManifest.SENTIMENT).orElseThrow());
  }

  @Override
  public byte[] request(List<String> texts) throws IOException {
    ObjectNode request = JSON.createObjectNode();
    var inputs = request.putArray("inputs");
    texts.forEach(text -> inputs.addArray().add(text));
    request.put("raw_scores", false);
    request.put("truncate", true);
    return JSON.writeValueAsBytes(request);
  }

  @Override
  public float[][][] response(byte[] body, int rows) throws IOException {
    JsonNode answers = JSON.readTree(body);
    if (!answers.isArray() || answers.size() != rows) {
      throw new IOException(
          "expected an array of " + rows + " answers, found " + answers.size() + " elements");
    }
    float[][][] logits = new float[rows][heads.size()][];
    for (int i = 0; i < rows; i++) {
      logits[i][sentiment] = logits(answers.get(i));
    }
    return logits;
  }

  private float[] logits(JsonNode answer) throws IOException {
    List<String> labels = heads.get(sentiment).labels();
    float[] logits = new float[labels.size()];
    Arrays.fill(logits, Float.NaN);
    for (JsonNode guess : answer) {
      int label = labels.indexOf(guess.path("label").asText().toLowerCase(Locale.ROOT));
      if (label >= 0) {
        logits[label] = (float) StrictMath.log(Math.max(guess.path("score").asDouble(), LEAST));
      }
    }
    for (float logit : logits) {
      if (Float.isNaN(logit)) {
        throw new IOException("expected scores of the labels " + labels + ", found others");
      }
    }
    return logits;
  }
}
