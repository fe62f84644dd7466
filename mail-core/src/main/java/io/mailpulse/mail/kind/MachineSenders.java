package io.mailpulse.mail.kind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names before the at sign that machines write under; a trailing star stands for any ending. */
final class MachineSenders {

  private final Set<String> names = new HashSet<>();
  private final List<String> beginnings = new ArrayList<>();

  MachineSenders(List<String> entries) {
    for (String entry : entries) {
      if (entry.endsWith("*")) {
        beginnings.add(entry.substring(0, entry.length() - 1));
      } else {
        names.add(entry);
      }
    }
  }

  /** Whether a name in lower case is that of a machine. */
  boolean match(String localPart) {
    if (names.contains(localPart)) {
      return true;
    }
    for (String beginning : beginnings) {
      if (localPart.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }
}
