package io.mailpulse.connectors.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommitNumbersTest {

  private final CommitNumbers restored = new CommitNumbers("app", 5);

  @Test
  void goesOnWhenTheTableHoldsWhatTheStateKnows() {
    assertThat(restored.orFresh(Optional.of(4L), "fresh")).isEqualTo(restored);
    assertThat(restored.orFresh(Optional.of(2L), "fresh")).isEqualTo(restored);
  }

  @Test
  void goesOnWhenNothingWasCommittedYet() {
    assertThat(restored.orFresh(Optional.empty(), "fresh")).isEqualTo(restored);
  }

  @Test
  void startsAFreshNameWhenTheTableIsAheadOfTheState() {
    assertThat(restored.orFresh(Optional.of(5L), "fresh")).isEqualTo(new CommitNumbers("fresh", 1));
  }

  @Test
  void survivesItsStateForm() {
    assertThat(CommitNumbers.parse(restored.advanced().format()))
        .isEqualTo(new CommitNumbers("app", 6));
  }

  @Test
  void committablesSurviveTheirSerializers() throws IOException {
    var committable = new DeltaCommittable("app", 7, 3, List.of("{\"add\":\"ü\"}", ""));
    var files = new WrittenFiles(3, List.of("a".repeat(70_000)));
    var ofCommittable = new ActionSerializers.OfCommittable();
    var ofFiles = new ActionSerializers.OfWrittenFiles();

    assertThat(ofCommittable.deserialize(1, ofCommittable.serialize(committable)))
        .isEqualTo(committable);
    assertThat(ofFiles.deserialize(1, ofFiles.serialize(files))).isEqualTo(files);
  }
}
