package io.mailpulse.mail.attachment;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * What reading attachments may cost.
 *
 * @param maxFilesPerMail attachments of one mail that are read; the others stay unopened
 * @param maxFileBytes bytes of one file; a larger one stays unopened
 * @param maxTextChars UTF-16 units of text taken from one file; what follows is left out
 * @param timeout wall time for one file; then the process that reads it is killed
 * @param heapMegabytes heap of that process; a file that needs more ends it
 * @param classPath class path of that process: this module and the Tika parsers
 */
public record AttachmentSettings(
    int maxFilesPerMail,
    int maxFileBytes,
    int maxTextChars,
    Duration timeout,
    int heapMegabytes,
    String classPath)
    implements Serializable {

  /** Checks that every bound is positive. */
  public AttachmentSettings {
    Objects.requireNonNull(classPath, "classPath");
    boolean positive =
        maxFilesPerMail > 0
            && maxFileBytes > 0
            && maxTextChars > 0
            && heapMegabytes > 0
            && !timeout.isNegative()
            && !timeout.isZero();
    if (!positive) {
      throw new IllegalArgumentException("every bound on attachments must be positive");
    }
  }

  /** 10 files of 10 MiB, 100,000 characters and 10 s each, in 256 MiB, with our own class path. */
  public static AttachmentSettings defaults() {
    return new AttachmentSettings(
        10, 10 << 20, 100_000, Duration.ofSeconds(10), 256, System.getProperty("java.class.path"));
  }

  /** The same bounds with another wall time for one file. */
  public AttachmentSettings withTimeout(Duration value) {
    return new AttachmentSettings(
        maxFilesPerMail, maxFileBytes, maxTextChars, value, heapMegabytes, classPath);
  }

  /** The same bounds with another heap. */
  public AttachmentSettings withHeapMegabytes(int value) {
    return new AttachmentSettings(
        maxFilesPerMail, maxFileBytes, maxTextChars, timeout, value, classPath);
  }

  /** The same bounds with another limit of characters. */
  public AttachmentSettings withMaxTextChars(int value) {
    return new AttachmentSettings(
        maxFilesPerMail, maxFileBytes, value, timeout, heapMegabytes, classPath);
  }
}
