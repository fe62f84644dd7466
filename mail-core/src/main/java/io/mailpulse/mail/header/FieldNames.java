package io.mailpulse.mail.header;

import io.mailpulse.mail.wordlist.ResourceLines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.james.mime4j.stream.RawField;

/** Names of header fields that mean something to us, found by their bytes in any case. */
public final class FieldNames {

  /** Stands for every name that means nothing. */
  static final String OTHER = "x-other";

  private static final Set<String> OF_KINDS =
      Set.copyOf(ResourceLines.of(FieldNames.class, "kind-headers.txt"));
  private static final RawField OTHER_FIELD = new RawField(OTHER, "");
  private static final FieldNames SHARED = new FieldNames();
  private static final int SLOTS = 512;

  private final List<List<RawField>> slots = new ArrayList<>(Collections.nCopies(SLOTS, List.of()));

  private FieldNames() {
    Set<String> names = new LinkedHashSet<>(ResourceLines.of(FieldNames.class, "field-names.txt"));
    names.addAll(OF_KINDS);
    for (String name : names) {
      byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
      var field = new RawField(name, "");
      field.getNameLowerCase();
      int slot = slot(bytes, bytes.length);
      var shared = new ArrayList<>(slots.get(slot));
      shared.add(field);
      slots.set(slot, shared);
    }
  }

  static FieldNames shared() {
    return SHARED;
  }

  /** Whether a field says something of who or what wrote a mail; its name is in lower case. */
  public static boolean tellsKind(String name) {
    return OF_KINDS.contains(name);
  }

  /** A character of names as mail programs write them; bytes of a picture have colons too. */
  static boolean isUsual(byte b) {
    return b >= 'a' && b <= 'z'
        || b >= 'A' && b <= 'Z'
        || b >= '0' && b <= '9'
        || b == '-'
        || b == '_'
        || b == '.';
  }

  /** Whether a name is as mail programs write them. */
  public static boolean isUsual(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= 0x80 || !isUsual((byte) name.charAt(i))) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /** The field of a name that is made of usual characters; one without a body. */
  RawField find(byte[] bytes, int length) {
    List<RawField> candidates = slots.get(slot(bytes, length));
    for (int i = 0; i < candidates.size(); i++) {
      if (matches(candidates.get(i).getNameLowerCase(), bytes, length)) {
        return candidates.get(i);
      }
    }
    return OTHER_FIELD;
  }

  private static boolean matches(String name, byte[] bytes, int length) {
    if (name.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      byte b = bytes[i];
      if (name.charAt(i) != (b >= 'A' && b <= 'Z' ? b + 32 : b)) {
        return false;
      }
    }
    return true;
  }

  /** Length, first and last character tell nearly all of them apart. */
  private static int slot(byte[] bytes, int length) {
    int first = bytes[0] & 0x1f;
    int last = bytes[length - 1] & 0x1f;
    int middle = bytes[length / 2] & 0x1f;
    return (length * 31 + first * 7 + last * 13 + middle * 3) & SLOTS - 1;
  }
}
