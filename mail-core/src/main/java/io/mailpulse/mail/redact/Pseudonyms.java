package io.mailpulse.mail.redact;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed pseudonyms: the same value of the same tenant always gives the same hexadecimal digits, and
 * nobody without the key can test a guess. HMAC-SHA256 over tenant, kind and value. Not
 * thread-safe.
 */
public final class Pseudonyms {

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte SEPARATOR = 0x1f;

  private final Mac mac;
  private final int digits;

  Pseudonyms(byte[] key, int digits) {
    this.digits = digits;
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("this Java runtime lacks " + ALGORITHM, e);
    }
  }

  /**
   * The pseudonym of a value.
   *
   * @param tenantId tenant that owns the value
   * @param kind what the value is, so that equal texts of different kinds differ
   * @param value the value in its normal form
   * @return hexadecimal digits in lower case
   */
  public String of(String tenantId, String kind, String value) {
    return of(tenantId, kind, value, digits);
  }

  /** The pseudonym of a value with another number of digits, at most 64. */
  public String of(String tenantId, String kind, String value, int hexDigits) {
    mac.update(tenantId.getBytes(StandardCharsets.UTF_8));
    mac.update(SEPARATOR);
    mac.update(kind.getBytes(StandardCharsets.UTF_8));
    mac.update(SEPARATOR);
    byte[] digest = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, (hexDigits + 1) / 2).substring(0, hexDigits);
  }
}
