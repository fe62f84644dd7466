package io.mailpulse.local.generate;

import io.mailpulse.generate.GeneratedMail;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An mbox (mboxrd, line feeds); of several tenants one file each, named {@code mails-TENANT.mbox}
 * for {@code mails.mbox}.
 */
public final class MboxOutput implements MailOutput {

  private static final DateTimeFormatter SEPARATOR_TIME =
      DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ROOT);

  private final Map<String, OutputStream> files = new LinkedHashMap<>();
  private final Set<String> begun = new HashSet<>();

  /**
   * Opens the files, written anew.
   *
   * @throws IOException if one cannot be
   */
  public MboxOutput(Path file, List<String> tenants) throws IOException {
    for (String tenant : tenants) {
      Path path = tenants.size() == 1 ? file : fileOf(file, tenant);
      files.put(tenant, new BufferedOutputStream(Files.newOutputStream(path), 1 << 16));
    }
  }

  /** The file of one of several tenants. */
  public static Path fileOf(Path file, String tenant) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    int stem = dot > 0 ? dot : name.length();
    return file.resolveSibling(name.substring(0, stem) + '-' + tenant + name.substring(stem));
  }

  @Override
  public void write(GeneratedMail mail) {
    OutputStream out = files.get(mail.truth().tenantId());
    try {
      if (!begun.add(mail.truth().tenantId())) {
        out.write('\n');
      }
      out.write(separator(mail.truth().receivedAt()));
      writeQuoted(mail.bytes(), out);
    } catch (IOException e) {
      throw new UncheckedIOException("the mbox cannot be written", e);
    }
  }

  private static byte[] separator(Instant receivedAt) {
    String time = SEPARATOR_TIME.format(receivedAt.atOffset(ZoneOffset.UTC));
    return ("From generate@localhost " + time + '\n').getBytes(StandardCharsets.US_ASCII);
  }

  /** Lines that look like a separator, quoted or not, get a mark; CR LF becomes LF. */
  private static void writeQuoted(byte[] mail, OutputStream out) throws IOException {
    int start = 0;
    while (start < mail.length) {
      int end = start;
      while (end < mail.length && mail[end] != '\n') {
        end++;
      }
      if (isSeparator(mail, start, end)) {
        out.write('>');
      }
      boolean cr = end < mail.length && end > start && mail[end - 1] == '\r';
      out.write(mail, start, (cr ? end - 1 : end) - start);
      out.write('\n');
      start = end + 1;
    }
  }

  private static boolean isSeparator(byte[] mail, int start, int end) {
    int i = start;
    while (i < end && mail[i] == '>') {
      i++;
    }
    return end - i >= 5
        && mail[i] == 'F'
        && mail[i + 1] == 'r'
        && mail[i + 2] == 'o'
        && mail[i + 3] == 'm'
        && mail[i + 4] == ' ';
  }

  @Override
  public void close() {
    for (OutputStream out : files.values()) {
      try {
        out.close();
      } catch (IOException e) {
        throw new UncheckedIOException("the mbox cannot be written", e);
      }
    }
  }
}
