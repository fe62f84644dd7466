package io.mailpulse.model.ngram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NgramFeaturiserTest {

  private final NgramSpec spec = NgramSpec.ofBits(18);
  private final NgramFeaturiser featuriser = new NgramFeaturiser(spec);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ok|86611 44458 175326 249079 76126 153254 37377",
        "Not good :(|190412 68366 215890 258118 119462 10494 171407 168462 8768 86532 261448 255264"
            + " 157131 37816 255514 198953 32359 125047 67739 214076 31192 82287 222587 30976 31402"
            + " 65720 203875 104221 172615 231188",
        "不好|222813 76443 184353",
        "Grüße|255264 22619 142868 89012 34875 257903 16178 72865 48447 155929 53458 207647 108893"
            + " 119564 177248 116371 93745 64862 134768",
      })
  void givesTheIdsThatCommittedWeightsWereTrainedOn(String text, String ids) {
    int[] expected = Arrays.stream(ids.split(" ")).mapToInt(Integer::parseInt).toArray();
    assertThat(featuriser.featurise(text)).containsExactly(expected);
  }

  @Test
  void givesDistinctIdsInsideTheBuckets() {
    int[] ids = featuriser.featurise("the cat and the dog and the cat, the CAT!");
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(IntStream.of(ids)).allMatch(id -> id >= 0 && id < spec.buckets());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I don’t know|I don't know",
        "it cost 17 dollars|it cost 94 dollars",
        "أحمد|احمد",
        "hello world|HELLO world",
      })
  void readsWhatMeansTheSameAlike(String left, String right) {
    int[] a = featuriser.featurise(left);
    int[] b = featuriser.featurise(right);
    long common = Arrays.stream(a).filter(id -> contains(b, id)).count();
    // Shouting may add its own feature; everything else must agree.
    assertThat(common).isEqualTo(a.length);
    assertThat(b.length - a.length).isBetween(0, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "call me at <PHONE_12af>|call me at",
        "see https://example.org/a?b=c|see",
        "hello @someone|hello",
        "pay <NUM> now|pay now",
      })
  void learnsNothingFromPlaceholders(String with, String without) {
    int[] a = featuriser.featurise(with);
    int[] b = featuriser.featurise(without);
    assertThat(a).contains(b);
    assertThat(a.length).isEqualTo(b.length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t ", "<URL>", "\u064B", "\uFE0F"})
  void hasNoFeaturesWhereNothingIsWritten(String text) {
    assertThat(featuriser.featurise(text)).isEmpty();
  }

  @Test
  void keepsNothingFromTheTextBefore() {
    int[] fresh = new NgramFeaturiser(spec).featurise("thank you");
    featuriser.featurise("not a word of this may stay!!! :(");
    assertThat(featuriser.featurise("thank you")).containsExactly(fresh);
  }

  @Test
  void takesAnyText() {
    var random = new Random(7);
    for (int round = 0; round < 300; round++) {
      char[] chars = new char[random.nextInt(200)];
      for (int i = 0; i < chars.length; i++) {
        chars[i] = (char) random.nextInt(round % 2 == 0 ? 0x10000 : 0x300);
      }
      int[] ids = featuriser.featurise(new String(chars));
      assertThat(ids).doesNotHaveDuplicates();
    }
    assertThat(featuriser.featurise("\uD83D")).isNotEmpty();
    assertThat(featuriser.featurise("<<<<@@@@hhhttp")).isNotEmpty();
  }

  @Test
  void readsEveryCharacterAFixedNumberOfTimes() {
    for (String unit : new String[] {"a", "<A", "@a", "http ", "不", ":-", "b c "}) {
      var small = new CountingText(unit.repeat(2_000));
      var large = new CountingText(unit.repeat(40_000));
      featuriser.featurise(small);
      featuriser.featurise(large);
      // Twenty times the text: at most twenty times the reads, and a constant.
      assertThat(large.reads).as(unit).isLessThanOrEqualTo(20 * small.reads + 200);
    }
  }

  @Test
  void dropsFeaturesBeyondTheBound() {
    var bounded = new NgramFeaturiser(new NgramSpec(1, 18, 2, 5, 16));
    assertThat(bounded.featurise("a text with many more than sixteen features")).hasSize(16);
  }

  @Test
  void refusesASpecificationOfAnotherVersion() {
    assertThatThrownBy(() -> new NgramSpec(9, 18, 2, 5, 100))
        .hasMessageContaining("expected 1, found 9");
    assertThat(NgramSpec.fromMap(java.util.Map.copyOf(spec.toMap()))).isEqualTo(spec);
  }

  private static boolean contains(int[] ids, int wanted) {
    return IntStream.of(ids).anyMatch(id -> id == wanted);
  }

  /** Counts how often its characters are read. */
  private static final class CountingText implements CharSequence {
    private final String text;
    private long reads;

    CountingText(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      reads++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      throw new UnsupportedOperationException();
    }
  }
}
