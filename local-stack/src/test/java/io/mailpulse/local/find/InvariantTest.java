package io.mailpulse.local.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InvariantTest {

  private final Runs run = new Runs();

  @Test
  void everyMailHasOneOutcome() {
    run.answered(run.arrives("a.eml", "1", "t", "fine"), "positive", 0.9);
    run.answered(run.arrives("b.eml", "2", "t", "?"), "unknown", 0);
    run.arrives("copy-of-a.eml", "1", "t", "fine");
    run.arrives("c.eml", "3", "t", "slow");
    run.givenUp("c.eml", "3", "scoring-timeout");
    run.givenUp("d.eml", null, "not-mail");

    var invariant =
        Invariant.of(List.of("a.eml", "b.eml", "copy-of-a.eml", "c.eml", "d.eml"), run.findings());

    assertThat(invariant).isEqualTo(new Invariant(5, 0, 1, 1, 1, 2, 0, List.of()));
    assertThat(invariant.holds()).isTrue();
  }

  @Test
  void mailsAttachedToOthersCountAsArrivals() {
    run.answered(run.arrives("a.eml", "1", "t", "see below"), "neutral", 0);
    var attached = run.arrives("a.eml", "2", "u", "the original");
    attached.setParentEmailId("1");
    run.answered(attached, "negative", -0.9);

    var invariant = Invariant.of(List.of("a.eml"), run.findings());

    assertThat(invariant).isEqualTo(new Invariant(1, 1, 2, 0, 0, 0, 0, List.of()));
    assertThat(invariant.holds()).isTrue();
  }

  @Test
  void aMailThatWasNotAnsweredIsPending() {
    run.arrives("a.eml", "1", "t", "fine");

    var invariant = Invariant.of(List.of("a.eml"), run.findings());

    assertThat(invariant.pending()).isEqualTo(1);
    assertThat(invariant.holds()).isFalse();
  }

  @Test
  void aMailThatWaitsForTheModelIsPendingAndNotUnknown() {
    run.answered(run.arrives("a.eml", "1", "t", "fine"), "unknown", 0).setUnknownReason("pending");

    var invariant = Invariant.of(List.of("a.eml"), run.findings());

    assertThat(invariant).isEqualTo(new Invariant(1, 0, 0, 0, 0, 0, 1, List.of()));
    assertThat(invariant.holds()).isFalse();
  }

  @Test
  void aMailThatNobodyHeardOfIsNamed() {
    run.answered(run.arrives("a.eml", "1", "t", "fine"), "positive", 0.9);

    var invariant = Invariant.of(List.of("a.eml", "lost.eml"), run.findings());

    assertThat(invariant.unheard()).containsExactly("lost.eml");
    assertThat(invariant.holds()).isFalse();
    assertThat(invariant.toString()).contains("DOES NOT HOLD");
  }

  @Test
  void aWriteThatAStoreRefusedIsNotALostMail() {
    run.answered(run.arrives("a.eml", "1", "t", "fine"), "positive", 0.9);
    run.givenUp("a.eml", "1", "rejected");

    assertThat(Invariant.of(List.of("a.eml"), run.findings()).holds()).isTrue();
  }
}
