package io.mailpulse.generate.draw;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DrawsTest {

  @Test
  void drawsWhatSplitMix64Draws() {
    Draws draws = new Draws(0);

    assertThat(draws.bits()).isEqualTo(0xe220a8397b1dcdafL);
    assertThat(draws.bits()).isEqualTo(0x6e789e6aa1b965f4L);
  }

  @Test
  void aBranchDoesNotSeeWhatItsTrunkDraws() {
    Draws untouched = new Draws(7);
    Draws used = new Draws(7);
    used.bits();

    assertThat(used.branch(3).bits()).isEqualTo(untouched.branch(3).bits());
    assertThat(used.branch(4).bits()).isNotEqualTo(untouched.branch(3).bits());
  }

  @Test
  void staysWithinItsBoundsAndReachesThem() {
    Draws draws = new Draws(1);
    boolean[] seen = new boolean[7];
    for (int i = 0; i < 1_000; i++) {
      seen[draws.between(2, 6)] = true;
      assertThat(draws.fraction()).isBetween(0.0, Math.nextDown(1.0));
    }

    assertThat(seen).containsExactly(false, false, true, true, true, true, true);
    assertThat(draws.digits("+49 ##-#")).matches("\\+49 \\d\\d-\\d");
  }
}
