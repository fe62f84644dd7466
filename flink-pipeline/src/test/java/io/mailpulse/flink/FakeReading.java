package io.mailpulse.flink;

import io.mailpulse.flink.read.MailReading;
import io.mailpulse.mail.ReadResult;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.Segment;
import io.mailpulse.schema.ThreadHeaders;
import io.mailpulse.schema.id.Ids;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads mails of the form {@code message id|thread|body}, where a thread {@code from>to>subject} is
 * that of a mail without reply headers. What follows a {@code +} in a body is the text of an
 * attached file. A body "poison" is rejected, a body "bug" throws, and a body "crash" takes the
 * whole task down, once.
 */
final class FakeReading implements MailReading {

  static final AtomicBoolean CRASH_IS_ARMED = new AtomicBoolean();

  private static final long serialVersionUID = 1L;

  static MimeMail mime(String messageId, String thread, Instant at, String body) {
    byte[] bytes = (messageId + '|' + thread + '|' + body).getBytes(StandardCharsets.UTF_8);
    return MimeMail.newBuilder()
        .setTenantId("acme")
        .setSource(messageId + ".eml")
        .setReceivedAt(at)
        .setMime(ByteBuffer.wrap(bytes))
        .setSizeBytes(bytes.length)
        .build();
  }

  @Override
  public Reader open() {
    return FakeReading::read;
  }

  private static ReadResult read(MimeMail mail, Instant now) {
    String text = StandardCharsets.UTF_8.decode(mail.getMime().duplicate()).toString();
    String[] parts = text.split("\\|", 3);
    String body = parts[2];
    if (body.startsWith("crash") && CRASH_IS_ARMED.compareAndSet(true, false)) {
      throw new AssertionError("injected");
    }
    if (body.equals("bug")) {
      throw new IllegalStateException("the text of the mail: " + text);
    }
    if (body.equals("poison")) {
      return new ReadResult.Rejected(letter(mail, text, now));
    }
    String[] letter = parts[1].split(">", 3);
    boolean isLetter = letter.length == 3;
    String thread = isLetter ? "mid:" + parts[0] : parts[1];
    int file = body.indexOf('+') < 0 ? body.length() : body.indexOf('+') + 1;
    var segments = new ArrayList<>(List.of(new Segment("authored", 0, file, null)));
    if (file < body.length()) {
      segments.add(new Segment("attachment", file, body.length(), null));
    }
    return ReadResult.Read.of(
        List.of(
            EmailRaw.newBuilder()
                .setEmailId(Ids.email(mail.getTenantId(), "mid:" + parts[0]))
                .setTenantId(mail.getTenantId())
                .setMessageId(parts[0])
                .setThreadId(Ids.thread(mail.getTenantId(), thread))
                .setTimestamp(mail.getReceivedAt())
                .setFrom(isLetter ? letter[0] : "")
                .setTo(isLetter ? List.of(letter[1]) : List.of())
                .setSubject(isLetter ? letter[2] : parts[1])
                .setBodyText(body)
                .setSegments(segments)
                .setLanguage("en")
                .setHeaders(new ThreadHeaders(null, List.of()))
                .setHash(Ids.sha256(body))
                .setPiiRedacted(true)
                .setDedupeKey("mid:" + parts[0])
                .setSource(mail.getSource())
                .setSizeBytes(mail.getSizeBytes())
                .setRawSha256(Ids.sha256(text))
                .setReplayOf(mail.getReplayOf())
                .setLetterProcessedAt(mail.getLetterProcessedAt())
                .build()));
  }

  private static DeadLetter letter(MimeMail mail, String text, Instant now) {
    return DeadLetter.newBuilder()
        .setDeadLetterId(
            Ids.deadLetter(
                mail.getTenantId(), "parse", "not-mail", "", Ids.sha256(text), mail.getSource()))
        .setTenantId(mail.getTenantId())
        .setStage("parse")
        .setKind("not-mail")
        .setMessage("no header")
        .setSource(mail.getSource())
        .setPayloadSha256(Ids.sha256(text))
        .setPayloadBytes(mail.getSizeBytes())
        .setArtifact("fake")
        .setArtifactVersion("1")
        .setCreatedAt(now)
        .setProcessedAt(now)
        .build();
  }
}
