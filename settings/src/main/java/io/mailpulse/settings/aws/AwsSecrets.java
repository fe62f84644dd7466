package io.mailpulse.settings.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/**
 * Secrets of AWS Secrets Manager by name or ARN. Region and credentials are found as the AWS SDK
 * finds them; the endpoint is Amazon's, or what the system property {@code
 * aws.endpointUrlSecretsManager} or {@code aws.endpointUrl}, or the variable {@code
 * AWS_ENDPOINT_URL_SECRETS_MANAGER} or {@code AWS_ENDPOINT_URL}, names.
 */
public final class AwsSecrets {

  private static final char FIELD = '#';

  private AwsSecrets() {}

  /**
   * Reads a secret as it is now.
   *
   * @param location {@code NAME}, or {@code NAME#FIELD} for a text field of a JSON secret
   * @throws MissingSdkException if the SDK is not there
   * @throws IOException if the secret cannot be read; the message names the place only
   */
  public static String read(String location) throws IOException {
    AwsSdk.require(
        "software.amazon.awssdk.services.secretsmanager.SecretsManagerClient",
        "secretsmanager",
        AwsSecrets.class.getClassLoader());
    int hash = location.lastIndexOf(FIELD);
    String name = hash < 0 ? location : location.substring(0, hash);
    String value = Client.read(name);
    return hash < 0 ? value : field(value, location.substring(hash + 1));
  }

  private static String field(String json, String name) throws IOException {
    JsonNode field;
    try {
      field = new ObjectMapper().readTree(json).path(name);
    } catch (JsonProcessingException e) {
      // Without its cause, whose message quotes the secret.
      throw new IOException("the secret is not JSON, so that it has no field " + name);
    }
    if (!field.isTextual()) {
      throw new IOException("the secret has no text field " + name);
    }
    return field.textValue();
  }

  /** Apart, so that the class above loads without the SDK. */
  private static final class Client {

    private Client() {}

    static String read(String name) throws IOException {
      var builder = SecretsManagerClient.builder().httpClient(UrlConnectionHttpClient.create());
      AwsSdk.endpoint("aws.endpointUrlSecretsManager", "AWS_ENDPOINT_URL_SECRETS_MANAGER")
          .ifPresent(builder::endpointOverride);
      try (SecretsManagerClient client = builder.build()) {
        String text = client.getSecretValue(get -> get.secretId(name)).secretString();
        if (text == null) {
          throw new IOException("the secret is binary, expected text");
        }
        return text;
      } catch (SecretsManagerException e) {
        String code = e.awsErrorDetails() == null ? "no reason" : e.awsErrorDetails().errorCode();
        throw new IOException("Secrets Manager answers " + e.statusCode() + ": " + code, e);
      } catch (SdkClientException e) {
        throw new IOException("Secrets Manager cannot be asked: " + e.getMessage(), e);
      }
    }
  }
}
