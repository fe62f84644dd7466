package io.mailpulse.flink.read;

import io.mailpulse.schema.Attachment;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MergedThread;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.PendingMail;
import io.mailpulse.schema.Segment;
import io.mailpulse.schema.codec.RecordCodec;
import io.mailpulse.testkit.SampleMails;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes records of the input topics that are damaged, too long, or lie. */
final class Poison {

  static final String FOLDER = "incoming/tenant_id=acme";
  static final String DAMAGED = "damaged.eml.gz";
  static final String PLAIN = "plain.eml";

  private static final List<String> TEXTS =
      List.of(
          "",
          "x".repeat(300_000),
          "\u0001".repeat(200_000),
          "\ud83d",
          "\u202e\u0000",
          "../../etc/passwd",
          "acme|t1",
          "\u001f",
          "漢".repeat(100_000),
          "a\r\nb: c");

  private static final List<String> REFERENCES =
      List.of(
          FOLDER + '/' + DAMAGED,
          FOLDER + '/' + PLAIN,
          FOLDER + "/nowhere.eml.gz",
          FOLDER,
          FOLDER + "/../tenant_id=other/a",
          "file:///etc/passwd",
          "incoming/tenant_id=other/a.eml",
          FOLDER + "/%2e%2e/x",
          FOLDER + '/' + "x".repeat(5_000));

  private static final List<Instant> TIMES =
      List.of(
          Instant.EPOCH,
          Instant.ofEpochMilli(Long.MAX_VALUE),
          Instant.ofEpochMilli(Long.MIN_VALUE),
          Instant.parse("0001-01-01T00:00:00Z"),
          Instant.parse("9999-12-31T23:59:59Z"),
          Instant.parse("2038-01-19T03:14:08Z"));

  private static final List<Integer> COUNTS =
      List.of(Integer.MIN_VALUE, -1, 0, 1, 40, 1_000_000, Integer.MAX_VALUE);

  private static final List<byte[]> NUMBERS =
      List.of(
          new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1},
          new byte[] {-2, -1, -1, -1, 15},
          new byte[] {1},
          new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1},
          "[[[[[[[[".repeat(1_000).getBytes(StandardCharsets.UTF_8),
          "1e999999999".getBytes(StandardCharsets.UTF_8),
          "\\ud83d".getBytes(StandardCharsets.UTF_8),
          new byte[] {0, 0, 0, 0, 9});

  private final Random random;
  private final List<byte[]> samples;

  Poison(long seed, List<byte[]> samples) {
    this.random = new Random(seed);
    this.samples = samples;
  }

  boolean flip() {
    return random.nextBoolean();
  }

  byte[] sample() {
    return any(samples);
  }

  /** A record of {@code mail.mime.v1}. */
  byte[] mime(RecordCodec<MimeMail> codec) {
    var mail =
        MimeMail.newBuilder()
            .setTenantId("acme")
            .setSource("a.eml")
            .setMime(ByteBuffer.wrap(damaged(sample(), random.nextInt(4))))
            .setSizeBytes(100)
            .build();
    for (int changes = random.nextInt(3); changes > 0; changes--) {
      switch (random.nextInt(7)) {
        case 0 -> mail.setTenantId(any(TEXTS));
        case 1 -> mail.setSource(any(TEXTS));
        case 2 -> mail.setReceivedAt(any(TIMES));
        case 3 -> mail.setSizeBytes(random.nextLong());
        case 4 -> mail.setReplayOf(any(TEXTS));
        default -> {
          mail.setMime(null);
          mail.setMimeRef(any(REFERENCES));
        }
      }
    }
    return damaged(codec.encode(mail), Math.max(0, random.nextInt(5) - 2));
  }

  /** A record of {@code emails.raw.v1}. */
  byte[] raw(RecordCodec<EmailRaw> codec) {
    EmailRaw mail = SampleMails.raw("m" + random.nextInt(100)).build();
    for (int changes = random.nextInt(3); changes > 0; changes--) {
      change(mail);
    }
    return damaged(codec.encode(mail), Math.max(0, random.nextInt(5) - 2));
  }

  /** A record of {@code emails.pending.v1}. */
  byte[] pending(RecordCodec<PendingMail> codec) {
    PendingMail pending =
        PendingMail.newBuilder()
            .setMail(SampleMails.raw("m" + random.nextInt(100)).build())
            .setModelVersion("fake@1")
            .setCause("scoring-failed")
            .setAttempts(1)
            .setRound(1)
            .setFirstFailedAt(SampleMails.MORNING)
            .setNotBefore(SampleMails.MORNING)
            .build();
    for (int changes = random.nextInt(3); changes > 0; changes--) {
      switch (random.nextInt(8)) {
        case 0 -> pending.setModelVersion(any(TEXTS));
        case 1 -> pending.setCause(any(TEXTS));
        case 2 -> pending.setAttempts(any(COUNTS));
        case 3 -> pending.setRound(any(COUNTS));
        case 4 -> pending.setFirstFailedAt(any(TIMES));
        case 5 -> pending.setNotBefore(any(TIMES));
        default -> change(pending.getMail());
      }
    }
    return damaged(codec.encode(pending), Math.max(0, random.nextInt(5) - 2));
  }

  private void change(EmailRaw mail) {
    int number = random.nextInt(200_000) - 10;
    switch (random.nextInt(21)) {
      case 0 -> mail.setPiiRedacted(false);
      case 1 -> mail.setTenantId(any(TEXTS));
      case 2 -> mail.setEmailId(any(TEXTS));
      case 3 -> mail.setThreadId(any(TEXTS));
      case 4 -> mail.setTimestamp(any(TIMES));
      case 5 -> mail.setSentAt(any(TIMES));
      case 6 -> mail.setBodyText(any(TEXTS));
      case 7 -> mail.setSubject(any(TEXTS));
      case 8 -> mail.setTo(Collections.nCopies(random.nextInt(200), any(TEXTS)));
      case 9 -> mail.getHeaders().setReferences(Collections.nCopies(20, any(TEXTS)));
      case 10 ->
          mail.setAttachments(
              Collections.nCopies(
                  20, new Attachment(any(TEXTS), any(TEXTS), -1L, any(TEXTS), any(TEXTS), -1)));
      case 11 ->
          mail.setSegments(
              List.of(
                  new Segment("authored", number, random.nextInt(), any(TEXTS)),
                  new Segment(any(TEXTS), 0, number, null)));
      case 12 -> mail.setLanguageConfidence(random.nextBoolean() ? Double.NaN : number);
      case 13 -> mail.setThreadMerges(Collections.nCopies(1 + random.nextInt(3), merge()));
      case 14 -> mail.setRawRef(any(REFERENCES));
      case 15 -> mail.setRedactions(Map.of(any(TEXTS), number));
      case 16 -> mail.setDefects(Collections.nCopies(random.nextInt(5_000), "x"));
      case 17 -> mail.setMessageId(any(TEXTS));
      case 18 -> mail.setLanguage(any(TEXTS));
      case 19 -> mail.setReplayOf(any(TEXTS));
      default -> mail.setFrom(any(TEXTS));
    }
  }

  /** A merge that lies in one of its fields, or in none. */
  private MergedThread merge() {
    var merge =
        new MergedThread(
            SampleMails.raw("other").getThreadId(), 1.0, "headers", SampleMails.MORNING);
    switch (random.nextInt(6)) {
      case 0 -> merge.setThreadId(any(TEXTS));
      case 1 -> merge.setConfidence(Double.NaN);
      case 2 -> merge.setSince(any(TIMES));
      case 3 -> merge.setAnchor("start");
      default -> merge.setAnchor(any(TEXTS));
    }
    return merge;
  }

  private byte[] damaged(byte[] bytes, int times) {
    byte[] damaged = bytes;
    for (int i = 0; i < times; i++) {
      damaged = once(damaged);
    }
    return damaged;
  }

  private byte[] once(byte[] bytes) {
    if (bytes.length == 0) {
      return bytes;
    }
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(4)) {
      case 0 -> {
        byte[] flipped = bytes.clone();
        flipped[at] = (byte) random.nextInt();
        return flipped;
      }
      case 1 -> {
        return Arrays.copyOf(bytes, at);
      }
      default -> {
        byte[] block = any(NUMBERS);
        return ByteBuffer.allocate(bytes.length + block.length)
            .put(bytes, 0, at)
            .put(block)
            .put(bytes, at, bytes.length - at)
            .array();
      }
    }
  }

  private <E> E any(List<E> of) {
    return of.get(random.nextInt(of.size()));
  }
}
