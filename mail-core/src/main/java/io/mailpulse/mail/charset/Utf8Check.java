package io.mailpulse.mail.charset;

/** Whether bytes are UTF-8 (RFC 3629) throughout; stops at the first that is not. */
final class Utf8Check {

  private static final int SEQUENCES_PER_DAMAGE = 4;

  private Utf8Check() {}

  static boolean isValid(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int at = offset;
    while (at < end) {
      int b = bytes[at];
      if (b >= 0) {
        at++;
        continue;
      }
      int size = size(b & 0xff);
      if (size == 0 || at + size > end || !isSequence(bytes, at, size)) {
        return false;
      }
      at += size;
    }
    return true;
  }

  /**
   * Whether bytes beyond ASCII are UTF-8 with a little damage: several whole sequences for each
   * byte that belongs to none. A sequence that the end cuts is no damage.
   */
  static boolean isMostlyValid(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int whole = 0;
    int broken = 0;
    for (int at = offset; at < end; ) {
      int size = bytes[at] >= 0 ? 1 : size(bytes[at] & 0xff);
      boolean cut = size > 1 && at + size > end && end - at < size;
      boolean valid = size > 0 && !cut && (size == 1 || isSequence(bytes, at, size));
      whole += valid && size > 1 ? 1 : 0;
      broken += !valid && !cut ? 1 : 0;
      at += valid ? size : 1;
      if (cut) {
        break;
      }
    }
    return whole > 0 && whole >= broken * SEQUENCES_PER_DAMAGE;
  }

  /** Bytes of the sequence that a lead byte starts; 0 if none does. */
  private static int size(int lead) {
    if (lead >= 0xc2 && lead <= 0xdf) {
      return 2;
    }
    if (lead >= 0xe0 && lead <= 0xef) {
      return 3;
    }
    return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  }

  private static boolean isSequence(byte[] bytes, int at, int size) {
    for (int i = 1; i < size; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return false;
      }
    }
    int lead = bytes[at] & 0xff;
    int next = bytes[at + 1] & 0xff;
    // Neither longer than need be, nor a surrogate, nor beyond the last code point.
    return switch (lead) {
      case 0xe0 -> next >= 0xa0;
      case 0xed -> next <= 0x9f;
      case 0xf0 -> next >= 0x90;
      case 0xf4 -> next <= 0x8f;
      default -> true;
    };
  }
}
