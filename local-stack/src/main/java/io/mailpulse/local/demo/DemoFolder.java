package io.mailpulse.local.demo;

import io.mailpulse.local.LocalStackException;
import io.mailpulse.local.service.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a demo works and what it leaves there. A folder that is no demo's is never emptied. */
public final class DemoFolder {

  private static final String MARK = ".mailpulse-demo";

  private final Path folder;

  private DemoFolder(Path folder) {
    this.folder = folder;
  }

  /** A folder that a demo worked in, or will. */
  public static DemoFolder at(Path folder) {
    return new DemoFolder(folder.toAbsolutePath().normalize());
  }

  /**
   * Makes it ready for a run: what an earlier demo left is removed.
   *
   * @throws LocalStackException if something else lies there, or it cannot be written
   */
  void prepare() {
    try {
      if (Files.exists(folder) && !Files.exists(folder.resolve(MARK)) && !isEmpty()) {
        throw new LocalStackException(
            folder + " is not empty and no demo made it: name another folder with --work");
      }
      Folders.delete(folder);
      Files.createDirectories(folder);
      Files.createFile(folder.resolve(MARK));
      Files.createDirectories(warehouse());
      Files.createDirectories(checkpoints());
    } catch (IOException e) {
      throw new LocalStackException(
          folder + " cannot be written (" + e.getMessage() + "): name another one with --work", e);
    }
  }

  private boolean isEmpty() throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  /** Root of the Delta tables and the raw landing. */
  public Path warehouse() {
    return folder.resolve("warehouse");
  }

  /** The configuration that the demo's job ran with. */
  public Path configuration() {
    return folder.resolve("pipeline.properties");
  }

  /** The configuration with which history can be rescored. */
  public Path backfillConfiguration() {
    return folder.resolve("backfill.properties");
  }

  Path kafka() {
    return folder.resolve("kafka");
  }

  Path checkpoints() {
    return folder.resolve("checkpoints");
  }

  Path report() {
    return folder.resolve("report.html");
  }

  Path summary() {
    return folder.resolve("summary.json");
  }

  Path log() {
    return folder.resolve("demo.log");
  }
}
