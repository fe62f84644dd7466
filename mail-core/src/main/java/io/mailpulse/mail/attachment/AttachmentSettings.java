package io.mailpulse.mail.attachment;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * What reading attachments may cost. Files inside files are never opened, so there is no bound on
 * nesting to set.
 *
 * @param maxFiles attachments of one mail that are opened
 * @param maxFileBytes bytes of one file; a larger one stays unopened
 * @param maxTextChars UTF-16 units of text taken from all files of one mail
 * @param fileTimeout wall time for one file; then the process that reads it is killed
 * @param mailTimeout wall time for all files of one mail
 * @param heapMegabytes heap of that process; a file that needs more ends it
 * @param classPath class path of that process, with this module and the Tika parsers; empty for
 *     that of the process that reads the mail
 */
public record AttachmentSettings(
    int maxFiles,
    int maxFileBytes,
    int maxTextChars,
    Duration fileTimeout,
    Duration mailTimeout,
    int heapMegabytes,
    String classPath)
    implements Serializable {

  /** Checks that every bound is positive. */
  public AttachmentSettings {
    Objects.requireNonNull(classPath, "classPath");
    boolean positive =
        maxFiles > 0
            && maxFileBytes > 0
            && maxTextChars > 0
            && heapMegabytes > 0
            && fileTimeout.toMillis() > 0
            && mailTimeout.toMillis() > 0;
    if (!positive) {
      throw new IllegalArgumentException("every bound on attachments must be positive");
    }
  }

  /** 10 files of 10 MiB and 10 s each, 100,000 characters and 30 s a mail, 256 MiB. */
  public static AttachmentSettings defaults() {
    return new AttachmentSettings(
        10, 10 << 20, 100_000, Duration.ofSeconds(10), Duration.ofSeconds(30), 256, "");
  }

  /** The class path to start the process with, here. */
  String usedClassPath() {
    return classPath.isEmpty() ? System.getProperty("java.class.path") : classPath;
  }

  /** The same bounds with other wall times. */
  public AttachmentSettings withTimeouts(Duration file, Duration mail) {
    return new AttachmentSettings(
        maxFiles, maxFileBytes, maxTextChars, file, mail, heapMegabytes, classPath);
  }

  /** The same bounds with another heap. */
  public AttachmentSettings withHeapMegabytes(int value) {
    return new AttachmentSettings(
        maxFiles, maxFileBytes, maxTextChars, fileTimeout, mailTimeout, value, classPath);
  }

  /** The same bounds with another limit of characters. */
  public AttachmentSettings withMaxTextChars(int value) {
    return new AttachmentSettings(
        maxFiles, maxFileBytes, value, fileTimeout, mailTimeout, heapMegabytes, classPath);
  }

  /** The same bounds with another limit of files. */
  public AttachmentSettings withMaxFiles(int value) {
    return new AttachmentSettings(
        value, maxFileBytes, maxTextChars, fileTimeout, mailTimeout, heapMegabytes, classPath);
  }

  /** The same bounds with another class path. */
  public AttachmentSettings withClassPath(String value) {
    return new AttachmentSettings(
        maxFiles, maxFileBytes, maxTextChars, fileTimeout, mailTimeout, heapMegabytes, value);
  }
}
