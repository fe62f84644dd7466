package io.mailpulse.model.remote;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.mailpulse.model.runtime.ScoringException;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/**
 * Calls of a model server that may be slow, overloaded or away: timeouts and server errors are
 * tried again; after some failed calls in a row nothing is tried for a while, then one caller
 * tries, and its success closes the circuit. Thread-safe.
 */
final class GuardedCalls {

  /** One call of the server. */
  @FunctionalInterface
  interface Call<T> {
    T get() throws IOException;
  }

  /** The server understood and refuses: asking again would not help. */
  static final class RejectedException extends IOException {

    private static final long serialVersionUID = 1L;

    RejectedException(String message) {
      super(message);
    }
  }

  private static final String NAME = "model-server";

  private final RemoteSettings settings;
  private final Retry retry;
  private final CircuitBreaker breaker;

  /**
   * With a closed circuit.
   *
   * @param clock tells how long the circuit is open; one that nobody sets back
   */
  GuardedCalls(RemoteSettings settings, Clock clock) {
    this.settings = settings;
    this.retry =
        Retry.of(
            NAME,
            RetryConfig.custom()
                .maxAttempts(settings.attempts())
                .intervalFunction(pauses(settings))
                .retryOnException(e -> e instanceof IOException && !rejected(e))
                .build());
    int failures = settings.failuresToOpen();
    this.breaker =
        CircuitBreaker.of(
            NAME,
            CircuitBreakerConfig.custom()
                // So many failures in a row: the window is full, and all of it failed.
                .slidingWindow(failures, failures, SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(100)
                .waitDurationInOpenState(settings.openFor())
                .permittedNumberOfCallsInHalfOpenState(1)
                .clock(clock)
                .build());
  }

  /** Milliseconds before the attempt after each one. */
  static IntervalFunction pauses(RemoteSettings settings) {
    return IntervalFunction.ofExponentialBackoff(settings.pause(), 2);
  }

  /**
   * Calls until there is an answer.
   *
   * @throws ScoringException if the circuit is open, the server rejects the call, or no attempt has
   *     an answer
   */
  <T> T call(Call<T> call) {
    try {
      return breaker.executeCallable(() -> retry.executeCallable(call::get));
    } catch (CallNotPermittedException e) {
      throw new ScoringException(
          server()
              + "the circuit is open after repeated failures; it is tried again within "
              + settings.openFor(),
          e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      if (rejected(e)) {
        throw new ScoringException(server() + "rejects the request: " + e.getMessage(), e);
      }
      throw new ScoringException(
          server() + "no answer in " + settings.attempts() + " attempts: " + reason(e), e);
    } catch (Error e) {
      // The library reports exceptions only: a try of the half open circuit that ends in an error
      // would be the last one.
      breaker.onError(0, TimeUnit.NANOSECONDS, e);
      throw e;
    }
  }

  private static boolean rejected(Throwable e) {
    return e instanceof RejectedException;
  }

  private String server() {
    return "Model server " + settings.endpoint() + ": ";
  }

  /** A refused connection has no message. */
  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
