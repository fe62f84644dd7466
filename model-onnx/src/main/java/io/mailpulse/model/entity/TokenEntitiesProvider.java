package io.mailpulse.model.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailpulse.model.bundle.BundleException;
import io.mailpulse.model.runtime.ModelSession;
import io.mailpulse.model.runtime.RuntimeSettings;
import io.mailpulse.schema.entity.EntityFinder;
import io.mailpulse.schema.entity.EntityFinderProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Opens a folder with {@code model.onnx}, {@code tokenizer.json} and {@code config.json}: a
 * token-classification export of Hugging Face, whose {@code id2label} names what each column of
 * {@code logits}, float32 [batch, tokens, labels], means.
 */
public final class TokenEntitiesProvider implements EntityFinderProvider {

  /**
   * Opens the bundle.
   *
   * @throws BundleException if a file is missing, or they contradict each other
   */
  @Override
  public EntityFinder open(String location) {
    Path folder = Path.of(location);
    EntityPart[] parts = parts(folder);
    ModelSession session = ModelSession.open(read(folder, "model.onnx"), RuntimeSettings.DEFAULT);
    try {
      session.requireOutput(TokenEntities.LOGITS, 3, parts.length);
      return new TokenEntities(session, TokenPieces.open(read(folder, "tokenizer.json")), parts);
    } catch (BundleException e) {
      session.close();
      throw e;
    }
  }

  private static EntityPart[] parts(Path folder) {
    JsonNode labels;
    try {
      labels = new ObjectMapper().readTree(read(folder, "config.json")).path("id2label");
    } catch (IOException e) {
      throw new BundleException("Named-entity bundle " + folder + ": config.json is no JSON", e);
    }
    EntityPart[] parts = new EntityPart[labels.size()];
    for (int k = 0; k < parts.length; k++) {
      parts[k] = EntityPart.of(labels.path(Integer.toString(k)).asText());
    }
    if (Arrays.stream(parts).allMatch(part -> part == EntityPart.NONE)) {
      throw new BundleException(
          "Named-entity bundle "
              + folder
              + ": id2label of config.json: expected labels of names or addresses, such as B-PER or"
              + " STREET_NAME, found "
              + labels);
    }
    return parts;
  }

  private static byte[] read(Path folder, String file) {
    try {
      return Files.readAllBytes(folder.resolve(file));
    } catch (IOException e) {
      throw new BundleException(
          "Named-entity bundle " + folder + ": expected file " + file + ", found none", e);
    }
  }
}
