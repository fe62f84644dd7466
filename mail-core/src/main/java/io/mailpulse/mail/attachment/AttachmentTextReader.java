package io.mailpulse.mail.attachment;

import io.mailpulse.mail.attachment.AttachmentText.Outcome;
import java.io.IOException;

/**
 * Reads the text of files in a process of its own, started with the first file and again after a
 * file that ended it.
 *
 * <p>Guaranteed, whatever the file holds: the caller gets an answer within the wall time (and the
 * start of a process, about a second); no more than {@code maxTextChars} come back; neither memory
 * nor threads of the caller are taken; files inside files are not opened. Not guaranteed: that the
 * same file is read the same way under another load, since time is a bound. Not thread-safe.
 */
public final class AttachmentTextReader implements AutoCloseable {

  private final AttachmentSettings settings;
  private ExtractionProcess process;

  /** A reader; no process runs before the first file. */
  public AttachmentTextReader(AttachmentSettings settings) {
    this.settings = settings;
  }

  /**
   * Reads a file.
   *
   * @param filename declared name, a hint for the type; may be empty
   * @param contentType declared media type, a hint
   * @param content its bytes
   */
  public AttachmentText read(String filename, String contentType, byte[] content) {
    if (content.length > settings.maxFileBytes()) {
      return AttachmentText.none(Outcome.TOO_LARGE);
    }
    try {
      if (process == null) {
        process = ExtractionProcess.start(settings);
      }
      return process.read(filename, contentType, content);
    } catch (IOException e) {
      // The pipe broke: the process was killed at its wall time, or ended by itself.
      boolean timedOut = process != null && process.timedOut();
      close();
      return AttachmentText.none(timedOut ? Outcome.TIMED_OUT : Outcome.CRASHED);
    }
  }

  /** Ends the process, if one runs. */
  @Override
  public void close() {
    if (process != null) {
      process.close();
      process = null;
    }
  }
}
