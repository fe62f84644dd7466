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
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
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
          OptionReader.names(TierChoice.class),
          OptionReader.name(TierChoice.AUTO),
          "Which tier answers: auto asks the encoder of a mail's language where the fast tier is"
              + " unsure, encoder always; languages without one get the fast tier. remote asks a"
              + " model server (model.remote.url) for every text.");
  private static final ModelOption DEVICE =
      new ModelOption(
          "model.device",
          OptionReader.names(Device.class),
          OptionReader.name(RuntimeSettings.DEFAULT.device()),
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
  public static final List<ModelOption> ALL =
      Stream.of(List.of(BUNDLE, TIER), RemoteOptions.ALL, List.of(DEVICE, CACHE, ASPECTS))
          .flatMap(List::stream)
          .toList();

  private final Map<String, String> values;
  private final BiConsumer<String, String> mistakes;
  private final OptionReader reader;

  private ModelOptions(Map<String, String> values, BiConsumer<String, String> mistakes) {
    this.values = values;
    this.mistakes = mistakes;
    this.reader = new OptionReader(values, mistakes);
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
    String bundle = reader.text(BUNDLE);
    boolean ships = bundle.equals(ModelBundle.DEFAULT_NAME);
    return withTier(defaults.withBundle(ships ? defaults.bundle() : bundle))
        .withRuntime(
            new RuntimeSettings(
                reader.choice(DEVICE, Device.class), RuntimeSettings.DEFAULT.tokenBudget()))
        .withCacheEntries(reader.count(CACHE, 0, MOST_CACHE_ENTRIES))
        .withAspects(aspects());
  }

  private ScorerSettings withTier(ScorerSettings settings) {
    TierChoice tier = reader.choice(TIER, TierChoice.class);
    var remote = new RemoteOptions(reader);
    if (tier != TierChoice.REMOTE) {
      if (OptionReader.name(tier).equals(reader.text(TIER))) {
        remote.refuse();
      }
      return settings.withTier(tier);
    }
    boolean imported = !settings.bundle().equals(ModelBundle.DEFAULT_LOCATION);
    return remote
        .read(imported)
        .map(settings::withRemote)
        .orElse(settings.withTier(TierChoice.AUTO));
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
}
