package io.mailpulse.local.replay;

import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.failure.Stage;
import io.mailpulse.schema.landing.LandingPath;
import java.time.Instant;
import java.util.List;

/** The mail of letters as it comes again. */
final class ReplayedMail {

  private ReplayedMail() {}

  /** A record that refers to the landing; the job reads it there, under the mail's own source. */
  static MimeMail of(List<DeadLetter> letters) {
    DeadLetter first =
        letters.stream().filter(ReplayedMail::isOuter).findFirst().orElse(letters.get(0));
    return MimeMail.newBuilder()
        .setTenantId(first.getTenantId())
        .setSource(first.getSource())
        .setReceivedAt(receivedAt(first))
        .setMime(null)
        .setMimeRef(place(first))
        .setSizeBytes(first.getPayloadBytes())
        .setHistory(first.getHistory())
        .setReplayOf(first.getDeadLetterId())
        .setLetterProcessedAt(first.getProcessedAt())
        .build();
  }

  /**
   * Where the letter's own bytes lie: of two mails that claim one place, the letter may be about
   * either. The digest on a letter of the search cluster is that of a document.
   */
  static String place(DeadLetter letter) {
    String ref = letter.getPayloadRef();
    return letter.getStage().equals(Stage.ELASTICSEARCH.wireName())
        ? ref
        : LandingPath.parse(ref)
            .filter(place -> place.sha256().isEmpty())
            .map(place -> LandingPath.beside(ref, letter.getPayloadSha256()))
            .filter(beside -> LandingPath.parse(beside).isPresent())
            .orElse(ref);
  }

  /**
   * The event time that the mail had, so that it comes to the same day and place; unknown where the
   * letter had none and said the time of the failure, and for a mail inside of another.
   */
  private static Instant receivedAt(DeadLetter letter) {
    boolean isKnown = !letter.getCreatedAt().equals(letter.getProcessedAt());
    return isKnown && isOuter(letter) ? letter.getCreatedAt() : null;
  }

  /** Whether the letter is about the file's own mail and not about one inside of it. */
  private static boolean isOuter(DeadLetter letter) {
    return letter.getEmailId() == null
        || LandingPath.parse(letter.getPayloadRef())
            .map(place -> place.emailId().equals(letter.getEmailId()))
            .orElse(true);
  }
}
