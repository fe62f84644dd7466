package io.mailpulse.model.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.model.remote.GuardedCalls.RejectedException;
import io.mailpulse.model.remote.RemoteSettings.Protocol;
import io.mailpulse.model.runtime.ScoringException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GuardedCallsTest {

  private static final Duration OPEN = Duration.ofSeconds(30);
  private static final RemoteSettings SETTINGS =
      new RemoteSettings(
          URI.create("http://model.example/predict"),
          Protocol.TEI,
          "",
          Duration.ofSeconds(2),
          2,
          Duration.ofMillis(1),
          3,
          OPEN,
          8);

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1);
  private final GuardedCalls calls = new GuardedCalls(SETTINGS, new ElapsedClock(clock::get));
  private final AtomicInteger tried = new AtomicInteger();

  @Test
  void pausesDoubleFromAttemptToAttempt() {
    var pauses =
        GuardedCalls.pauses(RemoteSettings.of(SETTINGS.endpoint(), Protocol.TEI).withAttempts(4));

    assertThat(new long[] {pauses.apply(1), pauses.apply(2), pauses.apply(3)})
        .containsExactly(100, 200, 400);
  }

  @Test
  void aSuccessBetweenFailuresKeepsTheCircuitClosed() {
    fails();
    fails();
    succeeds();
    fails();
    fails();
    succeeds();

    fails();
    fails();
    fails();
    isNotTried();
  }

  @Test
  void anOpenCircuitLetsOneCallerTryAndStaysOpenIfThatFails() {
    open();
    clock.addAndGet(OPEN.toNanos());
    isNotTried();
    clock.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(
            calls.<Integer>call(
                () -> {
                  isNotTried();
                  return 1;
                }))
        .isEqualTo(1);

    open();
    clock.addAndGet(OPEN.plusSeconds(1).toNanos());
    fails();
    isNotTried();
  }

  @Test
  void aTryOfAnOpenCircuitIsGivenBackHoweverItEnds() {
    for (Throwable end :
        new Throwable[] {
          new IOException("status 500"),
          new RejectedException("status 413"),
          new IllegalStateException("a bug"),
          new StackOverflowError()
        }) {
      open();
      clock.addAndGet(OPEN.plusSeconds(1).toNanos());
      assertThatThrownBy(() -> calls.call(() -> rethrow(end))).isNotNull();
      clock.addAndGet(OPEN.plusSeconds(1).toNanos());
      succeeds();
    }
  }

  @Test
  void anInterruptedPauseEndsTheCallAndKeepsTheInterrupt() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> calls.call(this::fail)).isInstanceOf(ScoringException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(tried).hasValue(1);
  }

  private void open() {
    fails();
    fails();
    fails();
    isNotTried();
  }

  private void fails() {
    int before = tried.get();
    assertThatThrownBy(() -> calls.call(this::fail))
        .hasMessageContaining("no answer in 2 attempts: status 503");
    assertThat(tried).hasValue(before + 2);
  }

  private void isNotTried() {
    int before = tried.get();
    assertThatThrownBy(() -> calls.call(this::fail))
        .isInstanceOf(ScoringException.class)
        .hasMessageContaining("circuit is open");
    assertThat(tried).hasValue(before);
  }

  private void succeeds() {
    assertThat(calls.<Integer>call(() -> 1)).isEqualTo(1);
  }

  private Integer fail() throws IOException {
    tried.incrementAndGet();
    throw new IOException("status 503");
  }

  private static Integer rethrow(Throwable end) throws IOException {
    if (end instanceof IOException e) {
      throw e;
    }
    if (end instanceof RuntimeException e) {
      throw e;
    }
    throw (Error) end;
  }
}
