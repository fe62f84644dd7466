package io.mailpulse.flink.read;

import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.schema.landing.LandingPath;
import io.mailpulse.schema.landing.LandingReference;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Gives a mail its bytes: most carry them, large ones refer to a file of their tenant in the raw
 * landing. At most {@code maxBytes} are read.
 */
final class Payloads {

  /** What gzip adds to bytes that do not shrink, and more. */
  private static final int GZIP_OVERHEAD = 1 << 20;

  private final URI root;
  private final int maxBytes;

  Payloads(URI root, int maxBytes) {
    this.root = root;
    this.maxBytes = maxBytes;
  }

  /**
   * The mail with its bytes inline and without a reference.
   *
   * @throws PayloadException if there are none, for a reason that a retry cannot mend
   * @throws IOException if the storage is down; the stream waits and restarts
   */
  MimeMail inline(MimeMail mail) throws PayloadException, IOException {
    if (mail.getMime() != null) {
      return mail.getMimeRef() == null ? mail : MimeMail.newBuilder(mail).setMimeRef(null).build();
    }
    if (mail.getMimeRef() == null) {
      throw new PayloadException(
          FailureKind.PAYLOAD_MISSING,
          "the record carries neither bytes nor a reference, or is no mail record; mend its"
              + " adapter");
    }
    String place =
        LandingReference.of(root, mail.getTenantId(), mail.getMimeRef())
            .orElseThrow(Payloads::leavesTheLanding);
    byte[] bytes = fetch(place);
    if (bytes.length > maxBytes) {
      throw tooLarge();
    }
    return MimeMail.newBuilder(mail).setMime(ByteBuffer.wrap(bytes)).setMimeRef(null).build();
  }

  /** All of the file first: what fails then is the storage, what fails later is the file. */
  private byte[] fetch(String place) throws PayloadException, IOException {
    byte[] stored = stored(place);
    if (stored.length == maxBytes + GZIP_OVERHEAD) {
      throw tooLarge();
    }
    return place.endsWith(".gz") ? unzipped(stored) : stored;
  }

  /** A mail that never shared its place has no file under its digest. */
  private byte[] stored(String place) throws PayloadException, IOException {
    try (InputStream in = open(place)) {
      return in.readNBytes(maxBytes + GZIP_OVERHEAD);
    } catch (FileNotFoundException e) {
      Optional<String> alone = LandingPath.alone(place);
      if (alone.isPresent()) {
        return stored(alone.get());
      }
      throw new PayloadException(
          FailureKind.PAYLOAD_MISSING,
          "the referenced file is not in the raw landing; land it and replay");
    }
  }

  private byte[] unzipped(byte[] stored) throws PayloadException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
      return in.readNBytes(maxBytes + 1);
    } catch (IOException damaged) {
      throw new PayloadException(
          FailureKind.PAYLOAD_DAMAGED,
          "the referenced file is no whole gzip file; land it anew and replay");
    }
  }

  private InputStream open(String place) throws PayloadException, IOException {
    var path = new Path(new Path(root), place);
    FileSystem files = path.getFileSystem();
    if (files.isDistributedFS()) {
      return files.open(path);
    }
    return LocalLanding.open(
        java.nio.file.Path.of(new Path(root).getPath()), place, Payloads::leavesTheLanding);
  }

  private static PayloadException leavesTheLanding() {
    return new PayloadException(
        FailureKind.BAD_REFERENCE,
        "the reference is none of the record's own tenant in the raw landing; mend the adapter");
  }

  private PayloadException tooLarge() {
    return new PayloadException(
        FailureKind.TOO_LARGE, "the referenced file is larger than " + maxBytes + " bytes");
  }
}
