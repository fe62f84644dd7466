package io.mailpulse.model.config;

import io.mailpulse.model.ScorerSettings;
import io.mailpulse.model.ScorerSettings.TierChoice;
import io.mailpulse.model.aspect.AspectList;
import io.mailpulse.model.bundle.BundleException;
import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.model.runtime.RuntimeSettings;
import io.mailpulse.model.runtime.RuntimeSettings.Device;
import io.mailpulse.schema.id.TenantId;
import io.mailpulse.settings.ConfigValues;
import io.mailpulse.settings.Option;
import io.mailpulse.settings.OptionType;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The model settings of a configuration. The streaming job and the backfill both read them here, so
 * that the same lines give the same scores in each.
 */
public final class ModelOptions {

  static final Option<String> BUNDLE =
      Option.of(
          "model.bundle",
          OptionType.text(),
          ModelBundle.DEFAULT_NAME,
          "Model bundle: default for the one in the jar, else a folder, a .zip file,"
              + " classpath:FOLDER or s3://BUCKET/PREFIX; every worker opens it.");
  static final Option<TierChoice> TIER =
      Option.of(
          "model.tier",
          OptionType.choice(TierChoice.class),
          "auto",
          "Which tier answers: auto asks the encoder of a mail's language where the fast tier is"
              + " unsure, encoder always; languages without one get the fast tier. remote asks a"
              + " model server (model.remote.url) for every text.");
  private static final Option<Device> DEVICE =
      Option.of(
          "model.device",
          OptionType.choice(Device.class),
          "cpu",
          "Where graphs run; cuda needs onnxruntime_gpu in place of onnxruntime.");
  private static final Option<Integer> CACHE =
      Option.of(
          "model.cache-entries",
          OptionType.integer(0, 10_000_000),
          "0",
          "Scores that each worker keeps by text; a kept one says tier cache and is otherwise"
              + " equal.");
  private static final Option<String> ASPECTS =
      Option.optional(
          "model.aspects.*",
          new OptionType<>("path or URI", Function.identity()),
          "Aspect list of a tenant, a JSON file read where the job is submitted: a path,"
              + " classpath:FILE or s3://BUCKET/KEY. Tenant default holds for all that are not"
              + " named; without it they have the list for support mail.");

  /** Every option, in the order of the documentation. */
  public static final List<Option<?>> ALL =
      Stream.<List<Option<?>>>of(
              List.of(BUNDLE, TIER), RemoteOptions.ALL, List.of(DEVICE, CACHE, ASPECTS))
          .<Option<?>>flatMap(List::stream)
          .toList();

  private final ConfigValues values;

  private ModelOptions(ConfigValues values) {
    this.values = values;
  }

  /**
   * Reads the model settings. Aspect lists are opened, the bundle is not.
   *
   * @param values a whole configuration; keys of others are passed over, mistakes noted in the
   *     order of {@link #ALL}
   * @return the settings, with defaults where there was a mistake
   */
  public static ScorerSettings read(ConfigValues values) {
    return new ModelOptions(values).read();
  }

  private ScorerSettings read() {
    ScorerSettings defaults = ScorerSettings.defaults();
    String bundle = values.get(BUNDLE);
    boolean ships = bundle.equals(ModelBundle.DEFAULT_NAME);
    return withTier(defaults.withBundle(ships ? defaults.bundle() : bundle))
        .withRuntime(new RuntimeSettings(values.get(DEVICE), RuntimeSettings.DEFAULT.tokenBudget()))
        .withCacheEntries(values.get(CACHE))
        .withAspects(aspects());
  }

  private ScorerSettings withTier(ScorerSettings settings) {
    TierChoice tier = values.get(TIER);
    var remote = new RemoteOptions(values);
    if (tier != TierChoice.REMOTE) {
      if (!values.isMistaken(TIER)) {
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
    values.all(ASPECTS).forEach((tenant, location) -> readAspects(tenant, location, lists));
    return lists;
  }

  private void readAspects(String tenant, String location, Map<String, AspectList> lists) {
    Option<String> option = ASPECTS.named(tenant);
    try {
      lists.put(TenantId.require(tenant), AspectList.read(location));
    } catch (NoSuchFileException e) {
      values.mistake(option, "expected an aspect list, found no file at '" + location + "'");
    } catch (IOException e) {
      values.mistake(option, "the aspect list at '" + location + "' cannot be read");
    } catch (IllegalArgumentException | BundleException e) {
      values.mistake(option, e.getMessage());
    }
  }
}
