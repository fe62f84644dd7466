package io.mailpulse.mail.mime;

import io.mailpulse.mail.attachment.AttachedFile;
import io.mailpulse.mail.charset.TransferDecoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Files that old mail programs wrote into the text between {@code begin 644 name} and {@code end}.
 *
 * @param text the text without them
 * @param files the files
 */
record UuBlocks(String text, List<AttachedFile> files) {

  private static final int MAX_LINE = 64;

  /** Takes the files out of a text with LF line ends. */
  static UuBlocks extract(String text, boolean keepContent) {
    int begin = nextBegin(text, 0);
    if (begin < 0) {
      return new UuBlocks(text, List.of());
    }
    var rest = new StringBuilder(text.length());
    var files = new ArrayList<AttachedFile>();
    int copied = 0;
    while (begin >= 0) {
      int data = lineEnd(text, begin) + 1;
      int end = dataEnd(text, data);
      if (end > data) {
        rest.append(text, copied, begin);
        files.add(decode(text, begin, data, end, keepContent));
        copied = afterEndMark(text, end);
      }
      begin = nextBegin(text, Math.max(end, data));
    }
    return files.isEmpty()
        ? new UuBlocks(text, List.of())
        : new UuBlocks(rest.append(text, copied, text.length()).toString(), files);
  }

  /** Start of the next line of the form {@code begin 644 name}, or -1. */
  private static int nextBegin(String text, int from) {
    int at = from;
    while (at < text.length()) {
      at = text.indexOf("begin ", at);
      if (at < 0) {
        return -1;
      }
      if ((at == 0 || text.charAt(at - 1) == '\n') && isBegin(text, at)) {
        return at;
      }
      at += 6;
    }
    return -1;
  }

  private static boolean isBegin(String text, int at) {
    int mode = at + 6;
    int digits = 0;
    while (mode + digits < text.length()
        && text.charAt(mode + digits) >= '0'
        && text.charAt(mode + digits) <= '7') {
      digits++;
    }
    int name = mode + digits;
    return (digits == 3 || digits == 4)
        && name + 1 < text.length()
        && text.charAt(name) == ' '
        && text.charAt(name + 1) > ' ';
  }

  /** Where the encoded lines that start at {@code data} stop. */
  private static int dataEnd(String text, int data) {
    int at = data;
    while (at < text.length()) {
      int end = lineEnd(text, at);
      if (!isDataLine(text, at, end)) {
        return at;
      }
      at = end + 1;
    }
    return Math.min(at, text.length());
  }

  private static boolean isDataLine(String text, int start, int end) {
    if (end - start < 1 || end - start > MAX_LINE) {
      return false;
    }
    char first = text.charAt(start);
    if (first < ' ' || first > '`') {
      return false;
    }
    int bytes = first - 32 & 0x3f;
    int wanted = (bytes + 2) / 3 * 4;
    // Trailing blanks, which stand for zero, are often lost on the way; a checksum may follow.
    return bytes > 0 && end - start - 1 <= wanted + 2 && (end - start - 1) * 4 >= wanted;
  }

  private static int lineEnd(String text, int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private static int afterEndMark(String text, int end) {
    int at = end;
    for (int lines = 0; lines < 2 && at < text.length(); lines++) {
      int next = lineEnd(text, at);
      String line = text.substring(at, next).strip();
      if (line.equals("end")) {
        return Math.min(next + 1, text.length());
      }
      if (!line.isEmpty() && !line.equals("`")) {
        return end;
      }
      at = next + 1;
    }
    return end;
  }

  private static AttachedFile decode(
      String text, int begin, int data, int end, boolean keepContent) {
    String head = text.substring(begin, data - 1);
    String name = head.substring(head.indexOf(' ', 6) + 1).strip();
    byte[] source = text.substring(data, end).getBytes(StandardCharsets.ISO_8859_1);
    // A last line without its line break may decode to one byte more than it has characters.
    byte[] target = new byte[source.length + 3];
    int length = 0;
    int at = 0;
    while (at < source.length) {
      int lineEnd = at;
      while (lineEnd < source.length && source[lineEnd] != '\n') {
        lineEnd++;
      }
      length = TransferDecoding.uuLine(source, at, lineEnd, target, length);
      at = lineEnd + 1;
    }
    return new AttachedFile(
        Optional.of(name),
        "application/octet-stream",
        length,
        keepContent ? Optional.of(Arrays.copyOf(target, length)) : Optional.empty());
  }
}
