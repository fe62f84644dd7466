package io.mailpulse.local.lines;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/**
 * The JSON of the command line. Numbers come back digit for digit. Half surrogates, which mail does
 * contain and which UTF-8 cannot carry, come in as they are or escaped, and leave escaped: a
 * backslash, {@code u} and four hexadecimal digits.
 */
public final class Json {

  private static final int LARGEST_TEXT = 256 << 20;

  /** Reads and builds nodes. */
  public static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(LARGEST_TEXT).build())
                  .build())
          .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Json() {}

  /** An empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** A node as one line of UTF-8, without the line end. */
  public static byte[] line(JsonNode node) {
    try {
      return withHalfSurrogatesEscaped(MAPPER.writeValueAsString(node))
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON node is always writable", e);
    }
  }

  private static String withHalfSurrogatesEscaped(String json) {
    int at = firstHalfSurrogate(json, 0);
    if (at < 0) {
      return json;
    }
    var out = new StringBuilder(json.length() + 16);
    int done = 0;
    for (; at >= 0; at = firstHalfSurrogate(json, done)) {
      out.append(json, done, at).append(String.format("\\u%04x", (int) json.charAt(at)));
      done = at + 1;
    }
    return out.append(json, done, json.length()).toString();
  }

  private static int firstHalfSurrogate(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (!pair) {
        return i;
      }
      i++;
    }
    return -1;
  }
}
