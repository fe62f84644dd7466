package io.mailpulse.connectors.deadletter;

import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.id.Ids;
import java.nio.ByteBuffer;
import java.time.Instant;

/** Dead letters of this module's stages. */
public final class DeadLetters {

  private static final String ARTIFACT = "flink-pipeline";

  private DeadLetters() {}

  /**
   * A mail that was read but not completed.
   *
   * @param mail the mail, as far as it came
   * @param stage stage that gave up
   * @param kind typed failure
   * @param message problem, cause and remedy, without text or addresses of the mail
   * @param attempts how often the stage tried
   * @param now wall clock
   */
  public static DeadLetter of(
      EmailRaw mail, String stage, String kind, String message, int attempts, Instant now) {
    return started(mail.getTenantId(), stage, kind, mail.getHash(), now)
        .setMessage(message)
        .setEmailId(mail.getEmailId())
        .setSource(mail.getSource())
        .setPayloadRef(mail.getRawRef())
        .setPayloadBytes(mail.getSizeBytes())
        .setCreatedAt(mail.getTimestamp())
        .setAttempts(attempts)
        .build();
  }

  /**
   * A mail that could not be read at all.
   *
   * @param mail the mail as it arrived
   * @param stage stage that gave up
   * @param kind typed failure
   * @param message problem, cause and remedy, without text or addresses of the mail
   * @param now wall clock
   */
  public static DeadLetter of(
      MimeMail mail, String stage, String kind, String message, Instant now) {
    ByteBuffer mime = mail.getMime();
    byte[] payload = new byte[mime == null ? 0 : mime.remaining()];
    if (mime != null) {
      mime.duplicate().get(payload);
    }
    // Without bytes the reference is all that tells one payload from another.
    String digest =
        mime == null ? Ids.sha256(String.valueOf(mail.getMimeRef())) : Ids.sha256(payload);
    return started(mail.getTenantId(), stage, kind, digest, now)
        .setMessage(message)
        .setSource(mail.getSource())
        .setPayloadRef(mail.getMimeRef())
        .setPayloadBytes(mail.getSizeBytes())
        .setCreatedAt(mail.getReceivedAt() == null ? now : mail.getReceivedAt())
        .build();
  }

  private static DeadLetter.Builder started(
      String tenantId, String stage, String kind, String payloadSha256, Instant now) {
    return DeadLetter.newBuilder()
        .setDeadLetterId(Ids.deadLetter(tenantId, stage, kind, payloadSha256))
        .setTenantId(tenantId)
        .setStage(stage)
        .setKind(kind)
        .setPayloadSha256(payloadSha256)
        .setArtifact(ARTIFACT)
        .setArtifactVersion(version())
        .setProcessedAt(now);
  }

  private static String version() {
    String version = DeadLetters.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
