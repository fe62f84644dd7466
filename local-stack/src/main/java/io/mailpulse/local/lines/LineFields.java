package io.mailpulse.local.lines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The fields of one input line. */
public final class LineFields {

  private final ObjectNode line;

  LineFields(ObjectNode line) {
    this.line = line;
  }

  /**
   * A text that must be there.
   *
   * @throws InvalidLineException if it is missing, null or no string
   */
  public String text(String name) throws InvalidLineException {
    return optionalText(name)
        .orElseThrow(
            () ->
                new InvalidLineException(
                    "missing-field", "the line has no field \"" + name + "\": add it as a string"));
  }

  /**
   * A text that may be missing or null.
   *
   * @throws InvalidLineException if it is there and no string
   */
  public Optional<String> optionalText(String name) throws InvalidLineException {
    JsonNode value = line.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw new InvalidLineException(
          "wrong-type",
          "field \""
              + name
              + "\" must be a string, found "
              + value.getNodeType().name().toLowerCase(java.util.Locale.ROOT));
    }
    return Optional.of(value.textValue());
  }
}
