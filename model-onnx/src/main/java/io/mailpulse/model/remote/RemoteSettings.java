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
 * @param model {@code name@version} of what the server serves; empty for that of the bundle, whose
 *     calibration then holds
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
    String model,
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
    Objects.requireNonNull(model, "model");
    requirePositive("timeout", timeout);
    requirePositive("openFor", openFor);
    requirePositive("pause", pause);
    requireCount("attempts", attempts);
    requireCount("failuresToOpen", failuresToOpen);
    requireCount("batchRows", batchRows);
  }

  /** Two seconds, three attempts from 100 ms, a pause of 30 s after five failures, 32 rows. */
  public static RemoteSettings of(URI endpoint, Protocol protocol) {
    return new RemoteSettings(
        endpoint,
        protocol,
        "",
        Duration.ofSeconds(2),
        3,
        Duration.ofMillis(100),
        5,
        Duration.ofSeconds(30),
        32);
  }

  /** With the {@code name@version} of what the server serves. */
  public RemoteSettings withModel(String name) {
    return new RemoteSettings(
        endpoint, protocol, name, timeout, attempts, pause, failuresToOpen, openFor, batchRows);
  }

  /** With another limit on one request. */
  public RemoteSettings withTimeout(Duration limit) {
    return new RemoteSettings(
        endpoint, protocol, model, limit, attempts, pause, failuresToOpen, openFor, batchRows);
  }

  /** With so many requests of one batch at most. */
  public RemoteSettings withAttempts(int most) {
    return new RemoteSettings(
        endpoint, protocol, model, timeout, most, pause, failuresToOpen, openFor, batchRows);
  }

  private static void requirePositive(String name, Duration value) {
    if (value.toMillis() < 1) {
      throw new IllegalArgumentException(name + ": expected 1 ms or more, found " + value);
    }
  }

  private static void requireCount(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": expected at least 1, found " + value);
    }
  }
}
