package io.mailpulse.settings.aws;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the SDK is there, and where its services are. */
final class AwsSdk {

  private static final String TRANSPORT =
      "software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient";

  private AwsSdk() {}

  /**
   * Refuses a class path on which a client or its transport is missing.
   *
   * @param client class of the client
   * @param artifact where it is
   * @throws MissingSdkException with what to add
   */
  static void require(String client, String artifact, ClassLoader loader) {
    for (String needed : new String[] {client, TRANSPORT}) {
      try {
        Class.forName(needed, false, loader);
      } catch (ClassNotFoundException e) {
        throw new MissingSdkException(needed, artifact, e);
      }
    }
  }

  /** The address that is set for a service, else for all of them. */
  static Optional<URI> endpoint(String property, String variable) {
    return Stream.of(
            System.getProperty(property),
            System.getenv(variable),
            System.getProperty("aws.endpointUrl"),
            System.getenv("AWS_ENDPOINT_URL"))
        .filter(value -> value != null && !value.isBlank())
        .findFirst()
        .map(URI::create);
  }
}
