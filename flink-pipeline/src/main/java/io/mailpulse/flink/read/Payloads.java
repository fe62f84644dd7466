package io.mailpulse.flink.read;

import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.failure.FailureKind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.flink.core.fs.Path;

/**
 * Gives a mail its bytes: most carry them, large ones refer to a file in the raw landing. At most
 * {@code maxBytes} are read.
 */
final class Payloads {

  private final Path root;
  private final int maxBytes;

  Payloads(URI root, int maxBytes) {
    this.root = new Path(root);
    this.maxBytes = maxBytes;
  }

  /**
   * The mail with its bytes inline.
   *
   * @throws PayloadException if there are none, for a reason that a retry cannot mend
   * @throws IOException if the storage is down; the stream waits and restarts
   */
  MimeMail inline(MimeMail mail) throws PayloadException, IOException {
    if (mail.getMime() != null) {
      return mail;
    }
    if (mail.getMimeRef() == null) {
      throw new PayloadException(
          FailureKind.PAYLOAD_MISSING,
          "the record carries neither bytes nor a reference, or is no mail record; mend its"
              + " adapter");
    }
    byte[] bytes;
    var place = new Path(root, mail.getMimeRef());
    try (InputStream in = open(place)) {
      bytes = in.readNBytes(maxBytes + 1);
    } catch (FileNotFoundException e) {
      throw new PayloadException(
          FailureKind.PAYLOAD_MISSING,
          "the referenced file is not in the raw landing; land it and replay");
    }
    if (bytes.length > maxBytes) {
      throw new PayloadException(
          FailureKind.TOO_LARGE, "the referenced file is larger than " + maxBytes + " bytes");
    }
    return MimeMail.newBuilder(mail).setMime(ByteBuffer.wrap(bytes)).setMimeRef(null).build();
  }

  private static InputStream open(Path place) throws IOException {
    InputStream in = place.getFileSystem().open(place);
    return place.getName().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }
}
