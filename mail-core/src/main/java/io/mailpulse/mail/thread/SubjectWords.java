package io.mailpulse.mail.thread;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What stands in subjects, read once per process from resources. */
final class SubjectWords {

  private static final int LONGEST_PREFIX = 28;
  private static final int LONGEST_COUNT = 6;
  private static final SubjectWords SHARED = new SubjectWords();

  private final Set<String> prefixes = new HashSet<>();
  private final Set<String> tags;
  private final Set<String> plainSubjects;
  private final Set<String> ticketWords;

  private SubjectWords() {
    for (String line : lines("subject-prefixes.txt")) {
      for (String prefix : line.substring(line.indexOf(':') + 1).split(",")) {
        prefixes.add(prefix.trim());
      }
    }
    tags = Set.copyOf(lines("subject-tags.txt"));
    plainSubjects =
        lines("plain-subjects.txt").stream()
            .map(BaseSubject::fold)
            .collect(Collectors.toUnmodifiableSet());
    ticketWords = Set.copyOf(lines("ticket-words.txt"));
  }

  static SubjectWords shared() {
    return SHARED;
  }

  /** Whether many unrelated mails have this subject. */
  boolean isPlain(String key) {
    return plainSubjects.contains(key);
  }

  boolean isTicketWord(String word) {
    return ticketWords.contains(word);
  }

  /** Where a reply or forward prefix with its count and colon ends; -1 if there is none. */
  int endOfPrefix(String text, int start, int end) {
    return endOf(prefixes, text, start, end);
  }

  /** Where a word and colon that a gateway wrote ("EXTERNAL:") end; -1 if there is none. */
  int endOfTag(String text, int start, int end) {
    return endOf(tags, text, start, end);
  }

  private static int endOf(Set<String> words, String text, int start, int end) {
    int i = start;
    int limit = Math.min(end, start + LONGEST_PREFIX);
    while (i < limit && !isMark(text.charAt(i))) {
      i++;
    }
    if (i == start || i >= end) {
      return -1;
    }
    String word = lower(text.substring(start, i).trim());
    // "Odp.:" is "Odp:" to another program.
    if (!words.contains(word.endsWith(".") ? word.substring(0, word.length() - 1) : word)) {
      return -1;
    }
    int count = i;
    while (i < end && i - count <= LONGEST_COUNT && isCount(text.charAt(i))) {
      i++;
    }
    return i < end && isColon(text.charAt(i)) ? i + 1 : -1;
  }

  /** Lower case; the dot that a Turkish capital leaves behind goes. */
  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT).replace("\u0307", "");
  }

  private static boolean isMark(char c) {
    return isColon(c) || c == '[' || c == '(' || c == '^' || c == '*' || c >= '0' && c <= '9';
  }

  private static boolean isCount(char c) {
    return c >= '0' && c <= '9' || "[]()^* ".indexOf(c) >= 0;
  }

  private static boolean isColon(char c) {
    return c == ':' || c == '\uff1a';
  }

  private static List<String> lines(String resource) {
    try (InputStream in = SubjectWords.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("resource " + resource + " is missing from mail-core");
      }
      List<String> lines = new ArrayList<>();
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          lines.add(line.trim());
        }
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + resource + " cannot be read", e);
    }
  }
}
