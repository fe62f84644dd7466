package io.mailpulse.connectors.landing;

import io.mailpulse.schema.id.Ids;
import io.mailpulse.schema.landing.LandingPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Files below the landing's root. A file appears whole or not at all: object stores publish on
 * close, and elsewhere it is written beside its place and renamed.
 */
final class LandingFiles {

  private static final Object[] PLACES = Stream.generate(Object::new).limit(64).toArray();

  private final Path root;
  private final FileSystem files;
  private final boolean publishesOnClose;

  LandingFiles(Path root) throws IOException {
    this.root = root;
    this.files = root.getFileSystem();
    String scheme = root.toUri().getScheme();
    this.publishesOnClose = scheme != null && scheme.startsWith("s3");
  }

  /**
   * Writes a mail, unless it is there. If another mail is in its place, each of the two gets a file
   * of its own beside it: whichever came first, both are found by their digest.
   */
  void write(LandedMail mail) throws IOException {
    // Two mails that claim one place at once must not both find it empty.
    synchronized (PLACES[Math.floorMod(mail.ref().hashCode(), PLACES.length)]) {
      var place = new Path(root, mail.ref());
      if (!files.exists(place)) {
        publish(mail.mime(), place);
        return;
      }
      Optional<byte[]> there = read(place);
      if (there.filter(bytes -> Arrays.equals(bytes, mail.mime())).isEmpty()) {
        publishBeside(mail.ref(), mail.mime());
        if (there.isPresent()) {
          publishBeside(mail.ref(), there.get());
        }
      }
    }
  }

  private void publishBeside(String ref, byte[] mime) throws IOException {
    var place = new Path(root, LandingPath.beside(ref, Ids.sha256(mime)));
    if (!files.exists(place)) {
      publish(mime, place);
    }
  }

  /** A landed mail; empty if the file is damaged. */
  private Optional<byte[]> read(Path place) throws IOException {
    byte[] stored;
    try (InputStream in = files.open(place)) {
      stored = in.readAllBytes();
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
      return Optional.of(in.readAllBytes());
    } catch (IOException damaged) {
      return Optional.empty();
    }
  }

  private void publish(byte[] mime, Path place) throws IOException {
    if (publishesOnClose) {
      write(mime, place);
      return;
    }
    files.mkdirs(place.getParent());
    var beside = new Path(place.getParent(), ".writing-" + UUID.randomUUID());
    write(mime, beside);
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
