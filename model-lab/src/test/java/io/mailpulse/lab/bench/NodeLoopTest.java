package io.mailpulse.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.model.runtime.ScoringException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** With a package of our own in the place of onnxruntime-node: it answers, and computes nothing. */
class NodeLoopTest {

  private static final String PACKAGE =
      """
      class Tensor {}
      const session = {
        inputNames: ['input_ids', 'attention_mask'],
        outputNames: ['logits'],
        run: async (feeds) => {
          if (Object.keys(feeds).length !== 2) throw new Error('expected two inputs');
          return { logits: { data: [1, 2, 3] } };
        },
      };
      module.exports = { Tensor, InferenceSession: { create: async () => session } };
      """;

  @TempDir Path modules;

  static boolean hasNode() throws InterruptedException {
    try {
      return new ProcessBuilder("node", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  @EnabledIf("hasNode")
  void measuresPassesInNode() throws IOException {
    install(PACKAGE);

    try (var node = NodeLoop.start(modules, new byte[0], List.of(new int[] {1, 2}))) {
      assertThat(node.seconds()).isNotNegative();
      assertThat(node.seconds()).isNotNegative();
    }
  }

  @Test
  @EnabledIf("hasNode")
  void saysThatAGraphDoesNotOpenInNode() throws IOException {
    install("throw new Error('no such platform');");

    assertThatThrownBy(() -> NodeLoop.start(modules, new byte[0], List.of()))
        .isInstanceOf(ScoringException.class)
        .hasMessageContaining("expected Node to open the graph, found it ended");
  }

  @Test
  void saysThatThePackageIsMissing() {
    assertThatThrownBy(() -> NodeLoop.start(modules, new byte[0], List.of()))
        .isInstanceOf(ScoringException.class)
        .hasMessage(
            "expected the package onnxruntime-node under "
                + modules.resolve("node_modules")
                + ", found none");
  }

  private void install(String source) throws IOException {
    Path folder = Files.createDirectories(modules.resolve("node_modules/onnxruntime-node"));
    Files.writeString(folder.resolve("index.js"), source);
  }
}
