package io.mailpulse.local.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mailpulse.schema.SentimentLabel;
import org.junit.jupiter.api.Test;

class OverviewTest {

  private final Runs run = new Runs();

  @Test
  void countsLabelsPerLanguage() {
    run.answered(run.arrives("a.eml", "1", "t", "x"), "positive", 0.9);
    run.answered(run.arrives("b.eml", "2", "t", "x"), "negative", -0.9);
    var german = run.arrives("c.eml", "3", "u", "x");
    german.setLanguage("de");
    run.answered(german, "negative", -0.5);

    var overview = Overview.of(run.findings());

    assertThat(overview.byLanguage().keySet()).containsExactly("en", "de");
    assertThat(overview.byLanguage().get("en")).containsEntry(SentimentLabel.POSITIVE, 1);
    assertThat(overview.count(SentimentLabel.NEGATIVE)).isEqualTo(2);
    assertThat(overview.emotions().keySet()).containsExactly("anger", "joy");
  }

  @Test
  void theThreadWithTheMostAngerComesFirst() {
    run.answered(run.arrives("a.eml", "1", "calm", "x"), "positive", 0.9);
    run.answered(run.arrives("b.eml", "2", "hot", "x"), "negative", -0.9);
    run.answered(run.arrives("c.eml", "3", "hot", "x"), "negative", -0.8);
    run.answered(run.arrives("d.eml", "4", "warm", "x"), "negative", -0.7);

    var threads = Overview.of(run.findings()).threads();

    assertThat(threads).extracting(ThreadCourse::threadId).containsExactly("hot", "warm", "calm");
    assertThat(threads.get(0).heat()).isCloseTo(1.9, within(1e-9));
    assertThat(threads.get(0).peakNegRate()).isEqualTo(1);
  }

  @Test
  void angerOfMachinesHeatsNothing() {
    var bounce = run.arrives("a.eml", "1", "t", "x");
    bounce.setMailKind("delivery_report");
    run.answered(bounce, "negative", -0.9);

    assertThat(Overview.of(run.findings()).threads().get(0).heat()).isZero();
  }
}
