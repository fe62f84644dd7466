package io.mailpulse.mail;

import io.mailpulse.mail.fault.MailParseException;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.id.Ids;
import java.time.Instant;
import java.util.OptionalLong;

/** Letters for mails that could not be read: who, what, with which payload, never its text. */
final class DeadLetters {

  private static final String STAGE = "parse";
  private static final String ARTIFACT = "mail-core";

  private DeadLetters() {}

  static DeadLetter of(MimeMail mail, byte[] payload, MailParseException failure, Instant now) {
    String kind = failure.kind().wireName();
    // Without bytes the reference is all that tells two such letters apart.
    String digest =
        payload.length == 0 && mail.getMimeRef() != null
            ? Ids.sha256(mail.getMimeRef())
            : Ids.sha256(payload);
    var letter = new DeadLetter();
    letter.setDeadLetterId(Ids.deadLetter(mail.getTenantId(), STAGE, kind, digest));
    letter.setTenantId(mail.getTenantId());
    letter.setStage(STAGE);
    letter.setKind(kind);
    letter.setLimit(failure.limit().orElse(null));
    letter.setLimitValue(boxed(failure.allowed()));
    letter.setActualValue(boxed(failure.found()));
    letter.setMessage(failure.getMessage());
    letter.setSource(mail.getSource());
    letter.setPayloadRef(mail.getMimeRef());
    letter.setPayloadSha256(digest);
    letter.setPayloadBytes(payload.length == 0 ? mail.getSizeBytes() : payload.length);
    letter.setArtifact(ARTIFACT);
    letter.setArtifactVersion(ParserVersion.CURRENT);
    letter.setCreatedAt(mail.getReceivedAt() == null ? now : mail.getReceivedAt());
    letter.setProcessedAt(now);
    letter.setAttempts(1);
    return letter;
  }

  private static Long boxed(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }
}
