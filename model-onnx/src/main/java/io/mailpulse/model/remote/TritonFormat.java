package io.mailpulse.model.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mailpulse.model.bundle.ModelManifest.EncoderPart;
import io.mailpulse.model.bundle.ModelManifest.HeadSpec;
import io.mailpulse.model.tokenizer.Tokenizer;
import java.io.IOException;
import java.util.List;

/**
 * KServe protocol 2 as Triton speaks it: token ids and their mask as int64 tensors in, one float32
 * tensor of logits per head out, all as JSON.
 */
final class TritonFormat implements WireFormat {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<HeadSpec> heads;
  private final EncoderPart part;
  private final Tokenizer tokenizer;

  TritonFormat(List<HeadSpec> heads, EncoderPart part, Tokenizer tokenizer) {
    this.heads = List.copyOf(heads);
    this.part = part;
    this.tokenizer = tokenizer;
  }

  @Override
  public byte[] request(List<String> texts) throws IOException {
    int[][] rows =
        texts.stream()
            .map(text -> tokenizer.encode(part.inputPrefix() + text, part.maxTokens()))
            .toArray(int[][]::new);
    int width = 1;
    for (int[] row : rows) {
      width = Math.max(width, row.length);
    }
    ObjectNode request = JSON.createObjectNode();
    ArrayNode inputs = request.putArray("inputs");
    ArrayNode ids = tensor(inputs, "input_ids", rows.length, width);
    ArrayNode mask = tensor(inputs, "attention_mask", rows.length, width);
    for (int[] row : rows) {
      for (int i = 0; i < width; i++) {
        ids.add(i < row.length ? row[i] : 0);
        mask.add(i < row.length ? 1 : 0);
      }
    }
    ArrayNode outputs = request.putArray("outputs");
    heads.forEach(head -> outputs.addObject().put("name", head.tensor()));
    return JSON.writeValueAsBytes(request);
  }

  private static ArrayNode tensor(ArrayNode inputs, String name, int rows, int width) {
    ObjectNode tensor = inputs.addObject();
    tensor.put("name", name);
    tensor.put("datatype", "INT64");
    tensor.putArray("shape").add(rows).add(width);
    return tensor.putArray("data");
  }

  @Override
  public float[][][] response(byte[] body, int rows) throws IOException {
    JsonNode outputs = JSON.readTree(body).path("outputs");
    float[][][] logits = new float[rows][heads.size()][];
    for (int h = 0; h < heads.size(); h++) {
      HeadSpec head = heads.get(h);
      JsonNode data = data(outputs, head.tensor());
      int labels = head.labels().size();
      if (data.size() != rows * labels) {
        throw new IOException(
            "output "
                + head.tensor()
                + ": expected "
                + rows * labels
                + " numbers, found "
                + data.size());
      }
      for (int i = 0; i < rows; i++) {
        logits[i][h] = new float[labels];
        for (int k = 0; k < labels; k++) {
          logits[i][h][k] = (float) data.get(i * labels + k).asDouble();
        }
      }
    }
    return logits;
  }

  private static JsonNode data(JsonNode outputs, String name) throws IOException {
    for (JsonNode output : outputs) {
      if (output.path("name").asText().equals(name)) {
        return output.path("data");
      }
    }
    throw new IOException(
        "expected output " + name + ", found " + outputs.findValuesAsText("name"));
  }
}
