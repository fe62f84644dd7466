package io.mailpulse.local.bench;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * CPU time per character of each step on small and large texts, ordinary and hostile ones: what is
 * linear costs the same at every size.
 */
final class Growth {

  private static final int WARM_UPS = 3;
  private static final int CALLS_SHARE = 16;

  private final Effort effort;
  private final Map<String, Function<String, Object>> steps;
  private long seen;

  Growth(Effort effort, Map<String, Function<String, Object>> steps) {
    this.effort = effort;
    this.steps = steps;
  }

  /** A text of any length: what it starts with, then one piece again and again. */
  private record Endless(String step, String name, String start, String piece) {

    static Endless of(String[] columns) {
      return new Endless(
          columns[0], columns[1], columns[2].translateEscapes(), columns[3].translateEscapes());
    }

    String ofSize(int size) {
      int times = Math.max(0, size - start.length()) / piece.length() + 1;
      String text = start + piece.repeat(times);
      return text.substring(0, Math.max(size, start.length()));
    }
  }

  /** Hands over one figure per text: the costliest of its larger sizes beside its smallest. */
  void run(Consumer<MailFigure> figures) {
    for (String[] columns : BenchLines.of("growth.txt", 4)) {
      figures.accept(measure(Endless.of(columns)));
    }
  }

  private MailFigure measure(Endless endless) {
    List<Integer> sizes = effort.sizes();
    Function<String, Object> step = steps.get(endless.step());
    List<String> texts = sizes.stream().map(endless::ofSize).toList();
    double[][] costs = new double[texts.size()][effort.rounds()];
    // The sizes take turns too, so that a slow second meets them all.
    for (int round = -WARM_UPS; round < effort.rounds(); round++) {
      for (int i = 0; i < texts.size(); i++) {
        double cost = nanosPerCharacter(step, texts.get(i));
        if (round >= 0) {
          costs[i][round] = cost;
        }
      }
    }
    double smallest = Turns.median(costs[0]);
    int costliest = 0;
    for (int i = 1; i < costs.length; i++) {
      if (costliest == 0 || Turns.median(costs[i]) > Turns.median(costs[costliest])) {
        costliest = i;
      }
    }
    double cost = Turns.median(costs[costliest]);
    return new MailFigure(
        endless.step() + ": " + endless.name(),
        "ns/char",
        cost,
        "at " + sizes.get(0) + " instead of " + sizes.get(costliest),
        smallest,
        cost / smallest,
        Target.GROWTH,
        sizes.get(costliest));
  }

  private double nanosPerCharacter(Function<String, Object> step, String text) {
    long calls = 0;
    long start = CpuClock.THREAD.nanos();
    long nanos;
    do {
      seen += step.apply(text).hashCode() & 1;
      calls++;
      nanos = CpuClock.THREAD.nanos() - start;
    } while (nanos < effort.nanos() / CALLS_SHARE);
    return nanos / (double) calls / text.length();
  }

  /** Sum over all results. */
  long seen() {
    return seen;
  }
}
