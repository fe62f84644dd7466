package io.mailpulse.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.lab.evaluation.GoldenSet.Half;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GoldenSetTest {

  private final List<GoldenMail> all = GoldenSet.all();

  @Test
  void hasEnoughMailsLanguagesAndKinds() {
    assertThat(all).hasSizeGreaterThanOrEqualTo(400);
    assertThat(all.stream().map(GoldenMail::language).distinct()).hasSizeGreaterThanOrEqualTo(10);
    assertThat(all.stream().map(GoldenMail::kind).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(
            "complaint",
            "polite-anger",
            "sarcasm",
            "mixed",
            "domain-words",
            "short-reply",
            "praise",
            "neutral-business",
            "billing",
            "delivery");
  }

  @Test
  void givesEveryTextOneIdAndOneOfThreeLabels() {
    assertThat(all).extracting(GoldenMail::id).doesNotHaveDuplicates();
    assertThat(all).extracting(GoldenMail::text).doesNotHaveDuplicates();
    assertThat(all).extracting(GoldenMail::label).containsOnly("negative", "neutral", "positive");
  }

  @Test
  void isHalvedAsItWasFrozen() {
    assertThat(GoldenSet.half(Half.FROZEN)).hasSize(297);
    assertThat(GoldenSet.half(Half.TUNING)).hasSize(353);
  }
}
