package io.mailpulse.settings.aws;

import java.io.Serial;

/** The AWS SDK is needed and not on the class path. */
public final class MissingSdkException extends IllegalStateException {

  @Serial private static final long serialVersionUID = 1L;

  MissingSdkException(String missing, String artifact, Throwable cause) {
    super(
        "expected the AWS SDK on the class path, found no "
            + missing
            + ". Add software.amazon.awssdk:"
            + artifact
            + " and :url-connection-client",
        cause);
  }
}
