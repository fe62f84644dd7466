package io.mailpulse.mail.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Mails of an mbox, a maildir, an .eml file or a folder of any of them, in a fixed order and one at
 * a time: a mailbox of any size is never held in memory.
 */
public final class MailboxReader {

  /** Mails are cut behind this size: above every preset's {@code maxMessageBytes}. */
  public static final long MAX_BYTES = 256L << 20;

  private static final int HEAD_BYTES = 64;

  /** Files that stand in mail folders and are no mail. */
  private static final Set<String> OTHER_EXTENSIONS =
      Set.of("json", "md", "txt.gz", "gz", "zip", "msf", "dat", "idx", "index", "png", "xml");

  private static final Comparator<Path> BY_NAME =
      Comparator.comparing(path -> path.getFileName().toString());

  private MailboxReader() {}

  /**
   * Opens a mailbox. Folders are read recursively, sorted by name; hidden files, empty files and
   * those that are plainly no mail are passed over.
   *
   * @return mails in the order of the mailbox; close it when done
   * @throws UncheckedIOException if the path or a file in it cannot be read
   */
  public static Stream<RawMail> open(Path path) {
    try {
      if (!Files.exists(path)) {
        throw new NoSuchFileException(path.toString());
      }
      return Files.isDirectory(path) ? folder(path) : file(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<RawMail> folder(Path folder) throws IOException {
    List<Path> entries;
    try (Stream<Path> listed = Files.list(folder)) {
      entries = listed.filter(MailboxReader::isCandidate).sorted(BY_NAME).toList();
    }
    return entries.stream().flatMap(MailboxReader::open);
  }

  private static boolean isCandidate(Path path) {
    String name = path.getFileName().toString();
    if (Files.isDirectory(path)) {
      // tmp holds deliveries that are not finished; folders of a maildir start with a dot.
      boolean maildirFolder = name.startsWith(".") && Files.isDirectory(path.resolve("cur"));
      return maildirFolder || !name.startsWith(".") && !isUnfinishedDelivery(path);
    }
    int dot = name.lastIndexOf('.');
    String extension = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    boolean inMaildir = isMaildirFolder(path.getParent());
    return !name.startsWith(".") && (inMaildir || !OTHER_EXTENSIONS.contains(extension));
  }

  private static boolean isUnfinishedDelivery(Path path) {
    return path.getFileName().toString().equals("tmp")
        && Files.isDirectory(path.resolveSibling("cur"));
  }

  private static boolean isMaildirFolder(Path folder) {
    String name = folder.getFileName() == null ? "" : folder.getFileName().toString();
    return name.equals("cur") || name.equals("new");
  }

  private static Stream<RawMail> file(Path path) throws IOException {
    long size = Files.size(path);
    if (size == 0) {
      return Stream.of(new RawMail(path.toString(), 0, () -> new byte[0]));
    }
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean single = name.endsWith(".eml") || isMaildirFolder(path.toAbsolutePath().getParent());
    if (!single && MboxReader.isMbox(head(path))) {
      return MboxReader.open(path);
    }
    return Stream.of(new RawMail(path.toString(), size, () -> read(path)));
  }

  private static byte[] head(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(HEAD_BYTES);
    }
  }

  private static byte[] read(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes((int) MAX_BYTES + 1);
    }
  }
}
