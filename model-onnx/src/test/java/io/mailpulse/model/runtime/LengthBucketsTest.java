package io.mailpulse.model.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LengthBucketsTest {

  @Test
  void putsEveryRowInOneGroupAndWastesAtMostATenth() {
    int[] lengths = new Random(3).ints(1000, 1, 129).toArray();

    List<int[]> groups = LengthBuckets.group(lengths, 4096);

    assertThat(groups.stream().flatMapToInt(Arrays::stream).sorted())
        .containsExactly(java.util.stream.IntStream.range(0, 1000).boxed().toArray(Integer[]::new));
    long tokens = Arrays.stream(lengths).sum();
    long padded = groups.stream().mapToLong(group -> paddedSize(group, lengths)).sum();
    assertThat((double) tokens / padded).isGreaterThanOrEqualTo(0.9);
    assertThat(groups)
        .allSatisfy(g -> assertThat(paddedSize(g, lengths)).isLessThanOrEqualTo(4096));
  }

  @Test
  void givesARowBeyondTheBudgetAGroupOfItsOwn() {
    assertThat(LengthBuckets.group(new int[] {10, 5000, 10}, 128))
        .containsExactly(new int[] {0, 2}, new int[] {1});
    assertThat(LengthBuckets.group(new int[] {7, 7}, 1)).hasSize(2);
    assertThat(LengthBuckets.group(new int[0], 128)).isEmpty();
  }

  private static long paddedSize(int[] group, int[] lengths) {
    return (long) group.length * Arrays.stream(group).map(i -> lengths[i]).max().orElse(0);
  }
}
