package io.mailpulse.local.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.local.LocalStackException;
import io.mailpulse.local.find.Runs;
import io.mailpulse.local.store.StoreContent;
import io.mailpulse.local.store.TopicsContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleCheckTest {

  @TempDir private Path folder;

  private final Runs run = new Runs();

  @Test
  void aRunThatMeetsEveryExpectationHolds() throws IOException {
    sample(
        "angry",
        """
        {"outcome": "scored", "kind": "person", "language": "en", "label": ["negative", "neutral"],
         "thread": "t", "reply_contains": ["late"], "reply_excludes": ["happy"],
         "redacted_types": ["EMAIL"], "not_in_any_store": ["ann@home.example"],
         "attachments": 0, "alert": true, "human_label": "negative"}""");
    sample("again", "{\"outcome\": \"duplicate\", \"duplicate_of\": \"angry\"}");
    sample("short", "{\"outcome\": \"unknown\", \"unknown_reason\": \"too-short\"}");
    sample("broken", "{\"outcome\": \"dead-letter\", \"dead_letter_kind\": \"not-mail\"}");
    var angry = run.arrives(path("angry"), "1", "t1", "So late! <EMAIL_12ab>");
    run.answered(angry, "negative", -0.9);
    run.alerted(angry);
    run.arrives(path("again"), "1", "t1", "So late! <EMAIL_12ab>");
    run.answered(run.arrives(path("short"), "2", "t2", "ok"), "unknown", 0);
    run.givenUp(path("broken"), null, "not-mail");

    var result = check();

    assertThat(result.failures()).isEmpty();
    assertThat(result).isEqualTo(new SampleCheck.Result(4, List.of(), 1, 1));
  }

  @Test
  void namesWhatWasExpectedAndWhatWasFound() throws IOException {
    sample("a", "{\"outcome\": \"scored\", \"label\": \"negative\", \"language\": \"de\"}");
    run.answered(run.arrives(path("a"), "1", "t", "x"), "positive", 0.9);

    assertThat(check().failures())
        .containsExactly(
            path("a") + ": label in Kafka: expected [negative], found positive",
            path("a") + ": language in Kafka: expected de, found en");
  }

  @Test
  void anExpectationMustHoldInEveryStore() throws IOException {
    sample("a", "{\"outcome\": \"scored\"}");
    run.answered(run.arrives(path("a"), "1", "t", "x"), "positive", 0.9);
    var empty = new StoreContent("Delta", Map.of(), List.of());

    var result =
        SampleCheck.check(
            Sample.under(folder), run.findings(), List.of(TopicsContent.of(run.findings()), empty));

    assertThat(result.failures())
        .containsExactly(path("a") + ": outcome: expected SCORED, found nothing in Delta");
  }

  @Test
  void aPlantedValueInAnyStoreIsAFailureThatDoesNotRepeatIt() throws IOException {
    sample("a", "{\"outcome\": \"scored\", \"not_in_any_store\": [\"4111-1111\"]}");
    run.answered(run.arrives(path("a"), "1", "t", "my card 4111-1111"), "neutral", 0);

    assertThat(check().failures())
        .singleElement()
        .asString()
        .contains("not_in_any_store", "Kafka")
        .doesNotContain("4111-1111");
  }

  @Test
  void namesOfThreadsAndThreadIdsPairUp() throws IOException {
    sample("a", "{\"outcome\": \"scored\", \"thread\": \"one\"}");
    sample("b", "{\"outcome\": \"scored\", \"thread\": \"one\"}");
    sample("c", "{\"outcome\": \"scored\", \"thread\": \"two\"}");
    run.answered(run.arrives(path("a"), "1", "t1", "x"), "neutral", 0);
    run.answered(run.arrives(path("b"), "2", "t2", "x"), "neutral", 0);
    run.answered(run.arrives(path("c"), "3", "t1", "x"), "neutral", 0);

    assertThat(check().failures())
        .containsExactly(
            path("b") + ": thread in Kafka: expected t1, found t2",
            path("c") + ": thread in Kafka: expected two, found one");
  }

  @Test
  void aThreadThatWasMergedCountsAsTheOneThatHoldsItsMails() throws IOException {
    sample("a", "{\"outcome\": \"scored\", \"thread\": \"one\"}");
    sample("b", "{\"outcome\": \"scored\", \"thread\": \"one\"}");
    run.answered(run.arrives(path("a"), "1", "t1", "x"), "neutral", 0);
    run.answered(run.arrives(path("b"), "2", "t3", "x"), "neutral", 0);
    run.merged("t1", "t2");
    run.merged("t2", "t3");

    assertThat(check().failures()).isEmpty();
  }

  @Test
  void disagreementWithAPersonIsCountedAndNoFailure() throws IOException {
    sample("a", "{\"outcome\": \"scored\", \"human_label\": \"negative\"}");
    run.answered(run.arrives(path("a"), "1", "t", "x"), "positive", 0.9);

    assertThat(check()).isEqualTo(new SampleCheck.Result(1, List.of(), 1, 0));
  }

  @Test
  void theMailAndNotTheOneAttachedToItIsTheSample() throws IOException {
    sample("a", "{\"outcome\": \"scored\", \"reply_contains\": [\"see the attached\"]}");
    var attached = run.arrives(path("a"), "2", "u", "the original");
    attached.setParentEmailId("1");
    run.answered(attached, "neutral", 0);
    run.answered(run.arrives(path("a"), "1", "t", "see the attached mail"), "neutral", 0);

    assertThat(check().failures()).isEmpty();
  }

  @Test
  void aMisspeltFieldIsRefused() throws IOException {
    sample("a", "{\"outcome\": \"scored\", \"lable\": \"negative\"}");

    assertThatThrownBy(() -> Sample.under(folder))
        .isInstanceOf(LocalStackException.class)
        .hasMessageContaining("a.json")
        .hasMessageContaining("lable");
  }

  private SampleCheck.Result check() {
    return SampleCheck.check(
        Sample.under(folder), run.findings(), List.of(TopicsContent.of(run.findings())));
  }

  private String path(String stem) {
    return folder.resolve(stem + ".eml").toString();
  }

  private void sample(String stem, String json) throws IOException {
    Files.writeString(folder.resolve(stem + ".eml"), "Subject: x\n\nx\n");
    Files.writeString(folder.resolve(stem + ".json"), json);
  }
}
