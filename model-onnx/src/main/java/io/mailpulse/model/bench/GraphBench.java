package io.mailpulse.model.bench;

import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.model.bundle.ModelManifest.EncoderPart;
import io.mailpulse.model.runtime.ModelSession;
import io.mailpulse.model.runtime.RuntimeSettings;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An encoder's graph as this module runs it, fused, against the same graph as it was given, both
 * under ONNX Runtime's own optimiser: rows of like length, ids at random.
 */
final class GraphBench {

  private static final int[] LENGTHS = {16, 64, 128};
  private static final int ROWS = 20;
  private static final int FIRST_WORD = 1000;
  private static final int WORDS = 15_000;

  private final ModelBundle bundle;
  private final CpuTimer timer;
  private final Consumer<Figure> figures;

  GraphBench(ModelBundle bundle, CpuTimer timer, Consumer<Figure> figures) {
    this.bundle = bundle;
    this.timer = timer;
    this.figures = figures;
  }

  /** One figure for each length. */
  void run(EncoderPart part) {
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
        figures.accept(
            new Figure(
                part.id() + ", graph as opened, " + length + " tokens",
                "texts/s",
                rates[0],
                "bare ONNX Runtime, graph as given",
                rates[1],
                ROWS));
      }
    }
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
