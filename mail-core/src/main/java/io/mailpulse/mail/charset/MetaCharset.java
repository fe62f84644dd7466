package io.mailpulse.mail.charset;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The charset that HTML names in its own head. */
public final class MetaCharset {

  private MetaCharset() {}

  /** The name, or null. */
  public static String find(byte[] bytes, int window) {
    String head =
        new String(bytes, 0, window, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    int meta = head.indexOf("<meta");
    int at = meta < 0 ? -1 : head.indexOf("charset=", meta);
    if (at < 0) {
      return null;
    }
    int start = at + "charset=".length();
    while (start < head.length() && "\"' ".indexOf(head.charAt(start)) >= 0) {
      start++;
    }
    int end = start;
    while (end < head.length() && "\"'> ;/".indexOf(head.charAt(end)) < 0) {
      end++;
    }
    return end > start ? head.substring(start, end) : null;
  }
}
