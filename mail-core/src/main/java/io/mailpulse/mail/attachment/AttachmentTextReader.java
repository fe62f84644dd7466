package io.mailpulse.mail.attachment;

import io.mailpulse.schema.AttachmentOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the text of a mail's files in a process of its own, which is started anew after a file that
 * ended it.
 *
 * <p>Guaranteed, whatever the files hold: the caller gets an answer within the mail's wall time
 * (and what is left of a file's); no more than {@code maxTextChars} come back; neither memory nor
 * threads of the caller are taken; files inside files are not opened. Not guaranteed: that the same
 * file is read the same way under another load, since time is a bound. Not thread-safe.
 */
public final class AttachmentTextReader implements AutoCloseable {

  private final AttachmentSettings settings;
  private ExtractionProcess process;

  /** A reader; no process runs before {@link #open} or the first file. */
  public AttachmentTextReader(AttachmentSettings settings) {
    this.settings = settings;
  }

  /**
   * Starts the process, so that a wrong class path is found before the first mail.
   *
   * @throws IllegalStateException if it does not start, or has no parsers for office files and PDF
   */
  public void open() {
    try {
      process = ExtractionProcess.start(settings);
      if (process.awaitReady(ExtractionProcess.START_TIME)) {
        return;
      }
    } catch (IOException e) {
      close();
      throw new IllegalStateException(
          "the process that reads attachments does not start: read.attachments.class-path must"
              + " name the attachments jar of mail-core on this machine, found '"
              + settings.usedClassPath()
              + "'",
          e);
    }
    close();
    throw new IllegalStateException(
        "the process that reads attachments has no parsers for PDF and Office:"
            + " read.attachments.class-path must name the attachments jar of mail-core, found '"
            + settings.usedClassPath()
            + "'");
  }

  /** Reads the files of one mail, in order; one answer for each. */
  public List<AttachmentText> read(List<AttachedFile> files) {
    var texts = new ArrayList<AttachmentText>(files.size());
    long end = System.nanoTime() + settings.mailTimeout().toNanos();
    int room = settings.maxTextChars();
    int opened = 0;
    for (AttachedFile file : files) {
      AttachmentText text;
      if (file.content().isEmpty()) {
        text = AttachmentText.none(AttachmentOutcome.EMPTY);
      } else if (file.size() > settings.maxFileBytes()) {
        text = AttachmentText.none(AttachmentOutcome.TOO_LARGE);
      } else if (opened == settings.maxFiles()) {
        text = AttachmentText.none(AttachmentOutcome.TOO_MANY);
      } else if (room == 0) {
        text = AttachmentText.none(AttachmentOutcome.CUT);
      } else {
        opened++;
        text = read(file, room, Duration.ofNanos(end - System.nanoTime()));
        room -= text.text().length();
      }
      texts.add(text);
    }
    return texts;
  }

  private AttachmentText read(AttachedFile file, int room, Duration left) {
    Duration time = left.compareTo(settings.fileTimeout()) < 0 ? left : settings.fileTimeout();
    if (time.toMillis() <= 0) {
      return AttachmentText.none(AttachmentOutcome.NO_TIME);
    }
    try {
      if (process == null) {
        process = ExtractionProcess.start(settings);
      }
      // Starting takes from the mail's time, not from the file's.
      process.awaitReady(left);
      return process.read(file, room, time);
    } catch (IOException e) {
      // The pipe broke: the process was killed at its wall time, or ended by itself.
      boolean timedOut = process != null && process.timedOut();
      close();
      return AttachmentText.none(
          timedOut ? AttachmentOutcome.TIMED_OUT : AttachmentOutcome.CRASHED);
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
