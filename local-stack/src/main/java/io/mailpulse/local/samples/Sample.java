package io.mailpulse.local.samples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.mailpulse.local.LocalStackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A mail with its expected result.
 *
 * @param source path of the mail, as the pipeline reports it
 * @param expected what stands in the file beside it
 */
public record Sample(String source, Expectation expected) {

  private static final String MAIL = ".eml";

  private static final ObjectReader READER =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .readerFor(Expectation.class);

  /**
   * Finds the mails under a path that have an expectation beside them.
   *
   * @throws LocalStackException if one cannot be understood: a misspelt field would expect nothing
   */
  public static List<Sample> under(Path path) {
    try (var files = Files.walk(path)) {
      return files
          .filter(file -> file.toString().endsWith(MAIL) && Files.exists(beside(file)))
          .sorted()
          .map(Sample::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Name without folder and ending. */
  public String stem() {
    String name = Path.of(source).getFileName().toString();
    return name.substring(0, name.length() - MAIL.length());
  }

  /** Source of another sample in the same folder. */
  public String sibling(String otherStem) {
    return Path.of(source).resolveSibling(otherStem + MAIL).toString();
  }

  private static Sample read(Path mail) {
    try {
      Expectation expected = READER.readValue(Files.readAllBytes(beside(mail)));
      if (expected.outcome() == null) {
        throw new LocalStackException(beside(mail) + ": the field outcome is missing");
      }
      return new Sample(mail.toString(), expected);
    } catch (JsonProcessingException e) {
      throw new LocalStackException(beside(mail) + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path beside(Path mail) {
    String name = mail.getFileName().toString();
    return mail.resolveSibling(name.substring(0, name.length() - MAIL.length()) + ".json");
  }
}
