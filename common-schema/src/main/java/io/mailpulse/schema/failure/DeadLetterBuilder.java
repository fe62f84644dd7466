package io.mailpulse.schema.failure;

import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.codec.UnicodeText;
import io.mailpulse.schema.id.Ids;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * Makes dead letters: who gave up, why, on what and with which payload. A letter never holds text
 * or addresses of a mail; its id follows from tenant, stage, kind, mail, payload and source, so
 * that each failure has its own and a replay that fails again makes the same one.
 */
public final class DeadLetterBuilder {

  private static final int MAX_NAME = 128;
  private static final int MAX_TEXT = 2_000;
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private final DeadLetter letter;
  private Instant eventTime;
  private boolean isMadeAnew;

  private DeadLetterBuilder(DeadLetter letter) {
    this.letter = letter;
  }

  /**
   * Starts a letter.
   *
   * @param artifact module that gave up
   * @param stage stage that gave up
   * @param kind why
   * @param message problem, cause and remedy in one sentence, without text or addresses of the mail
   */
  public static DeadLetterBuilder of(
      Artifact artifact, Stage stage, FailureKind kind, String message) {
    var builder = new DeadLetterBuilder(new DeadLetter());
    builder.letter.setArtifact(artifact.name());
    builder.letter.setArtifactVersion(artifact.version());
    builder.letter.setStage(stage.wireName());
    builder.letter.setKind(kind.wireName());
    builder.letter.setMessage(message);
    builder.letter.setAttempts(1);
    return builder;
  }

  /** Starts from a letter: the same failure, about what else is said of it here. */
  public static DeadLetterBuilder again(DeadLetter letter) {
    return new DeadLetterBuilder(DeadLetter.newBuilder(letter).build());
  }

  /** The name that another system has for the failure, in place of ours. */
  public DeadLetterBuilder namedByStore(String kind) {
    letter.setKind(kind);
    return this;
  }

  /** The limit that was breached, what it allows and what was found. */
  public DeadLetterBuilder limit(String limit, long allowed, long found) {
    letter.setLimit(limit);
    letter.setLimitValue(allowed);
    letter.setActualValue(found);
    return this;
  }

  /** How often the stage tried, from 1. */
  public DeadLetterBuilder attempts(int attempts) {
    letter.setAttempts(attempts);
    return this;
  }

  /** The mail, where its id is known. */
  public DeadLetterBuilder emailId(String emailId) {
    letter.setEmailId(emailId);
    return this;
  }

  /** Where the payload lies, if not where the mail says. */
  public DeadLetterBuilder payloadRef(String ref) {
    letter.setPayloadRef(ref);
    return this;
  }

  /** The payload is made anew at every attempt, as a document is: the mail tells failures apart. */
  public DeadLetterBuilder madeAnew() {
    isMadeAnew = true;
    return this;
  }

  /** About a mail as it arrived. Without bytes, what names them tells one payload from another. */
  public DeadLetterBuilder about(MimeMail mail) {
    byte[] mime = bytes(mail.getMime());
    boolean hasBytes = mime.length > 0;
    String names = mail.getMimeRef() == null ? mail.getSource() : mail.getMimeRef();
    letter.setHistory(mail.getHistory());
    letter.setReplayOf(mail.getReplayOf());
    boolean isNamed = !hasBytes && (mail.getMime() == null || mail.getMimeRef() != null);
    return about(
        mail.getTenantId(),
        mail.getSource(),
        mail.getMimeRef(),
        isNamed ? Ids.sha256(names) : Ids.sha256(mime),
        hasBytes ? mime.length : mail.getSizeBytes(),
        mail.getReceivedAt());
  }

  /** About a mail that was read; its payload is told by its raw bytes, if their digest is known. */
  public DeadLetterBuilder about(EmailRaw mail) {
    letter.setHistory(mail.getHistory());
    letter.setReplayOf(mail.getReplayOf());
    return emailId(mail.getEmailId())
        .about(
            mail.getTenantId(),
            mail.getSource(),
            mail.getRawRef(),
            mail.getRawSha256().isEmpty() ? mail.getHash() : mail.getRawSha256(),
            mail.getSizeBytes(),
            mail.getTimestamp());
  }

  /**
   * About anything else.
   *
   * @param tenantId tenant
   * @param source where the mail was read
   * @param payloadRef where its raw bytes lie, or null
   * @param payload what could not be completed
   * @param eventTime event time of the mail, or null
   */
  public DeadLetterBuilder about(
      String tenantId, String source, String payloadRef, byte[] payload, Instant eventTime) {
    return about(tenantId, source, payloadRef, Ids.sha256(payload), payload.length, eventTime);
  }

  private DeadLetterBuilder about(
      String tenantId,
      String source,
      String payloadRef,
      String payloadSha256,
      long payloadBytes,
      Instant eventTime) {
    letter.setTenantId(tenantId);
    letter.setSource(source);
    letter.setPayloadRef(payloadRef);
    letter.setPayloadSha256(payloadSha256);
    letter.setPayloadBytes(payloadBytes);
    this.eventTime = eventTime;
    return this;
  }

  /**
   * The letter.
   *
   * @param now wall clock; also the event time where that is not known
   */
  public DeadLetter build(Instant now) {
    letter.setCreatedAt(isOfOurTime(eventTime) ? eventTime : now);
    letter.setProcessedAt(now);
    bound();
    // Of what the letter says once it is cut: a replay knows no more of the mail.
    letter.setDeadLetterId(
        Ids.deadLetter(
            plain(letter.getTenantId()),
            letter.getStage(),
            plain(letter.getKind()),
            letter.getEmailId() == null ? "" : plain(letter.getEmailId()),
            isMadeAnew ? "" : letter.getPayloadSha256(),
            plain(letter.getSource())));
    return DeadLetter.newBuilder(letter).build();
  }

  /** What a foreign record says of itself may be megabytes long: a letter must always fit. */
  private void bound() {
    letter.setTenantId(UnicodeText.cut(letter.getTenantId(), MAX_NAME));
    letter.setKind(UnicodeText.cut(letter.getKind(), MAX_NAME));
    letter.setSource(UnicodeText.cut(letter.getSource(), MAX_TEXT));
    letter.setMessage(UnicodeText.cut(letter.getMessage(), MAX_TEXT));
    if (letter.getEmailId() != null) {
      letter.setEmailId(UnicodeText.cut(letter.getEmailId(), MAX_NAME));
    }
    if (letter.getReplayOf() != null && !Ids.isId(letter.getReplayOf())) {
      letter.setReplayOf(null);
    }
    if (letter.getPayloadRef() != null) {
      letter.setPayloadRef(UnicodeText.cut(letter.getPayloadRef(), MAX_TEXT));
    }
  }

  /** Times outside are no mail's, and not every store holds them. */
  private static boolean isOfOurTime(Instant time) {
    return time != null && !time.isBefore(Instant.EPOCH) && time.isBefore(LATEST);
  }

  /** A wrong tenant is among what letters are about, and must not keep its own from being made. */
  private static String plain(String foreign) {
    return foreign.replace(Ids.SEPARATOR, '\ufffd');
  }

  private static byte[] bytes(ByteBuffer buffer) {
    if (buffer == null) {
      return new byte[0];
    }
    var bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
