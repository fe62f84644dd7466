package io.mailpulse.mail.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NgramTableTest {

  private static final NgramTable PACKED = NgramTable.load();

  @Test
  void findsARunWithTheLanguagesThatWriteIt() {
    NgramTable table =
        NgramTable.of(
            List.of("en", "de"),
            new long[] {
              NgramTable.entry("th", 0, 200),
              NgramTable.entry("sch", 1, 180),
              NgramTable.entry("th", 1, 40)
            });

    int run = table.find(NgramHash.of("th"));

    assertThat(table.endOfEntries(run) - table.firstEntry(run)).isEqualTo(2);
    assertThat(table.language(table.firstEntry(run))).isZero();
    assertThat(table.weight(table.firstEntry(run))).isEqualTo(200);
    assertThat(table.weight(table.firstEntry(run) + 1)).isEqualTo(40);
    assertThat(table.find(NgramHash.of("zzq"))).isEqualTo(-1);
  }

  @Test
  void keepsTheHeavierOfTwoEntriesForOneRunAndLanguage() {
    NgramTable table =
        NgramTable.of(
            List.of("en"),
            new long[] {NgramTable.entry("th", 0, 9), NgramTable.entry("th", 0, 90)});

    int run = table.find(NgramHash.of("th"));

    assertThat(table.endOfEntries(run) - table.firstEntry(run)).isEqualTo(1);
    assertThat(table.weight(table.firstEntry(run))).isEqualTo(90);
  }

  @Test
  void readsThePairsOfAModelInItsOwnOrder() throws IOException {
    List<String> kept = new ArrayList<>();
    RunFrequencies frequencies = new RunFrequencies((run, logP) -> kept.add(run));

    frequencies.read(
        new ByteArrayInputStream(
            "{\"language\":\"X\",\"ngrams\":{\"1/2\":\"a b\",\"1/4\":\"ab\"}}".getBytes("UTF-8")));

    assertThat(kept).containsExactly("a", "b", "ab");
  }

  @Test
  void leavesOutLongRunsThatSayNothingBeyondTheirEnds() throws IOException {
    List<String> kept = new ArrayList<>();
    RunFrequencies frequencies = new RunFrequencies((run, logP) -> kept.add(run));
    String asItsEnds = Math.round(0.5 / Math.E * 1e9) + "/1000000000";

    frequencies.read(
        new ByteArrayInputStream(
            ("{\"1/2\":\"a b\",\"1/2\":\"aa ab ba\",\"" + asItsEnds + "\":\"aab\",\"1/1\":\"aba\"}")
                .getBytes("UTF-8")));

    assertThat(kept).contains("aba").doesNotContain("aab");
  }

  @Test
  void isTakenFromTheJarInUnderAHundredMegabytes() {
    assertThat(PACKED.languages()).hasSizeGreaterThan(75).contains("en", "am", "om", "ti");
    assertThat(PACKED.bytes()).isBetween(1_000_000L, 30_000_000L);
  }

  @Test
  void saysWhatItWasMadeFrom() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    NgramTable.of(List.of("en"), new long[] {NgramTable.entry("th", 0, 9)})
        .write("form 1", new DataOutputStream(file));

    assertThat(
            NgramTable.readRecipe(
                new DataInputStream(new ByteArrayInputStream(file.toByteArray()))))
        .isEqualTo("form 1");
    assertThatThrownBy(
            () -> NgramTable.readRecipe(new DataInputStream(new ByteArrayInputStream(new byte[8]))))
        .isInstanceOf(IOException.class);
  }

  @Test
  void readsNoFurtherThanALanguageNeedsToLeadByFar() {
    String english = "The parcel arrived three days late and nobody answered my calls. ";

    assertThat(NgramScore.of(english.repeat(6), PACKED).letters())
        .isLessThan(
            NgramScore.of("Kuća je velika i lijepa, a grad je star. ".repeat(9), PACKED).letters())
        .isBetween(80, 250);
  }

  @Test
  void ranksTheLanguageOfAWordFirst() {
    NgramScore score = NgramScore.of("Straßenbahnhaltestelle", PACKED);
    int german = PACKED.languages().indexOf("de");

    for (int i = 0; i < PACKED.languages().size(); i++) {
      assertThat(score.nats(i)).isLessThanOrEqualTo(score.nats(german));
    }
  }
}
