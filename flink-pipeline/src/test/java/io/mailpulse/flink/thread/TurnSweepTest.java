package io.mailpulse.flink.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.flink.alert.TurnRule;
import io.mailpulse.flink.alert.TurnRule.Course;
import io.mailpulse.flink.config.PipelineConfig.Alerts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TurnSweepTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final TurnRule rule = new TurnRule(new Alerts(0.9, 0.5, Duration.ofMinutes(2)));

  @Test
  void judgesInEventOrderWhateverTheArrivalOrder() {
    List<MoodEntry> thread =
        List.of(
            calm("a", 0), angry("b", 1), angry("c", 2), calm("d", 3), calm("e", 4), angry("f", 5));
    for (int seed = 0; seed < 20; seed++) {
      var shuffled = new ArrayList<>(thread);
      Collections.shuffle(shuffled, new Random(seed));

      TurnSweep sweep = sweep(shuffled, Course.CALM, 5 * HOUR);

      assertThat(courses(sweep))
          .containsExactly(
              "a CALM 0/1", "b CALM 1/2", "c TURNS 2/3", "d CALM 2/4", "e CALM 2/5", "f CALM 3/6");
    }
  }

  @Test
  void leavesMailsBeyondTheHorizonForLater() {
    TurnSweep sweep = sweep(List.of(angry("a", 0), angry("b", 2)), Course.CALM, HOUR);

    assertThat(courses(sweep)).containsExactly("a TURNS 1/1");
  }

  @Test
  void judgedMailsCountButAreNotJudgedAgain() {
    TurnSweep sweep = sweep(List.of(angry("a", 0).asJudged(), angry("b", 1)), Course.TURNED, HOUR);

    assertThat(courses(sweep)).containsExactly("b TURNED 2/2");
  }

  @Test
  void aMailLeavesTheWindowAfterExactlyADay() {
    TurnSweep sweep =
        sweep(List.of(angry("a", 0), calm("b", 23.999), calm("c", 24)), Course.CALM, 24 * HOUR);

    assertThat(courses(sweep)).containsExactly("a TURNS 1/1", "b CALM 1/2", "c CALM 0/2");
  }

  @Test
  void negativityAtAnInstantIsThatOfTheDayBefore() {
    List<MoodEntry> entries = List.of(angry("a", 0), calm("b", 1), angry("late", 30));

    assertThat(Negativity.at(entries, 2 * HOUR)).isEqualTo(new Negativity(1, 2));
    assertThat(Negativity.at(entries, 24 * HOUR)).isEqualTo(new Negativity(0, 1));
    assertThat(Negativity.at(entries, 29 * HOUR).rate()).isEmpty();
  }

  private TurnSweep sweep(List<MoodEntry> entries, Course before, long horizon) {
    Set<String> candidates =
        entries.stream()
            .filter(entry -> entry.negative() == 1)
            .map(MoodEntry::emailId)
            .collect(Collectors.toSet());
    return TurnSweep.of(rule, before, entries, candidates, entry -> entry.atMillis() <= horizon);
  }

  private static List<String> courses(TurnSweep sweep) {
    return sweep.judged().stream()
        .map(
            judged ->
                judged.entry().emailId()
                    + ' '
                    + judged.course()
                    + ' '
                    + judged.negativity().negative()
                    + '/'
                    + judged.negativity().volume())
        .toList();
  }

  private static MoodEntry angry(String id, double hour) {
    return new MoodEntry(id, (long) (hour * HOUR), 0, 0, 1, 0);
  }

  private static MoodEntry calm(String id, double hour) {
    return new MoodEntry(id, (long) (hour * HOUR), 0, 0, 0, 0);
  }
}
