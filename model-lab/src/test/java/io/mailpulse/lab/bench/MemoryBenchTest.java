package io.mailpulse.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mailpulse.model.bundle.ModelBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemoryBenchTest {

  private final List<Map<String, Object>> lines = new ArrayList<>();

  @Test
  void readsTheResidentSetAfterAHundredthAndAfterEachTenthOfTheTexts() {
    assumeTrue(ResidentSet.isKnown());

    MemoryBench.run(settings(1000, Set.of(MemorySettings.FAST)), lines::add);

    assertThat(lines)
        .extracting(line -> line.get("texts"))
        .containsExactly(10, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000);
    assertThat(lines)
        .allSatisfy(
            line -> {
              assertThat(line).containsEntry("name", "resident memory, fast");
              assertThat((int) line.get("value")).isPositive();
            });
  }

  @Test
  void watchesOneEncoderWhereOneIsNamed() {
    assumeTrue(ResidentSet.isKnown());

    MemoryBench.run(settings(1000, Set.of("mail-encoder")), lines::add);

    assertThat(lines)
        .isNotEmpty()
        .allSatisfy(
            line -> assertThat(line).containsEntry("name", "resident memory, mail-encoder"));
  }

  @Test
  void refusesAModelThatTheBundleDoesNotHave() {
    assertThatThrownBy(() -> MemoryBench.run(settings(1000, Set.of("elsewhere")), lines::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mail-encoder")
        .hasMessageEndingWith("found [elsewhere]");
    assertThat(lines).isEmpty();
  }

  @Test
  void refusesTooFewTexts() {
    assertThatThrownBy(() -> settings(999, Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("texts: expected at least 1000, found 999");
  }

  private static MemorySettings settings(int texts, Set<String> only) {
    return new MemorySettings(ModelBundle.DEFAULT_LOCATION, texts, only);
  }
}
