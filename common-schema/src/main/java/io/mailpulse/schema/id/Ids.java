package io.mailpulse.schema.id;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Deterministic ids: name-based UUIDs (version 5, SHA-1, RFC 9562) under one namespace per record
 * type. Parts are joined with U+001F, which no part may contain, so that no two lists of parts
 * meet.
 */
public final class Ids {

  /** Stands between the parts of an id; no part may contain it. */
  public static final char SEPARATOR = '\u001f';

  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final UUID ROOT = UUID.fromString("5f6f5a55-1f0b-5c4e-9d3a-6d61696c7075");
  private static final UUID EMAIL = uuid5(ROOT, "email");
  private static final UUID THREAD = uuid5(ROOT, "thread");
  private static final UUID ALERT = uuid5(ROOT, "alert");
  private static final UUID AGGREGATE = uuid5(ROOT, "aggregate");
  private static final UUID DEAD_LETTER = uuid5(ROOT, "dead-letter");

  private Ids() {}

  /**
   * Whether a text of a record has the form of an id, so that it may be a key or part of a name.
   */
  public static boolean isId(String text) {
    return FORM.matcher(text).matches();
  }

  /** Id of a mail. */
  public static String email(String tenantId, String dedupeKey) {
    return name(EMAIL, tenantId, dedupeKey);
  }

  /** Id of a thread, from whatever names its root: a message id or a fallback key. */
  public static String thread(String tenantId, String rootKey) {
    return name(THREAD, tenantId, rootKey);
  }

  /** Id of an alert. */
  public static String alert(String emailId, String rule, String modelVersion) {
    return name(ALERT, emailId, rule, modelVersion);
  }

  /** Id of a mood window. */
  public static String aggregate(
      String tenantId, String language, Instant windowStart, String modelVersion) {
    return name(AGGREGATE, tenantId, language, windowStart.toString(), modelVersion);
  }

  /** Id of what one late mail adds to a mood window that was forgotten. */
  public static String addendum(
      String tenantId, String language, Instant windowStart, String emailId) {
    return name(AGGREGATE, tenantId, language, windowStart.toString(), "addendum", emailId);
  }

  /**
   * Id of a dead letter: of one failure of one mail, the same whenever that mail fails so again.
   *
   * @param emailId the mail, or empty where its id is not known
   * @param payloadSha256 what could not be completed
   * @param source where the mail was read: equal bytes from two places are two failures
   */
  public static String deadLetter(
      String tenantId,
      String stage,
      String kind,
      String emailId,
      String payloadSha256,
      String source) {
    return name(DEAD_LETTER, tenantId, stage, kind, emailId, payloadSha256, source);
  }

  /** SHA-256 of a text in UTF-8, hexadecimal. */
  public static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /** SHA-256 of bytes, hexadecimal. */
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(digest("SHA-256").digest(bytes));
  }

  private static String name(UUID namespace, String... parts) {
    for (String part : parts) {
      if (part.indexOf(SEPARATOR) >= 0) {
        throw new IllegalArgumentException("an id part contains U+001F");
      }
    }
    return uuid5(namespace, String.join(String.valueOf(SEPARATOR), parts)).toString();
  }

  static UUID uuid5(UUID namespace, String name) {
    MessageDigest sha1 = digest("SHA-1");
    sha1.update(
        ByteBuffer.allocate(16)
            .putLong(namespace.getMostSignificantBits())
            .putLong(namespace.getLeastSignificantBits())
            .array());
    ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
    long high = hash.getLong() & 0xffff_ffff_ffff_0fffL | 0x5000L;
    long low = hash.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(algorithm + " is part of every JDK", e);
    }
  }
}
