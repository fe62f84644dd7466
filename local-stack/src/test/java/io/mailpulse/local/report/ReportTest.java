package io.mailpulse.local.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.flink.balance.Balance;
import io.mailpulse.local.find.Invariant;
import io.mailpulse.local.find.Overview;
import io.mailpulse.local.find.Runs;
import io.mailpulse.local.find.TopicContents;
import io.mailpulse.schema.Evidence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {

  private final Runs run = new Runs();

  @Test
  void showsWhatWasFound() {
    var angry = run.arrives("a.eml", "1", "4711", "You are late. Never again!");
    run.answered(angry, "negative", -0.9).setEvidence(List.of(new Evidence(14, 26, -0.95)));
    run.alerted(angry);
    run.givenUp("broken.eml", null, "not-mail");

    assertThat(page(List.of("a.eml", "broken.eml")))
        .contains("Order 4711", "English", "not-mail", "nothing lost", "mean polarity")
        .contains(">Never again!</mark>");
  }

  @Test
  void otherPeoplesWordsAreNeverMarkup() {
    String hostile = "<script>alert('x')</script> & \"quoted\" \u0007 \ud83d";
    var mail = run.arrives("<img src=x>.eml", "1", "t", hostile);
    mail.setSubject(hostile);
    run.answered(mail, "negative", -0.9);
    run.alerted(mail);
    run.givenUp("<b>bold</b>", null, "not-mail");

    assertThat(page(List.of("<img src=x>.eml", "<b>bold</b>")))
        .contains("&lt;script&gt;alert('x')&lt;/script&gt; &amp; \"quoted\" \ufffd")
        .doesNotContain("<script", "<img", "<b>bold", "\u0007", "\ud83d");
  }

  @Test
  void needsNoNetworkAndRunsNothing() {
    run.answered(run.arrives("a.eml", "1", "t", "fine"), "positive", 0.9);

    assertThat(page(List.of("a.eml")))
        .doesNotContain("http://", "https://", "url(", "@import", "<script")
        .contains("default-src 'none'");
  }

  @Test
  void anEmptyRunIsAPageToo() {
    assertThat(page(List.of())).contains("No mail was answered", "No thread turned sour");
  }

  @Test
  void saysWhenTheResultIsWrong() {
    run.arrives("a.eml", "1", "t", "fine");

    assertThat(page(List.of("a.eml"))).contains("something is wrong", "DOES NOT HOLD");
  }

  private String page(List<String> sources) {
    TopicContents findings = run.findings();
    var invariant = Invariant.of(sources, findings);
    return Report.page(
        new DemoOutcome(
            findings,
            Overview.of(findings),
            invariant,
            new Balance(
                invariant.in(),
                invariant.attached(),
                invariant.scored(),
                invariant.unknown(),
                invariant.duplicates(),
                invariant.deadLettered()),
            List.of(),
            List.of("Kafka", "Delta"),
            Optional.empty(),
            Duration.ofSeconds(3),
            Duration.ofSeconds(1)));
  }
}
