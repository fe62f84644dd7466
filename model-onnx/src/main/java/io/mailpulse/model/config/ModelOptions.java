package io.mailpulse.model.config;

import io.mailpulse.model.ScorerSettings;
import io.mailpulse.model.ScorerSettings.TierChoice;
import io.mailpulse.model.aspect.AspectList;
import io.mailpulse.model.bundle.BundleException;
import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.model.runtime.RuntimeSettings;
import io.mailpulse.model.runtime.RuntimeSettings.Device;
import io.mailpulse.schema.id.TenantId;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The model settings of a configuration. The streaming job and the backfill both read them here, so
 * that the same lines give the same scores in each.
 */
public final class ModelOptions {

  private static final int MOST_CACHE_ENTRIES = 10_000_000;

  private static final ModelOption BUNDLE =
      new ModelOption(
          "model.bundle",
          "text",
          ModelBundle.DEFAULT_NAME,
          "Model bundle: default for the one in the jar, else a folder, a .zip file,"
              + " classpath:FOLDER or s3://BUCKET/PREFIX; every worker opens it.");
  private static final ModelOption TIER =
      new ModelOption(
          "model.tier",
          names(TierChoice.class),
          name(TierChoice.AUTO),
          "Which tier answers: auto asks the encoder of a mail's language where the fast tier is"
              + " unsure, encoder always; languages without one get the fast tier.");
  private static final ModelOption DEVICE =
      new ModelOption(
          "model.device",
          names(Device.class),
          name(RuntimeSettings.DEFAULT.device()),
          "Where graphs run; cuda needs onnxruntime_gpu in place of onnxruntime.");
  private static final ModelOption CACHE =
      new ModelOption(
          "model.cache-entries",
          "integer, 0 to " + MOST_CACHE_ENTRIES,
          "0",
          "Scores that each worker keeps by text; a kept one says tier cache and is otherwise"
              + " equal.");
  private static final ModelOption ASPECTS =
      new ModelOption(
          "model.aspects.*",
          "path or URI",
          "",
          "Aspect list of a tenant, a JSON file read where the job is submitted: a path,"
              + " classpath:FILE or s3://BUCKET/KEY. Tenant default holds for all that are not"
              + " named; without it they have the list for support mail.");

  /** Every option, in the order of the documentation. */
  public static final List<ModelOption> ALL = List.of(BUNDLE, TIER, DEVICE, CACHE, ASPECTS);

  private final Map<String, String> values;
  private final BiConsumer<String, String> mistakes;

  private ModelOptions(Map<String, String> values, BiConsumer<String, String> mistakes) {
    this.values = values;
    this.mistakes = mistakes;
  }

  /** True if a key of a configuration is a model setting. */
  public static boolean knows(String key) {
    return ALL.stream().anyMatch(option -> option.matches(key));
  }

  /**
   * Reads the model settings. Aspect lists are opened, the bundle is not.
   *
   * @param values a whole configuration by dotted key; keys of others are passed over
   * @param mistakes takes the key and the problem of each mistake, in the order of {@link #ALL}
   * @return the settings, with defaults where there was a mistake
   */
  public static ScorerSettings read(
      Map<String, String> values, BiConsumer<String, String> mistakes) {
    return new ModelOptions(values, mistakes).read();
  }

  private ScorerSettings read() {
    ScorerSettings defaults = ScorerSettings.defaults();
    String bundle = text(BUNDLE);
    return defaults
        .withBundle(bundle.equals(ModelBundle.DEFAULT_NAME) ? defaults.bundle() : bundle)
        .withTier(choice(TIER, TierChoice.class))
        .withRuntime(
            new RuntimeSettings(
                choice(DEVICE, Device.class), RuntimeSettings.DEFAULT.tokenBudget()))
        .withCacheEntries(cacheEntries())
        .withAspects(aspects());
  }

  private String text(ModelOption option) {
    String text = values.getOrDefault(option.key(), "").strip();
    return text.isEmpty() ? option.defaultText() : text;
  }

  private <E extends Enum<E>> E choice(ModelOption option, Class<E> type) {
    String text = text(option);
    String otherwise = option.defaultText();
    for (E constant : type.getEnumConstants()) {
      if (name(constant).equals(text)) {
        return constant;
      }
    }
    mistakes.accept(option.key(), "expected " + option.type() + ", found '" + text + "'");
    return Enum.valueOf(type, otherwise.toUpperCase(Locale.ROOT));
  }

  private int cacheEntries() {
    String text = text(CACHE);
    boolean isCount =
        text.length() <= 8 && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    int count = isCount ? Integer.parseInt(text) : -1;
    if (count >= 0 && count <= MOST_CACHE_ENTRIES) {
      return count;
    }
    mistakes.accept(CACHE.key(), "expected " + CACHE.type() + ", found '" + text + "'");
    return 0;
  }

  private Map<String, AspectList> aspects() {
    var lists = new TreeMap<String, AspectList>();
    new TreeMap<>(values)
        .forEach(
            (key, location) -> {
              if (ASPECTS.matches(key)) {
                readAspects(key, location.strip(), lists);
              }
            });
    return lists;
  }

  private void readAspects(String key, String location, Map<String, AspectList> lists) {
    try {
      String tenant = TenantId.require(key.substring(ASPECTS.prefix().length()));
      lists.put(tenant, AspectList.read(location));
    } catch (NoSuchFileException e) {
      mistakes.accept(key, "expected an aspect list, found no file at '" + location + "'");
    } catch (IOException e) {
      mistakes.accept(key, "the aspect list at '" + location + "' cannot be read");
    } catch (IllegalArgumentException | BundleException e) {
      mistakes.accept(key, e.getMessage());
    }
  }

  private static String names(Class<? extends Enum<?>> type) {
    return Stream.of(type.getEnumConstants())
        .map(ModelOptions::name)
        .collect(Collectors.joining(" | "));
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
