package io.mailpulse.mail.kind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How subjects of one kind of mail begin, any case; looked up by the first letter. */
final class SubjectPrefixes {

  private final Map<Character, List<String>> byFirst = new HashMap<>();

  SubjectPrefixes(List<String> prefixes) {
    for (String prefix : prefixes) {
      String lower = prefix.toLowerCase(Locale.ROOT);
      byFirst.computeIfAbsent(lower.charAt(0), first -> new ArrayList<>()).add(lower);
    }
  }

  boolean match(String subject) {
    if (subject.isEmpty()) {
      return false;
    }
    for (String prefix :
        byFirst.getOrDefault(Character.toLowerCase(subject.charAt(0)), List.of())) {
      if (subject.regionMatches(true, 0, prefix, 0, prefix.length())) {
        return true;
      }
    }
    return false;
  }
}
