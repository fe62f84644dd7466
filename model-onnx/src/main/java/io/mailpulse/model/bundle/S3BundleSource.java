package io.mailpulse.model.bundle;

import io.mailpulse.settings.aws.MissingSdkException;
import io.mailpulse.settings.aws.S3Objects;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A prefix of an S3 bucket; {@link S3Objects} says how it is reached.
 *
 * <p>The SDK is an optional dependency: a class path without it refuses such bundles and misses
 * nothing else.
 *
 * @param bucket its name
 * @param prefix of every key, with a slash at its end, or empty
 */
record S3BundleSource(String bucket, String prefix) implements BundleSource {

  static final String SCHEME = S3Objects.SCHEME;

  private static final Pattern LOCATION =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/+(.*?))?/*");

  /**
   * The source that a location names; nothing is sent yet.
   *
   * @throws BundleException if the location is none, or the SDK is missing
   */
  static S3BundleSource of(String location) {
    Matcher parts = LOCATION.matcher(location);
    if (!parts.matches()) {
      throw new BundleException(
          "Model bundle " + location + ": expected s3://BUCKET/PREFIX, found something else.");
    }
    requireSdk(location, S3BundleSource.class.getClassLoader());
    String prefix = parts.group(2) == null ? "" : parts.group(2);
    return new S3BundleSource(parts.group(1), prefix.isEmpty() ? "" : prefix + "/");
  }

  /** Refuses a class path on which the SDK or its transport is missing. */
  static void requireSdk(String location, ClassLoader loader) {
    try {
      S3Objects.requireSdk(loader);
    } catch (MissingSdkException e) {
      throw new BundleException(
          "Model bundle " + location + ": " + e.getMessage() + ", or name a folder.", e);
    }
  }

  @Override
  public String describe() {
    return SCHEME + bucket + "/" + prefix;
  }

  @Override
  public byte[] read(String name) throws IOException {
    return new S3Objects(bucket).read(prefix + name);
  }
}
