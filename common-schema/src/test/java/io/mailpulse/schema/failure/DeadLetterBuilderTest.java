package io.mailpulse.schema.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.codec.JsonCodec;
import io.mailpulse.schema.id.Ids;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeadLetterBuilderTest {

  private static final Artifact READER = new Artifact("reader", "7");
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @Test
  void aLetterSaysWhoGaveUpWhyAndOnWhat() {
    DeadLetter letter =
        DeadLetterBuilder.of(READER, Stage.PARSE, FailureKind.TOO_DEEP, "too deep; replay")
            .limit("maxDepth", 20L, 21L)
            .about(mail("abc", null).setReceivedAt(NOON.minusSeconds(60)).build())
            .attempts(3)
            .build(NOON);

    assertThat(letter.getArtifact()).isEqualTo("reader");
    assertThat(letter.getArtifactVersion()).isEqualTo("7");
    assertThat(letter.getStage()).isEqualTo("parse");
    assertThat(letter.getKind()).isEqualTo("too-deep");
    assertThat(letter.getLimit()).isEqualTo("maxDepth");
    assertThat(letter.getLimitValue()).isEqualTo(20);
    assertThat(letter.getActualValue()).isEqualTo(21);
    assertThat(letter.getPayloadSha256()).isEqualTo(Ids.sha256("abc"));
    assertThat(letter.getPayloadBytes()).isEqualTo(3);
    assertThat(letter.getCreatedAt()).isEqualTo(NOON.minusSeconds(60));
    assertThat(letter.getProcessedAt()).isEqualTo(NOON);
    assertThat(letter.getAttempts()).isEqualTo(3);
    assertThat(letter.getDeadLetterId())
        .isEqualTo(Ids.deadLetter("acme", "parse", "too-deep", "", Ids.sha256("abc"), "a.eml"));
  }

  @Test
  void withoutBytesTheReferenceOrElseTheSourceTellsLettersApart() {
    DeadLetter referred = missing(mail(null, "raw/a.eml.gz").build());
    DeadLetter first = missing(mail(null, null).setSource("topic/0@1").build());
    DeadLetter second = missing(mail(null, null).setSource("topic/0@2").build());

    assertThat(referred.getPayloadSha256()).isEqualTo(Ids.sha256("raw/a.eml.gz"));
    assertThat(referred.getPayloadRef()).isEqualTo("raw/a.eml.gz");
    assertThat(referred.getPayloadBytes()).isEqualTo(9);
    assertThat(first.getDeadLetterId()).isNotEqualTo(second.getDeadLetterId());
    assertThat(first.getCreatedAt()).as("no time is known").isEqualTo(NOON);
  }

  @Test
  void equalBytesOfTwoSourcesAreTwoFailuresAndOfOneAreOne() {
    DeadLetter first = missing(mail("", null).setSource("box#1").build());
    DeadLetter second = missing(mail("", null).setSource("box#2").build());
    DeadLetter again = missing(mail("", null).setSource("box#1").build());

    assertThat(second.getDeadLetterId()).isNotEqualTo(first.getDeadLetterId());
    assertThat(again.getDeadLetterId()).isEqualTo(first.getDeadLetterId());
  }

  @Test
  void mailsWithOneBodyHaveLettersOfTheirOwn() {
    DeadLetter first = unscored("first", "down");
    DeadLetter second = unscored("second", "down");

    assertThat(second.getPayloadSha256()).isEqualTo(first.getPayloadSha256());
    assertThat(second.getDeadLetterId()).isNotEqualTo(first.getDeadLetterId());
    assertThat(unscored("first", "down").getDeadLetterId()).isEqualTo(first.getDeadLetterId());
    assertThat(unscored("first", "breaks").getDeadLetterId()).isNotEqualTo(first.getDeadLetterId());
  }

  @Test
  void aLetterThatIsMadeFromWhatAnotherSaysHasItsId() {
    String farAway = "x".repeat(5_000);
    DeadLetter first = missing(mail("abc", null).setSource(farAway).build());
    DeadLetter replayed = missing(mail("abc", null).setSource(first.getSource()).build());

    assertThat(replayed.getDeadLetterId()).isEqualTo(first.getDeadLetterId());
  }

  @Test
  void aDocumentThatIsMadeAnewIsTheSameFailure() {
    assertThat(refused("m1", "{\"at\":2}").getDeadLetterId())
        .isEqualTo(refused("m1", "{\"at\":1}").getDeadLetterId())
        .isNotEqualTo(refused("m2", "{\"at\":1}").getDeadLetterId());
  }

  private static DeadLetter refused(String emailId, String document) {
    return DeadLetterBuilder.of(READER, Stage.ELASTICSEARCH, FailureKind.REJECTED, "refused")
        .emailId(emailId)
        .madeAnew()
        .about("acme", "a.mbox", null, document.getBytes(StandardCharsets.UTF_8), NOON)
        .build(NOON);
  }

  private static DeadLetter unscored(String emailId, String body) {
    return DeadLetterBuilder.of(READER, Stage.SCORE, FailureKind.SCORING_FAILED, "down")
        .emailId(emailId)
        .about("acme", "a.mbox", null, body.getBytes(StandardCharsets.UTF_8), NOON)
        .build(NOON);
  }

  @Test
  void aTenantThatNoIdMayHoldStillGetsItsLetter() {
    String wrong = "ac" + Ids.SEPARATOR + "me";

    DeadLetter letter = missing(mail("abc", null).setTenantId(wrong).build());

    assertThat(letter.getTenantId()).isEqualTo(wrong);
    assertThat(letter.getDeadLetterId())
        .isNotEqualTo(missing(mail("abc", null).build()).getDeadLetterId());
  }

  @Test
  void everyKindHasItsOwnNameByWhichItIsFound() {
    for (FailureKind kind : FailureKind.values()) {
      assertThat(FailureKind.named(kind.wireName())).contains(kind);
    }
    assertThat(FailureKind.named("mapper_parsing_exception")).isEmpty();
  }

  @Test
  void aLetterSaysWhetherItsMailComesOutOfAnArchive() {
    var archived = new EmailRaw();
    archived.setTenantId("acme");
    archived.setEmailId("m1");
    archived.setSource("a.mbox");
    archived.setRawSha256(Ids.sha256("abc"));
    archived.setTimestamp(NOON);
    archived.setHistory(true);

    assertThat(missing(mail("abc", null).build()).getHistory()).isFalse();
    assertThat(missing(mail("abc", null).setHistory(true).build()).getHistory()).isTrue();
    assertThat(
            DeadLetterBuilder.of(READER, Stage.SCORE, FailureKind.SCORING_FAILED, "down")
                .about(archived)
                .build(NOON)
                .getHistory())
        .isTrue();
  }

  @Test
  void aMailThatFailsAgainSaysForWhichLetterItWasFedAgain() {
    DeadLetter first = missing(mail("abc", null).build());
    DeadLetter again = missing(mail("abc", null).setReplayOf(first.getDeadLetterId()).build());

    assertThat(first.getReplayOf()).isNull();
    assertThat(again.getReplayOf()).isEqualTo(first.getDeadLetterId());
    assertThat(again.getDeadLetterId()).isEqualTo(first.getDeadLetterId());
  }

  @Test
  void aMailThatIsFedAgainForNoLetterComesByItself() {
    for (String foreign : new String[] {"", "the letter", "x".repeat(1_000_000), "\ud83d"}) {
      DeadLetter letter = missing(mail("abc", null).setReplayOf(foreign).build());

      assertThat(letter.getReplayOf()).isNull();
    }
  }

  private static DeadLetter missing(MimeMail mail) {
    return DeadLetterBuilder.of(READER, Stage.PARSE, FailureKind.PAYLOAD_MISSING, "missing")
        .about(mail)
        .build(NOON);
  }

  private static MimeMail.Builder mail(String mime, String ref) {
    return MimeMail.newBuilder()
        .setTenantId("acme")
        .setSource("a.eml")
        .setMime(mime == null ? null : ByteBuffer.wrap(mime.getBytes(StandardCharsets.UTF_8)))
        .setMimeRef(ref)
        .setSizeBytes(9);
  }

  @Test
  void aLetterFitsWhateverARecordSaysOfItself() {
    String megabyte = "\u0001".repeat(1 << 20);
    DeadLetter letter =
        DeadLetterBuilder.of(new Artifact("a", "1"), Stage.PARSE, FailureKind.BAD_TENANT, megabyte)
            .namedByStore(megabyte)
            .emailId(megabyte)
            .about(megabyte, megabyte, megabyte, new byte[0], Instant.MAX)
            .build(Instant.EPOCH);

    assertThat(new JsonCodec<>(DeadLetter.class).encode(letter).length).isLessThan(50_000);
    assertThat(letter.getCreatedAt()).isEqualTo(Instant.EPOCH);
  }
}
