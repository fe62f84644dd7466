package io.mailpulse.model;

import io.mailpulse.model.ScorerSettings.TierChoice;
import io.mailpulse.model.bundle.BundleException;
import io.mailpulse.model.bundle.ModelBundle;
import io.mailpulse.model.bundle.ModelManifest;
import io.mailpulse.model.remote.RemoteTier;
import io.mailpulse.model.runtime.ScoringException;
import io.mailpulse.model.text.Normaliser;
import io.mailpulse.model.tier.EncoderTier;
import io.mailpulse.model.tier.FastTier;
import java.util.ArrayList;
import java.util.List;

/** Opens scorers. */
public final class Scorers {

  private Scorers() {}

  /**
   * Opens the scorer that settings describe. Native sessions are shared: opening the same bundle
   * again in a process costs little memory. To a model server nothing is sent until the first text
   * is scored; the bundle then says labels, languages and, for token ids on the wire, the
   * tokenizer.
   *
   * @throws BundleException if the bundle is missing, altered, or not of this version
   */
  public static Scorer open(ScorerSettings settings) {
    return open(settings, ModelBundle.open(settings.bundle()));
  }

  /**
   * Opens a scorer over a bundle that is already read, for instance from an object store.
   *
   * @throws BundleException if the bundle does not fit this version
   */
  public static Scorer open(ScorerSettings settings, ModelBundle bundle) {
    if (!bundle.manifest().normaliser().equals(Normaliser.VERSION)) {
      throw new BundleException(
          "Model bundle "
              + bundle.origin()
              + ": normaliser: expected "
              + Normaliser.VERSION
              + ", found "
              + bundle.manifest().normaliser()
              + ". Use the release that the bundle was made with, or train it anew.");
    }
    List<AutoCloseable> opened = new ArrayList<>();
    try {
      Scorer scorer = openTiers(settings, bundle, opened);
      return settings.cacheEntries() > 0
          ? new CachingScorer(scorer, settings.cacheEntries())
          : scorer;
    } catch (BundleException | ScoringException e) {
      closeAll(opened, e);
      throw e;
    }
  }

  /**
   * What a scorer of these settings stamps on its scores, without running a model.
   *
   * @throws BundleException if the bundle is missing, altered, or not of this version
   */
  public static String modelVersion(ScorerSettings settings) {
    ModelManifest manifest = ModelBundle.open(settings.bundle()).manifest();
    return settings.tier() == TierChoice.REMOTE
        ? RemoteScorer.modelVersion(settings.remote(), manifest)
        : manifest.modelVersion();
  }

  private static Scorer openTiers(
      ScorerSettings settings, ModelBundle bundle, List<AutoCloseable> opened) {
    if (settings.tier() == TierChoice.REMOTE) {
      return new RemoteScorer(
          settings, bundle.manifest(), RemoteTier.open(settings.remote(), bundle));
    }
    FastTier fast = null;
    if (bundle.manifest().ngram() != null) {
      fast = FastTier.open(bundle, settings.runtime());
      opened.add(fast);
    }
    List<EncoderTier> encoders = new ArrayList<>();
    if (fast == null || settings.tier() != TierChoice.FAST) {
      for (var part : bundle.manifest().encoders()) {
        EncoderTier encoder = EncoderTier.open(bundle, part, settings.runtime());
        opened.add(encoder);
        encoders.add(encoder);
      }
    }
    return new LocalScorer(settings, bundle.manifest(), fast, encoders);
  }

  private static void closeAll(List<AutoCloseable> opened, RuntimeException cause) {
    for (AutoCloseable one : opened) {
      try {
        one.close();
      } catch (Exception e) {
        cause.addSuppressed(e);
      }
    }
  }
}
