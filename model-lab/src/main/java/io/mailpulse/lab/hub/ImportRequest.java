package io.mailpulse.lab.hub;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What to import, and what the export does not say of itself.
 *
 * @param export folder with {@code model.onnx} (or {@code onnx/model.onnx}), {@code tokenizer.json}
 *     and {@code config.json}
 * @param output folder of the bundle
 * @param name of the bundle
 * @param version of the bundle
 * @param languages ISO 639-1 codes that the model answers for
 * @param labels sentiment labels in the order of the logits; empty to take {@code id2label}
 * @param licence of the weights, for the manifest
 * @param parity JSON lines {@code {"text", "input_ids", "logits"}} made with the original; the
 *     import is refused if they do not come out
 * @param tolerance largest difference of a logit that parity allows
 */
public record ImportRequest(
    Path export,
    Path output,
    String name,
    String version,
    List<String> languages,
    List<String> labels,
    String licence,
    Optional<Path> parity,
    double tolerance) {

  /** Difference that float32 arithmetic on another machine explains. */
  public static final double DEFAULT_TOLERANCE = 1e-3;

  /** Checks and copies. */
  public ImportRequest {
    Objects.requireNonNull(export, "export");
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(licence, "licence");
    languages = List.copyOf(languages);
    labels = List.copyOf(labels);
    if (languages.isEmpty()) {
      throw new IllegalArgumentException(
          "languages: expected at least one; an export does not name its own");
    }
    if (!(tolerance > 0)) {
      throw new IllegalArgumentException("tolerance: expected above 0, found " + tolerance);
    }
  }
}
