package io.mailpulse.generate.truth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The truth of a run as a file: one JSON line per arrival ({@code "type": "mail"}, those of
 * attached mails behind the outer one) and per thread ({@code "type": "thread"}), in snake case.
 */
public final class TruthFile {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addDeserializer(Instant.class, new InstantReader()))
          .build();

  private TruthFile() {}

  /** Writes a truth file line by line. */
  public static final class Output implements AutoCloseable {

    private final Writer out;

    private Output(Writer out) {
      this.out = out;
    }

    /** Opens a file, written anew. */
    public static Output to(Path file) throws IOException {
      return new Output(Files.newBufferedWriter(file));
    }

    /** Adds an arrival. */
    public void add(MailTruth mail) throws IOException {
      line("mail", mail);
    }

    /** Adds a thread. */
    public void add(ThreadTruth thread) throws IOException {
      line("thread", thread);
    }

    private void line(String type, Object truth) throws IOException {
      ObjectNode node = MAPPER.createObjectNode().put("type", type);
      node.setAll((ObjectNode) MAPPER.valueToTree(truth));
      out.write(MAPPER.writeValueAsString(node));
      out.write('\n');
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /**
   * Reads a truth file.
   *
   * @throws IOException if it cannot be read, or a line is none of a truth file
   */
  public static Truth read(Path file) throws IOException {
    List<MailTruth> mails = new ArrayList<>();
    List<ThreadTruth> threads = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        ObjectNode node = MAPPER.readValue(line, ObjectNode.class);
        JsonNode type = node.remove("type");
        switch (type == null ? "" : type.asText()) {
          case "mail" -> mails.add(MAPPER.treeToValue(node, MailTruth.class));
          case "thread" -> threads.add(MAPPER.treeToValue(node, ThreadTruth.class));
          default -> throw new IOException(file + ", line " + number + ": no line of a truth file");
        }
      }
    }
    return new Truth(mails, threads);
  }

  private static final class InstantReader extends FromStringDeserializer<Instant> {

    private static final long serialVersionUID = 1L;

    InstantReader() {
      super(Instant.class);
    }

    @Override
    protected Instant _deserialize(String value, DeserializationContext context) {
      return Instant.parse(value);
    }
  }
}
