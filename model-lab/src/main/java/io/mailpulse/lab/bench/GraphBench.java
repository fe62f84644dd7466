package io.mailpulse.lab.bench;

import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.model.bundle.ModelManifest.EncoderPart;
import io.mailpulse.model.runtime.ModelSession;
import io.mailpulse.model.runtime.RuntimeSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An encoder's graph as the runtime here runs it against the same graph in a bare loop of this
 * process and in Node, all under ONNX Runtime's own optimiser: rows of like length, ids at random.
 */
final class GraphBench {

  private static final int[] LENGTHS = {16, 64, 128};
  private static final int ROWS = 3;
  private static final int FIRST_WORD = 1000;
  private static final int WORDS = 15_000;

  private final ModelBundle bundle;
  private final CpuTimer timer = CpuTimer.ofShortPasses();
  private final Consumer<Figure> figures;

  GraphBench(ModelBundle bundle, Consumer<Figure> figures) {
    this.bundle = bundle;
    this.figures = figures;
  }

  /** One figure for each length against the bare loop. */
  void againstBareLoop(EncoderPart part) {
    byte[] model = bundle.resolve(part.model());
    try (var session = ModelSession.open(model, RuntimeSettings.DEFAULT);
        var bare = new BareLoop(model)) {
      for (int length : LENGTHS) {
        List<int[]> rows = rows(length);
        double[] rates =
            timer.perSecond(
                ROWS,
                () -> rows.stream().mapToLong(row -> run(session, part, row)).sum(),
                () -> rows.stream().mapToLong(bare::run).sum());
        figures.accept(figure(part, length, rates, "bare ONNX Runtime"));
      }
    }
  }

  /**
   * One figure for each length against onnxruntime-node.
   *
   * @param modules folder with {@code node_modules/onnxruntime-node}
   * @throws io.mailpulse.model.runtime.ScoringException if Node or the package is missing
   */
  void againstNode(EncoderPart part, Path modules) {
    byte[] model = bundle.resolve(part.model());
    try (var session = ModelSession.open(model, RuntimeSettings.DEFAULT)) {
      for (int length : LENGTHS) {
        List<int[]> rows = rows(length);
        try (var node = NodeLoop.start(modules, model, rows)) {
          double[] rates =
              timer.perSecond(
                  ROWS,
                  () -> rows.stream().mapToLong(row -> run(session, part, row)).sum(),
                  node::seconds);
          figures.accept(figure(part, length, rates, "onnxruntime-node"));
        }
      }
    }
  }

  private static Figure figure(EncoderPart part, int length, double[] rates, String baseline) {
    String name = part.id() + ", graph, " + length + " tokens";
    return new Figure(name, "texts/s", rates[0], baseline, rates[1], ROWS);
  }

  private static long run(ModelSession session, EncoderPart part, int[] row) {
    return session
        .run(new int[][] {row}, new int[] {0}, Set.of(part.output()))
        .get(part.output())
        .data()
        .length;
  }

  private static List<int[]> rows(int length) {
    var random = new SplittableRandom(length);
    return Stream.generate(() -> random.ints(length, FIRST_WORD, WORDS).toArray())
        .limit(ROWS)
        .toList();
  }
}
