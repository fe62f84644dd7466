package io.mailpulse.settings.aws;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects of an S3 bucket. Region and credentials are found as the AWS SDK finds them. The endpoint
 * is Amazon's, or what the system property {@code aws.endpointUrlS3} or {@code aws.endpointUrl}, or
 * the variable {@code AWS_ENDPOINT_URL_S3} or {@code AWS_ENDPOINT_URL}, names; buckets are then
 * part of the path, as other stores want them.
 *
 * @param bucket its name
 */
public record S3Objects(String bucket) {

  /** Scheme of a location in S3. */
  public static final String SCHEME = "s3://";

  /**
   * Refuses a class path without the SDK.
   *
   * @throws MissingSdkException with what to add
   */
  public static void requireSdk(ClassLoader loader) {
    AwsSdk.require("software.amazon.awssdk.services.s3.S3Client", "s3", loader);
  }

  /**
   * Reads an object whole.
   *
   * @throws NoSuchFileException if there is none
   * @throws IOException if it cannot be read
   */
  public byte[] read(String key) throws IOException {
    return Client.read(bucket, key);
  }

  /**
   * Keys of the objects right below a prefix.
   *
   * @param prefix ends in a slash, or is empty
   * @throws IOException if they cannot be listed
   */
  public List<String> list(String prefix) throws IOException {
    return Client.list(bucket, prefix);
  }

  /** Apart, so that the class above links without the SDK. */
  private static final class Client {

    private Client() {}

    static byte[] read(String bucket, String key) throws IOException {
      try (S3Client client = open()) {
        return client.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArrayUnsafe();
      } catch (NoSuchKeyException e) {
        var missing = new NoSuchFileException(SCHEME + bucket + "/" + key);
        missing.initCause(e);
        throw missing;
      } catch (S3Exception e) {
        throw refused(bucket, key, e);
      } catch (SdkClientException e) {
        throw new IOException(SCHEME + bucket + "/" + key + ": " + e.getMessage(), e);
      }
    }

    static List<String> list(String bucket, String prefix) throws IOException {
      try (S3Client client = open()) {
        return client
            .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix).delimiter("/"))
            .contents()
            .stream()
            .map(S3Object::key)
            .filter(key -> !key.endsWith("/"))
            .sorted()
            .toList();
      } catch (S3Exception e) {
        throw refused(bucket, prefix, e);
      } catch (SdkClientException e) {
        throw new IOException(SCHEME + bucket + "/" + prefix + ": " + e.getMessage(), e);
      }
    }

    private static IOException refused(String bucket, String key, S3Exception e) {
      String code = e.awsErrorDetails() == null ? e.getMessage() : e.awsErrorDetails().errorCode();
      return new IOException(
          SCHEME + bucket + "/" + key + ": the store answers " + e.statusCode() + ": " + code, e);
    }

    /** One client per call: few are made, and nothing then stays open. */
    private static S3Client open() {
      var builder = S3Client.builder().httpClient(UrlConnectionHttpClient.create());
      AwsSdk.endpoint("aws.endpointUrlS3", "AWS_ENDPOINT_URL_S3")
          .ifPresent(uri -> builder.endpointOverride(uri).forcePathStyle(true));
      return builder.build();
    }
  }
}
