package io.mailpulse.connectors.landing;

import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Files below the landing's root. A file appears whole or not at all: object stores publish on
 * close, and elsewhere it is written beside its place and renamed.
 */
final class LandingFiles {

  private final Path root;
  private final FileSystem files;
  private final boolean publishesOnClose;

  LandingFiles(Path root) throws IOException {
    this.root = root;
    this.files = root.getFileSystem();
    String scheme = root.toUri().getScheme();
    this.publishesOnClose = scheme != null && scheme.startsWith("s3");
  }

  /** Writes a mail, unless its file is there: then that is the same mail. */
  void write(LandedMail mail) throws IOException {
    var place = new Path(root, mail.ref());
    if (files.exists(place)) {
      return;
    }
    if (publishesOnClose) {
      write(mail.mime(), place);
      return;
    }
    files.mkdirs(place.getParent());
    var beside = new Path(place.getParent(), ".writing-" + UUID.randomUUID());
    write(mail.mime(), beside);
    if (!files.rename(beside, place)) {
      files.delete(beside, false);
      if (!files.exists(place)) {
        throw new IOException("cannot rename a finished file to " + place);
      }
    }
  }

  private void write(byte[] mime, Path path) throws IOException {
    try (OutputStream out =
        new GZIPOutputStream(files.create(path, FileSystem.WriteMode.OVERWRITE))) {
      out.write(mime);
    }
  }
}
