package io.mailpulse.model.remote;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * How a model server is asked.
 *
 * @param endpoint address that requests are posted to, for instance {@code /predict} of a text
 *     embeddings inference server or {@code /v2/models/NAME/infer} of a Triton server
 * @param protocol wire format of that address
 * @param timeout of one request, connecting included
 * @param attempts requests of one batch at most, the first included
 * @param pause before the second attempt; doubled before each further one
 * @param failuresToOpen failed batches in a row after which none is tried for a while
 * @param openFor how long that is
 * @param batchRows windows of one request at most
 */
public record RemoteSettings(
    URI endpoint,
    Protocol protocol,
    Duration timeout,
    int attempts,
    Duration pause,
    int failuresToOpen,
    Duration openFor,
    int batchRows)
    implements Serializable {

  /** Wire formats. */
  public enum Protocol {
    /** Hugging Face text embeddings inference: texts in, labels with probabilities out. */
    TEI,
    /** Triton and other servers of the KServe protocol 2: token ids in, logits out. */
    TRITON
  }

  /** Checks the ranges. */
  public RemoteSettings {
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(protocol, "protocol");
    requirePositive("timeout", timeout);
    requirePositive("openFor", openFor);
    Objects.requireNonNull(pause, "pause");
    requireCount("attempts", attempts);
    requireCount("failuresToOpen", failuresToOpen);
    requireCount("batchRows", batchRows);
  }

  /** Two seconds, three attempts from 100 ms, a pause of 30 s after five failures, 32 rows. */
  public static RemoteSettings of(URI endpoint, Protocol protocol) {
    return new RemoteSettings(
        endpoint,
        protocol,
        Duration.ofSeconds(2),
        3,
        Duration.ofMillis(100),
        5,
        Duration.ofSeconds(30),
        32);
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + ": expected above 0, found " + value);
    }
  }

  private static void requireCount(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": expected at least 1, found " + value);
    }
  }
}
