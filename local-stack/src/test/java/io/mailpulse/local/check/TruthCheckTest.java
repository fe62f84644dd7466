package io.mailpulse.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.generate.truth.MailTruth;
import io.mailpulse.generate.truth.PlantedValue;
import io.mailpulse.generate.truth.ThreadTruth;
import io.mailpulse.generate.truth.Truth;
import io.mailpulse.generate.truth.ValueKind;
import io.mailpulse.local.find.Runs;
import io.mailpulse.local.find.TopicContents;
import io.mailpulse.local.store.StoreContent;
import io.mailpulse.local.store.StoredMail;
import io.mailpulse.local.store.TopicsContent;
import io.mailpulse.schema.EmailRaw;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TruthCheckTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final Runs run = new Runs();
  private final List<MailTruth> arrivals = new ArrayList<>();
  private final List<ThreadTruth> threads = new ArrayList<>();

  @Test
  void findsNothingWhereAllIsAsMeantWhateverTheOrder() {
    wentIn("1", "t1", "negative", "read");
    wentIn("2", "t1", "positive", "read");
    wentIn("2", "t1", "positive", "read");
    wentIn("3", "t2", "neutral", "dead_letter");
    run.answered(run.arrives("c", "2", "x", "text"), "positive", 0.9);
    run.arrives("b", "2", "x", "text");
    run.givenUp("3.eml", "3", "too_deep");
    EmailRaw angry = run.arrives("a", "1", "x", "text");
    run.answered(angry, "negative", -0.9);
    run.alerted(angry);
    threads.add(new ThreadTruth("t1", "acme", 2, true, true, "1@m"));

    CheckResult result = check();

    assertThat(result.differences()).isEmpty();
    assertThat(result.isRight()).isTrue();
    assertThat(result.figures())
        .containsEntry("mails", 3)
        .containsEntry("records", 3)
        .containsEntry("duplicates", 1)
        .containsEntry("kafka_threads_f1", 1.0)
        .containsEntry("kafka_labels_alike", 1.0)
        .containsEntry("kafka_languages_alike", 1.0)
        .containsEntry("threads_alerted_of_due", 1.0)
        .containsEntry("threads_alerted_undue", 0L);
  }

  @Test
  void tellsWhatWasLostDoubledOrMadeUp() {
    wentIn("lost", "t1", "neutral", "read");
    wentIn("thrice", "t2", "neutral", "read");
    for (String source : List.of("a", "b", "c")) {
      run.answered(run.arrives(source, "thrice", "x", "text"), "neutral", 0);
    }
    run.answered(run.arrives("d", "stranger", "y", "text"), "neutral", 0);

    assertThat(check().differences())
        .containsExactly(
            "mail lost (lost.eml) arrived 1 times and has 0 records in emails.raw.v1",
            "mail thrice (thrice.eml) arrived 1 times and has 3 records in emails.raw.v1",
            "mail lost (lost.eml) is not in Kafka",
            "mail stranger in Kafka never went in");
  }

  @Test
  void tellsLettersThatShouldNotBeAndThoseThatAreMissing() {
    wentIn("sound", "t1", "neutral", "read");
    wentIn("broken", "t2", "neutral", "dead_letter");
    run.arrives("a", "sound", "x", "text");
    run.givenUp("sound.eml", "sound", "timeout");
    run.givenUp("other.eml", null, "too_deep");

    assertThat(check().differences())
        .containsExactly(
            "mail sound (sound.eml) was given up as timeout, expected an answer",
            "a dead letter of kind too_deep is of no mail that went in",
            "mail broken (broken.eml) cannot be read, and there is no dead letter of it");
  }

  @Test
  void tellsThreadsThatAreNotAsMeant() {
    for (String id : List.of("1", "2", "3", "4")) {
      wentIn(id, "t1", "neutral", "read");
      String thread = id.equals("4") ? "y" : "x";
      run.answered(run.arrives(id, id, thread, "text"), "neutral", 0);
    }

    assertThat(check().differences())
        .containsExactly(
            "threads in Kafka: pairwise F1 0.6667, precision 1.0, recall 0.5, expected at least"
                + " 1.0");
  }

  @Test
  void followsThreadsThatWereMerged() {
    wentIn("1", "t1", "neutral", "read");
    wentIn("2", "t1", "neutral", "read");
    run.answered(run.arrives("a", "1", "x", "text"), "neutral", 0);
    run.answered(run.arrives("b", "2", "y", "text"), "neutral", 0);
    run.merged("y", "x");

    assertThat(check().differences()).isEmpty();
  }

  @Test
  void tellsPlantedValuesWithoutTellingThem() {
    wentIn("1", "t1", "neutral", "read");
    run.answered(
        run.arrives("a", "1", "x", "call +49 30 1234567 or 小林 健さん, Anastasia"), "neutral", 0);

    assertThat(check().differences())
        .containsExactly(
            "a planted PERSON (from, en) stands in Kafka, 1 times",
            "a planted PHONE_NUMBER (body, en) stands in Kafka, 1 times");
    assertThat(check(new CheckSettings(1, Set.of(ValueKind.values()))).differences()).isEmpty();
  }

  @Test
  void tellsMailsThatStillWaitAndKindsThatAreNotAsMeant() {
    wentIn("1", "t1", "neutral", "read");
    StoreContent store =
        new StoreContent(
            "Delta",
            Map.of("1", new StoredMail("1", "x", "unknown", "en", "bulk", "pending", "m")),
            List.of());

    assertThat(
            TruthCheck.check(truth(), Optional.empty(), List.of(store), CheckSettings.STRICT)
                .differences())
        .containsExactly(
            "mail 1 (1.eml) is of kind person, found bulk in Delta",
            "mail 1 (1.eml) is still pending in Delta");
  }

  @Test
  void comparesTheStores() {
    wentIn("1", "t1", "neutral", "read");
    run.answered(run.arrives("a", "1", "x", "text"), "neutral", 0);
    TopicContents topics = run.findings();
    Map<String, StoredMail> other = new LinkedHashMap<>(TopicsContent.of(topics).mails());
    other.put("1", new StoredMail("1", "x", "negative", "en", "person", "", "model@1"));

    assertThat(
            TruthCheck.check(
                    truth(),
                    Optional.of(topics),
                    List.of(TopicsContent.of(topics), new StoreContent("Delta", other, List.of())),
                    CheckSettings.STRICT)
                .differences())
        .singleElement()
        .asString()
        .startsWith("mail 1 is StoredMail");
  }

  private void wentIn(String id, String thread, String label, String outcome) {
    boolean again = arrivals.stream().anyMatch(arrival -> arrival.emailId().equals(id));
    arrivals.add(
        new MailTruth(
            arrivals.size(),
            id + ".eml",
            "acme",
            id + "@m",
            id,
            "digest of " + id,
            10,
            outcome,
            label,
            true,
            "person",
            "en",
            thread,
            null,
            null,
            again,
            null,
            null,
            NOON,
            NOON,
            List.of(
                new PlantedValue(ValueKind.PHONE_NUMBER, "+49 30 1234567", "body"),
                new PlantedValue(ValueKind.PERSON, "小林 健", "from"),
                new PlantedValue(ValueKind.PERSON, "Ana", "body"))));
  }

  private CheckResult check() {
    return check(CheckSettings.STRICT);
  }

  private CheckResult check(CheckSettings settings) {
    TopicContents topics = run.findings();
    return TruthCheck.check(
        truth(), Optional.of(topics), List.of(TopicsContent.of(topics)), settings);
  }

  private Truth truth() {
    return new Truth(arrivals, threads);
  }
}
