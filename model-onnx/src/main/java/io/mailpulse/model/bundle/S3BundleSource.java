package io.mailpulse.model.bundle;

import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A prefix of an S3 bucket. Region and credentials are found as the AWS SDK finds them. The
 * endpoint is Amazon's, or what the system property {@code aws.endpointUrlS3} or {@code
 * aws.endpointUrl}, or the variable {@code AWS_ENDPOINT_URL_S3} or {@code AWS_ENDPOINT_URL}, names;
 * buckets are then part of the path, as other stores want them.
 *
 * <p>The SDK is an optional dependency: a class path without it refuses such bundles and misses
 * nothing else.
 *
 * @param bucket its name
 * @param prefix of every key, with a slash at its end, or empty
 */
record S3BundleSource(String bucket, String prefix) implements BundleSource {

  static final String SCHEME = "s3://";

  private static final Pattern LOCATION =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/+(.*?))?/*");
  private static final String SDK = "software.amazon.awssdk.services.s3.S3Client";
  private static final String TRANSPORT =
      "software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient";

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
    for (String needed : new String[] {SDK, TRANSPORT}) {
      try {
        Class.forName(needed, false, loader);
      } catch (ClassNotFoundException e) {
        throw new BundleException(
            "Model bundle "
                + location
                + ": expected the AWS SDK on the class path, found no "
                + needed
                + ". Add software.amazon.awssdk:s3 and :url-connection-client, or name a folder.",
            e);
      }
    }
  }

  @Override
  public String describe() {
    return SCHEME + bucket + "/" + prefix;
  }

  @Override
  public byte[] read(String name) throws IOException {
    String key = prefix + name;
    try (S3Client client = client()) {
      return client.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArrayUnsafe();
    } catch (NoSuchKeyException e) {
      var missing = new NoSuchFileException(SCHEME + bucket + "/" + key);
      missing.initCause(e);
      throw missing;
    } catch (S3Exception e) {
      throw new IOException(
          SCHEME + bucket + "/" + key + ": the store answers " + e.statusCode() + ": " + code(e),
          e);
    } catch (SdkClientException e) {
      throw new IOException(SCHEME + bucket + "/" + key + ": " + e.getMessage(), e);
    }
  }

  private static String code(S3Exception e) {
    return e.awsErrorDetails() == null ? e.getMessage() : e.awsErrorDetails().errorCode();
  }

  /** One client per file: a bundle has a handful, and nothing then stays open. */
  private static S3Client client() {
    var builder = S3Client.builder().httpClient(UrlConnectionHttpClient.create());
    endpoint().ifPresent(uri -> builder.endpointOverride(uri).forcePathStyle(true));
    return builder.build();
  }

  private static Optional<URI> endpoint() {
    return Stream.of(
            System.getProperty("aws.endpointUrlS3"),
            System.getenv("AWS_ENDPOINT_URL_S3"),
            System.getProperty("aws.endpointUrl"),
            System.getenv("AWS_ENDPOINT_URL"))
        .filter(value -> value != null && !value.isBlank())
        .findFirst()
        .map(URI::create);
  }
}
