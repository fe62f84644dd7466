package io.mailpulse.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.Replay;
import io.mailpulse.schema.failure.Artifact;
import io.mailpulse.schema.failure.DeadLetterBuilder;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.schema.failure.Stage;
import io.mailpulse.schema.id.Ids;
import io.mailpulse.schema.landing.LandingPath;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayPlanTest {

  private static final URI LANDING = URI.create("file:/warehouse");
  private static final Instant RECEIVED = Instant.parse("2026-03-01T08:00:00Z");
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final String MAIL = Ids.email("acme", "mid:a");
  private static final String INNER_MAIL = Ids.email("acme", "mid:b");
  private static final String PLACE =
      "raw/tenant_id=acme/ingest_date=2026/03/01/" + MAIL + ".eml.gz";

  @Test
  void aLetterIsReplayedOnceUntilItsMailFailsAgain() {
    DeadLetter letter = letter(MAIL, PLACE, NOON);
    DeadLetter failedAgain = letter(MAIL, PLACE, NOON.plusSeconds(60));
    Map<String, Replay> ledger = Map.of(letter.getDeadLetterId(), replayOf(letter));

    assertThat(plan(letter, Map.of(), ReplayedBefore.LEAVE).mails())
        .containsExactly(List.of(letter));
    assertThat(plan(letter, ledger, ReplayedBefore.LEAVE).mails()).isEmpty();
    assertThat(plan(letter, ledger, ReplayedBefore.LEAVE).done()).containsExactly(letter);
    assertThat(plan(letter, ledger, ReplayedBefore.REPEAT).mails()).hasSize(1);
    assertThat(failedAgain.getDeadLetterId()).isEqualTo(letter.getDeadLetterId());
    assertThat(plan(failedAgain, ledger, ReplayedBefore.LEAVE).mails()).hasSize(1);
  }

  @Test
  void whatTheJobWouldNotOpenIsNotFed() {
    DeadLetter nowhere = letter(MAIL, null, NOON);
    DeadLetter foreign = letter(MAIL, "raw/tenant_id=other/a.eml.gz", NOON);
    DeadLetter ofNobody = letter(MAIL, "rejected/tenant_id=~/a.eml.gz", NOON);

    ReplayPlan plan =
        ReplayPlan.of(List.of(nowhere, foreign, ofNobody), Map.of(), ReplayedBefore.LEAVE, LANDING);

    assertThat(plan.mails()).isEmpty();
    assertThat(plan.withoutPayload()).containsExactly(nowhere, foreign, ofNobody);
  }

  @Test
  void lettersOfOneFileFeedItOnceUnderItsOwnTime() {
    DeadLetter inner = letter(INNER_MAIL, PLACE, NOON);
    DeadLetter own = letter(MAIL, PLACE, NOON);

    ReplayPlan plan = ReplayPlan.of(List.of(inner, own), Map.of(), ReplayedBefore.LEAVE, LANDING);

    assertThat(plan.mails()).containsExactly(List.of(inner, own));
    MimeMail mail = ReplayedMail.of(plan.mails().get(0));
    assertThat(mail.getReplayOf()).isEqualTo(own.getDeadLetterId());
    assertThat(mail.getLetterProcessedAt()).isEqualTo(own.getProcessedAt());
    assertThat(mail.getReceivedAt()).isEqualTo(RECEIVED);
    assertThat(mail.getMimeRef()).isEqualTo(LandingPath.beside(PLACE, own.getPayloadSha256()));
    assertThat(mail.getSource()).isEqualTo("a.eml");
    assertThat(ReplayedMail.of(List.of(inner)).getReceivedAt())
        .as("the time of a mail inside says nothing of the one around it")
        .isNull();
  }

  @Test
  void mailsThatClaimOnePlaceAreFedEachFromItsOwnBytes() {
    DeadLetter one = letter(MAIL, PLACE, NOON);
    DeadLetter other = letter(MAIL, PLACE, NOON);
    other.setPayloadSha256(Ids.sha256("other bytes"));
    String beside = LandingPath.beside(PLACE, Ids.sha256("third bytes"));
    DeadLetter third = letter(MAIL, beside, NOON);
    DeadLetter document = letter(MAIL, PLACE, NOON);
    document.setStage(Stage.ELASTICSEARCH.wireName());
    DeadLetter forged = letter(MAIL, PLACE, NOON);
    forged.setPayloadSha256("../no digest");

    ReplayPlan plan =
        ReplayPlan.of(
            List.of(one, other, third, document, forged), Map.of(), ReplayedBefore.LEAVE, LANDING);

    assertThat(plan.mails())
        .extracting(letters -> ReplayedMail.of(letters).getMimeRef())
        .containsExactly(
            LandingPath.beside(PLACE, one.getPayloadSha256()),
            LandingPath.beside(PLACE, other.getPayloadSha256()),
            beside,
            PLACE);
  }

  /** Else it would move event time and could raise an alert. */
  @Test
  void aMailOutOfAnArchiveIsReplayedAsOne() {
    DeadLetter letter = letter(MAIL, PLACE, NOON);
    DeadLetter archived = letter(MAIL, PLACE, NOON);
    archived.setHistory(true);

    assertThat(ReplayedMail.of(List.of(letter)).getHistory()).isFalse();
    assertThat(ReplayedMail.of(List.of(archived)).getHistory()).isTrue();
  }

  @Test
  void aTimeThatNobodyKnewIsNotMadeUp() {
    DeadLetter letter =
        DeadLetterBuilder.of(
                new Artifact("a", "1"), Stage.PARSE, FailureKind.TOO_MANY_PARTS, "too many")
            .about("acme", "a.eml", "rejected/tenant_id=acme/a.eml.gz", new byte[1], null)
            .build(NOON);

    assertThat(ReplayedMail.of(List.of(letter)).getReceivedAt()).isNull();
  }

  @Test
  void aFilterTakesWhatItNames() {
    DeadLetter letter = letter(MAIL, PLACE, NOON);

    assertThat(filter(Set.of(), Set.of(), null, null).takes(letter)).isTrue();
    assertThat(filter(Set.of("score"), Set.of("scoring-failed"), NOON, null).takes(letter))
        .isTrue();
    assertThat(filter(Set.of("parse"), Set.of(), null, null).takes(letter)).isFalse();
    assertThat(filter(Set.of(), Set.of("rejected"), null, null).takes(letter)).isFalse();
    assertThat(filter(Set.of(), Set.of(), NOON.plusMillis(1), null).takes(letter)).isFalse();
    assertThat(filter(Set.of(), Set.of(), null, NOON).takes(letter)).isFalse();
  }

  private static LetterFilter filter(
      Set<String> stages, Set<String> kinds, Instant since, Instant until) {
    return new LetterFilter(
        stages, kinds, Set.of("acme"), Optional.ofNullable(since), Optional.ofNullable(until));
  }

  private static ReplayPlan plan(
      DeadLetter letter, Map<String, Replay> ledger, ReplayedBefore before) {
    return ReplayPlan.of(List.of(letter), ledger, before, LANDING);
  }

  private static Replay replayOf(DeadLetter letter) {
    return new Replay(
        letter.getDeadLetterId(),
        letter.getTenantId(),
        letter.getProcessedAt(),
        letter.getProcessedAt().plusSeconds(30));
  }

  private static DeadLetter letter(String emailId, String ref, Instant at) {
    return DeadLetterBuilder.of(
            new Artifact("a", "1"), Stage.SCORE, FailureKind.SCORING_FAILED, "down")
        .emailId(emailId)
        .about("acme", "a.eml", ref, new byte[] {1}, RECEIVED)
        .build(at);
  }
}
