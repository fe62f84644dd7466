package io.mailpulse.local.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a demo does.
 *
 * @param mailbox mbox, maildir, .eml or folder
 * @param work folder to work in
 * @param tenantId tenant that the mail belongs to
 * @param searchZip the search server, unless the demo goes without
 * @param afterwards whether the services stay up
 */
public record DemoSettings(
    Path mailbox, Path work, String tenantId, Optional<Path> searchZip, Afterwards afterwards) {

  /** Where the services log to. */
  public Path log() {
    return DemoFolder.at(work).log();
  }

  /** What becomes of the services when the results are there. */
  public enum Afterwards {
    STOP,
    /** They stay up until the process is told to end. */
    KEEP
  }
}
