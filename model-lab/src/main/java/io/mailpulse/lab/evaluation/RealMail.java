package io.mailpulse.lab.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A labelled mail that somebody really sent. Such mails stay outside the project and are read from
 * a file where they are.
 *
 * @param mail what was written, redacted as {@code parse} gives it
 * @param weight how many mails of the mailbox it stands for, above 0: undoes a drawing by strata
 */
public record RealMail(GoldenMail mail, double weight) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KIND = "real mail";

  /**
   * Reads JSON lines {@code {"language", "label", "text", "id"?, "weight"?}}; a mail without an id
   * has its line number, one without a weight stands for itself.
   *
   * @param file plain, or gzipped with a name that ends in {@code .gz}
   * @throws IOException if it cannot be read, or a line is no such mail: names the line, never its
   *     text
   */
  public static List<RealMail> read(Path file) throws IOException {
    List<RealMail> mails = new ArrayList<>();
    try (InputStream in = open(file);
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          mails.add(mail(file, number, line));
        }
      }
    }
    if (mails.stream().noneMatch(mail -> mail.isLabelled("negative"))) {
      throw new IOException(file + ": expected labelled mails, at least one negative, found none");
    }
    return mails;
  }

  boolean isLabelled(String label) {
    return mail.label().equals(label);
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  private static RealMail mail(Path file, int number, String line) throws IOException {
    JsonNode fields;
    try {
      fields = JSON.readTree(line);
    } catch (IOException e) {
      // Its message quotes the line, which is somebody's mail.
      throw new IOException(file + ", line " + number + ": expected JSON");
    }
    String label = fields.path("label").asText();
    double weight = fields.path("weight").asDouble(1);
    if (!Evaluation.LABELS.contains(label)
        || !fields.hasNonNull("language")
        || !fields.hasNonNull("text")
        || !(weight > 0)) {
      throw new IOException(
          file
              + ", line "
              + number
              + ": expected language, text, a weight above 0 and a label of "
              + Evaluation.LABELS);
    }
    String id = fields.path("id").asText(Integer.toString(number));
    return new RealMail(
        new GoldenMail(
            id, fields.get("language").asText(), KIND, label, fields.get("text").asText()),
        weight);
  }
}
