package io.mailpulse.lab.bench;

import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.model.bundle.ModelManifest.EncoderPart;
import io.mailpulse.model.runtime.RuntimeSettings;
import io.mailpulse.model.tier.EncoderTier;
import io.mailpulse.model.tier.FastTier;
import io.mailpulse.model.tier.Passage;
import io.mailpulse.model.tier.Tier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Does memory grow with the number of texts? Each model of a bundle reads so many of them, from
 * characters to logits, one model after the other on the calling thread. Texts are of one or two
 * words, so that a million end in less than an hour; every thousandth is a long mail, so that what
 * the runtime keeps for the longest row is there from the first reading on.
 */
public final class MemoryBench {

  private static final int FIRST_SHARE = 100;
  private static final int SHARES = 10;
  private static final int LONG_EVERY = 1000;
  private static final int LONG_SENTENCES = 17;
  private static final int LONG_MAILS = 16;
  private static final int MOST_WORDS = 2;
  private static final int SHORT_TEXTS = 10_000;

  private final List<String> shorts;
  private final List<String> longs;
  private final int texts;
  private final Consumer<Map<String, Object>> lines;

  private MemoryBench(int texts, Consumer<Map<String, Object>> lines) {
    var source = new BenchTexts();
    this.shorts = source.phrases(SHORT_TEXTS, MOST_WORDS);
    this.longs = source.mails(LONG_MAILS, LONG_SENTENCES);
    this.texts = texts;
    this.lines = lines;
  }

  /**
   * Watches the models; an hour or two for a million texts.
   *
   * @param lines takes each reading as it is made: after a hundredth of the texts and after each
   *     tenth, as one JSON line has it; and what was left out
   * @throws IllegalArgumentException if a model is named that the bundle does not have
   */
  public static void run(MemorySettings settings, Consumer<Map<String, Object>> lines) {
    ModelBundle bundle = ModelBundle.open(settings.bundle());
    Map<String, Supplier<Tier>> models = models(bundle);
    if (!models.keySet().containsAll(settings.only())) {
      throw new IllegalArgumentException(
          "only: expected some of "
              + models.keySet()
              + ", found "
              + new TreeSet<>(settings.only()));
    }
    if (!ResidentSet.isKnown()) {
      lines.accept(Map.of("name", "resident memory", "left_out", "this system does not tell it"));
      return;
    }
    if (!settings.only().isEmpty()) {
      models.keySet().retainAll(settings.only());
    }
    var bench = new MemoryBench(settings.texts(), lines);
    models.forEach(
        (name, open) -> {
          try (Tier tier = open.get()) {
            bench.watch(name, tier);
          }
        });
  }

  private static Map<String, Supplier<Tier>> models(ModelBundle bundle) {
    Map<String, Supplier<Tier>> models = new LinkedHashMap<>();
    if (bundle.manifest().ngram() != null) {
      models.put(MemorySettings.FAST, () -> FastTier.open(bundle, RuntimeSettings.DEFAULT));
    }
    for (EncoderPart part : bundle.manifest().encoders()) {
      models.put(part.id(), () -> EncoderTier.open(bundle, part, RuntimeSettings.DEFAULT));
    }
    return models;
  }

  private void watch(String name, Tier tier) {
    Set<Integer> readings = readings();
    for (int i = 0; i < texts; i++) {
      tier.read(List.of(Passage.of(text(i))));
      if (readings.contains(i + 1)) {
        lines.accept(line(name, i + 1, ResidentSet.now()));
      }
    }
  }

  private String text(int index) {
    return index % LONG_EVERY == 0
        ? longs.get(index / LONG_EVERY % longs.size())
        : shorts.get(index % shorts.size());
  }

  private Set<Integer> readings() {
    Set<Integer> after = new TreeSet<>(List.of(texts / FIRST_SHARE));
    for (int share = 1; share <= SHARES; share++) {
      after.add((int) ((long) texts * share / SHARES));
    }
    return after;
  }

  private static Map<String, Object> line(String name, int texts, ResidentSet memory) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("name", "resident memory, " + name);
    line.put("unit", "MB");
    line.put("texts", texts);
    line.put("value", memory.resident());
    line.put("of_it_java_heap", memory.heap());
    return line;
  }
}
