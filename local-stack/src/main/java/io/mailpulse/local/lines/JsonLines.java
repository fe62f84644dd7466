package io.mailpulse.local.lines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a verb over lines. Lines are answered in batches as they arrive: a full batch when there is
 * plenty, fewer when the other side waits for answers.
 */
public final class JsonLines {

  /** Most lines that are answered together. */
  public static final int BATCH = 256;

  private final InputStream in;
  private final OutputStream out;

  /** Lines from one stream, answers to the other; neither is closed. */
  public JsonLines(InputStream in, OutputStream out) {
    this.in = in;
    this.out = new BufferedOutputStream(out, 1 << 16);
  }

  /**
   * Answers every line.
   *
   * @throws IOException if a stream fails
   */
  public <Q> void run(LineVerb<Q> verb) throws IOException {
    var reader = new LineReader(in);
    var batch = new ArrayList<Line<Q>>(BATCH);
    for (byte[] bytes = reader.next(); bytes != null; bytes = reader.next()) {
      batch.add(read(verb, bytes));
      if (batch.size() == BATCH || reader.wouldWait()) {
        write(verb, batch);
        batch.clear();
      }
    }
    write(verb, batch);
  }

  /** A line's id with its question or its refusal. */
  private record Line<Q>(JsonNode id, Q question, ObjectNode refusal) {}

  private static <Q> Line<Q> read(LineVerb<Q> verb, byte[] bytes) {
    JsonNode id = NullNode.getInstance();
    try {
      JsonNode line = parse(bytes);
      if (!(line instanceof ObjectNode object)) {
        throw new InvalidLineException(
            "not-an-object",
            "the line must be a JSON object such as {\"id\": 1, \"text\": \"..\"}");
      }
      if (!object.has("id")) {
        throw new InvalidLineException(
            "missing-field", "the line has no field \"id\": add one to tell answers apart");
      }
      id = object.get("id");
      return new Line<>(id, verb.read(new LineFields(object)), null);
    } catch (InvalidLineException e) {
      return new Line<>(id, null, error(e.kind(), e.getMessage()));
    }
  }

  private static JsonNode parse(byte[] bytes) throws InvalidLineException {
    try {
      return Json.MAPPER.readTree(bytes);
    } catch (JsonProcessingException e) {
      // The parser's own message quotes the line; the line may be mail.
      throw new InvalidLineException(
          "not-json",
          "the line is not one JSON value in UTF-8"
              + (e.getLocation() == null ? "" : ", see column " + e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw new InvalidLineException("not-json", "the line is not one JSON value in UTF-8");
    }
  }

  private <Q> void write(LineVerb<Q> verb, List<Line<Q>> batch) throws IOException {
    var questions =
        batch.stream().filter(line -> line.refusal == null).map(Line::question).toList();
    var answers =
        (questions.isEmpty() ? List.<ObjectNode>of() : answer(verb, questions)).iterator();
    for (Line<Q> line : batch) {
      ObjectNode body = line.refusal == null ? answers.next() : line.refusal;
      ObjectNode answer = Json.object();
      answer.set("id", line.id);
      answer.setAll(body);
      out.write(Json.line(answer));
      out.write('\n');
    }
    out.flush();
  }

  /** One line that breaks the verb must not cost its neighbours their answers. */
  private static <Q> List<ObjectNode> answer(LineVerb<Q> verb, List<Q> questions) {
    try {
      return verb.answer(questions);
    } catch (RuntimeException | StackOverflowError e) {
      if (questions.size() == 1) {
        return List.of(
            error(
                "internal",
                "the verb failed on this line with "
                    + e.getClass().getName()
                    + ": a defect of Mailpulse, please report it"));
      }
      return questions.stream().map(q -> answer(verb, List.of(q)).get(0)).toList();
    }
  }

  /** The answer to a line that could not be answered, without its id. */
  public static ObjectNode error(String kind, String message) {
    ObjectNode answer = Json.object();
    answer.putObject("error").put("kind", kind).put("message", message);
    return answer;
  }
}
