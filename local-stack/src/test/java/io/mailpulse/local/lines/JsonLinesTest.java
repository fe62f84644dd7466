package io.mailpulse.local.lines;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

  /** Answers with the text and its length; breaks on one word; remembers how much came at once. */
  private static final class Echo implements LineVerb<String> {
    final List<Integer> batches = new ArrayList<>();

    @Override
    public String read(LineFields fields) throws InvalidLineException {
      return fields.text("text");
    }

    @Override
    public List<ObjectNode> answer(List<String> questions) {
      if (questions.contains("break")) {
        throw new IllegalStateException("secret text");
      }
      batches.add(questions.size());
      return questions.stream()
          .map(text -> Json.object().put("text", text).put("length", text.length()))
          .toList();
    }
  }

  private final Echo echo = new Echo();

  @Test
  void answersEveryLineInOrderWithItsId() throws IOException {
    var answers = run("{\"id\":\"a\",\"text\":\"one\"}\n{\"id\":\"b\",\"text\":\"three\"}\n");

    assertThat(answers)
        .containsExactly(
            "{\"id\":\"a\",\"text\":\"one\",\"length\":3}",
            "{\"id\":\"b\",\"text\":\"three\",\"length\":5}");
  }

  @Test
  void givesIdsBackExactlyAsTheyCame() throws IOException {
    for (String id :
        List.of("7", "1.10", "12345678901234567890123", "null", "[1,{\"a\":2}]", "\"ü😀\"")) {
      assertThat(run("{\"text\":\"x\",\"id\":" + id + "}")).first().asString().contains(":" + id);
    }
  }

  @Test
  void answersInvalidLinesWithAnErrorAndGoesOn() throws IOException {
    var answers =
        run(
            "nonsense\n"
                + "\n"
                + "[1]\n"
                + "{\"id\":1}\n"
                + "{\"id\":2,\"text\":5}\n"
                + "{\"text\":\"x\"}\n"
                + "{\"id\":3,\"text\":\"x\"} {}\n"
                + "{\"id\":4,\"text\":\"fine\"}\n");

    assertThat(answers.stream().map(line -> kind(line)))
        .containsExactly(
            "not-json",
            "not-an-object",
            "not-an-object",
            "missing-field",
            "wrong-type",
            "missing-field",
            "not-json",
            "");
    assertThat(parsed(answers.get(3)).get("id").intValue()).isEqualTo(1);
    assertThat(parsed(answers.get(0)).get("id").isNull()).isTrue();
    assertThat(answers.get(7)).isEqualTo("{\"id\":4,\"text\":\"fine\",\"length\":4}");
  }

  @Test
  void aLineThatBreaksTheVerbCostsItsNeighboursNothing() throws IOException {
    var answers =
        run(
            "{\"id\":1,\"text\":\"a\"}\n"
                + "{\"id\":2,\"text\":\"break\"}\n"
                + "{\"id\":3,\"text\":\"c\"}\n");

    assertThat(answers.stream().map(line -> kind(line))).containsExactly("", "internal", "");
    assertThat(answers.get(1)).doesNotContain("secret text");
  }

  @Test
  void readsTheLastLineWithoutALineEnd() throws IOException {
    assertThat(run("{\"id\":1,\"text\":\"a\"}")).hasSize(1);
    assertThat(run("")).isEmpty();
  }

  @Test
  void passesHalfSurrogatesInEitherFormAndWritesValidUtf8() throws IOException {
    byte[] head = "{\"id\":1,\"text\":\"a".getBytes(StandardCharsets.UTF_8);
    byte[] half = {(byte) 0xED, (byte) 0xA0, (byte) 0xBD}; // U+D83D as UTF-8 would write it
    byte[] tail = "b\\ud83dc😀\"}".getBytes(StandardCharsets.UTF_8);
    var line = new ByteArrayOutputStream();
    line.write(head);
    line.write(half);
    line.write(tail);

    var answer = run(line.toByteArray()).get(0);

    assertThat(answer).isEqualTo("{\"id\":1,\"text\":\"a\\ud83db\\ud83dc😀\",\"length\":7}");
  }

  @Test
  void batchesWhatArrivesTogether() throws IOException {
    var lines = new StringBuilder();
    IntStream.range(0, 600).forEach(n -> lines.append("{\"id\":" + n + ",\"text\":\"x\"}\n"));

    assertThat(run(lines.toString())).hasSize(600);
    assertThat(echo.batches).containsExactly(256, 256, 88);
  }

  private List<String> run(String lines) throws IOException {
    return run(lines.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> run(byte[] lines) throws IOException {
    var out = new ByteArrayOutputStream();
    new JsonLines(new ByteArrayInputStream(lines), out).run(echo);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static String kind(String line) {
    return parsed(line).path("error").path("kind").asText("");
  }

  private static JsonNode parsed(String line) {
    try {
      return Json.MAPPER.readTree(line);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
