package io.mailpulse.lab.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailpulse.model.runtime.ScoringException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The same rows through onnxruntime-node, in a Node process of its own. */
final class NodeLoop implements AutoCloseable {

  private static final String SCRIPT = "onnxruntime-node.js";
  private static final String READY = "ready";

  private final Path folder;
  private final Process process;
  private final BufferedWriter commands;
  private final BufferedReader answers;

  private NodeLoop(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts Node and opens the graph in it.
   *
   * @param modules folder with {@code node_modules/onnxruntime-node}
   * @throws ScoringException that says what is missing: Node, the package, or a graph it opens
   */
  static NodeLoop start(Path modules, byte[] model, List<int[]> rows) {
    if (!Files.isDirectory(modules.resolve("node_modules/onnxruntime-node"))) {
      throw new ScoringException(
          "expected the package onnxruntime-node under "
              + modules.resolve("node_modules")
              + ", found none");
    }
    Path folder = null;
    try {
      folder = Files.createTempDirectory("mailpulse-node");
      Path graph = Files.write(folder.resolve("model.onnx"), model);
      Path lines =
          Files.write(folder.resolve("rows.json"), new ObjectMapper().writeValueAsBytes(rows));
      // Node looks for packages beside the script, so the script's folder must be on NODE_PATH.
      Path script = folder.resolve(SCRIPT);
      try (var in = NodeLoop.class.getResourceAsStream(SCRIPT)) {
        Files.copy(in, script);
      }
      var builder =
          new ProcessBuilder("node", script.toString(), graph.toString(), lines.toString())
              .redirectError(ProcessBuilder.Redirect.to(folder.resolve("errors.txt").toFile()));
      builder
          .environment()
          .put("NODE_PATH", modules.resolve("node_modules").toAbsolutePath().toString());
      var loop = new NodeLoop(folder, builder.start());
      String first = loop.answers.readLine();
      if (!READY.equals(first)) {
        String said = Files.readString(folder.resolve("errors.txt")).lines().findFirst().orElse("");
        loop.close();
        throw new ScoringException("expected Node to open the graph, found it ended: " + said);
      }
      return loop;
    } catch (IOException e) {
      deleteQuietly(folder);
      throw new ScoringException("expected Node on the PATH, found none: " + e.getMessage(), e);
    }
  }

  /** CPU seconds of one pass over all rows. */
  double seconds() {
    try {
      commands.write('\n');
      commands.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new ScoringException("expected Node to answer, found it ended");
      }
      return Double.parseDouble(answer.substring(0, answer.indexOf(' ')));
    } catch (IOException e) {
      throw new ScoringException("Node does not answer", e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    deleteQuietly(folder);
  }

  /** Temporary files that cannot be deleted are left to the system. */
  private static void deleteQuietly(Path folder) {
    if (folder == null) {
      return;
    }
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      folder.toFile().deleteOnExit();
    }
  }
}
