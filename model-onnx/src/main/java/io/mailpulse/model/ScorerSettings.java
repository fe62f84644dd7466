package io.mailpulse.model;

import io.mailpulse.model.aspect.AspectList;
import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.model.remote.RemoteSettings;
import io.mailpulse.model.runtime.RuntimeSettings;
import java.io.Serializable;
import java.util.Map;
import java.util.Objects;

/**
 * How texts are scored. Immutable and serializable: an engine ships it to its workers, and each
 * opens its own scorer.
 *
 * @param bundle location of the model: {@code classpath:FOLDER}, {@code s3://BUCKET/PREFIX}, a
 *     folder or a {@code .zip} file
 * @param tier which parts of the bundle answer
 * @param surelyFast with {@link TierChoice#AUTO}: confidence of the fast tier from which no encoder
 *     is asked; 0 to 1
 * @param undeterminedFloor confidence below which a text of undetermined language is unknown; 0 to
 *     1
 * @param evidence sentences given with a score at most; 0 for none
 * @param cacheEntries scores kept by text; 0 for no cache
 * @param aspects aspect list per tenant id; {@link #EVERY_TENANT} holds for tenants without one,
 *     and the list for support mail where that is missing too
 * @param runtime how graphs are run
 * @param remote the server of {@link TierChoice#REMOTE}; null with every other choice
 */
public record ScorerSettings(
    String bundle,
    TierChoice tier,
    double surelyFast,
    double undeterminedFloor,
    int evidence,
    int cacheEntries,
    Map<String, AspectList> aspects,
    RuntimeSettings runtime,
    RemoteSettings remote)
    implements Serializable {

  /** The name under which an aspect list holds for all tenants that have none of their own. */
  public static final String EVERY_TENANT = "default";

  /** Which parts of a bundle answer. */
  public enum TierChoice {
    /** The fast tier for every text. */
    FAST,
    /** The encoder of the text's language, mixed with the fast tier; the fast tier elsewhere. */
    ENCODER,
    /** As {@link #ENCODER}, but only where the fast tier is unsure. */
    AUTO,
    /** A model server for every text; no graph of the bundle is run. */
    REMOTE
  }

  /** Checks the ranges. */
  public ScorerSettings {
    Objects.requireNonNull(bundle, "bundle");
    Objects.requireNonNull(tier, "tier");
    Objects.requireNonNull(runtime, "runtime");
    if ((tier == TierChoice.REMOTE) != (remote != null)) {
      throw new IllegalArgumentException(
          "remote: expected a server with tier REMOTE and none with others, found tier " + tier);
    }
    requireShare("surelyFast", surelyFast);
    requireShare("undeterminedFloor", undeterminedFloor);
    requireCount("evidence", evidence);
    requireCount("cacheEntries", cacheEntries);
    aspects = Map.copyOf(aspects);
  }

  /** The bundle that ships with this module, its fast tier, no cache, the default aspects. */
  public static ScorerSettings defaults() {
    return new ScorerSettings(
        ModelBundle.DEFAULT_LOCATION,
        TierChoice.FAST,
        0.8,
        0.4,
        3,
        0,
        Map.of(),
        RuntimeSettings.DEFAULT,
        null);
  }

  /** With another bundle. */
  public ScorerSettings withBundle(String location) {
    return new ScorerSettings(
        location,
        tier,
        surelyFast,
        undeterminedFloor,
        evidence,
        cacheEntries,
        aspects,
        runtime,
        remote);
  }

  /**
   * With another choice of tiers, in this process.
   *
   * @throws IllegalArgumentException for {@link TierChoice#REMOTE}, which needs a server
   */
  public ScorerSettings withTier(TierChoice choice) {
    return new ScorerSettings(
        bundle,
        choice,
        surelyFast,
        undeterminedFloor,
        evidence,
        cacheEntries,
        aspects,
        runtime,
        null);
  }

  /** With a model server in place of the tiers of this process. */
  public ScorerSettings withRemote(RemoteSettings server) {
    return new ScorerSettings(
        bundle,
        TierChoice.REMOTE,
        surelyFast,
        undeterminedFloor,
        evidence,
        cacheEntries,
        aspects,
        runtime,
        server);
  }

  /** With a cache of so many scores. */
  public ScorerSettings withCacheEntries(int entries) {
    return new ScorerSettings(
        bundle, tier, surelyFast, undeterminedFloor, evidence, entries, aspects, runtime, remote);
  }

  /** With aspect lists per tenant id. */
  public ScorerSettings withAspects(Map<String, AspectList> lists) {
    return new ScorerSettings(
        bundle,
        tier,
        surelyFast,
        undeterminedFloor,
        evidence,
        cacheEntries,
        lists,
        runtime,
        remote);
  }

  /** With another way to run graphs. */
  public ScorerSettings withRuntime(RuntimeSettings settings) {
    return new ScorerSettings(
        bundle,
        tier,
        surelyFast,
        undeterminedFloor,
        evidence,
        cacheEntries,
        aspects,
        settings,
        remote);
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + ": expected 0 to 1, found " + value);
    }
  }

  private static void requireCount(String name, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + ": expected 0 or more, found " + value);
    }
  }
}
