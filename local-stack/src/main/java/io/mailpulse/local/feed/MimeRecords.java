package io.mailpulse.local.feed;

import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.id.Ids;
import io.mailpulse.schema.id.TenantId;
import io.mailpulse.schema.landing.LandingPath;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Records of {@code mail.mime.v1} from bytes: large mails lie in the raw landing. */
public final class MimeRecords {

  /** Larger mails travel as a reference. */
  public static final int LARGEST_INLINE_BYTES = 1 << 20;

  private final Path landing;

  /**
   * Records whose large mails go to a landing.
   *
   * @param landing its root
   */
  public MimeRecords(Path landing) {
    this.landing = landing;
  }

  /**
   * The record of a mail; a large one is landed before this returns.
   *
   * @param sizeBytes size of the whole mail, of which the bytes may be a part
   * @throws IllegalArgumentException if the tenant id is none
   * @throws UncheckedIOException if the landing cannot be written
   */
  public MimeMail of(String tenantId, String source, long sizeBytes, byte[] bytes) {
    var record =
        MimeMail.newBuilder()
            .setTenantId(TenantId.require(tenantId))
            .setSource(source)
            .setSizeBytes(sizeBytes);
    return bytes.length <= LARGEST_INLINE_BYTES
        ? record.setMime(ByteBuffer.wrap(bytes)).build()
        : record.setMimeRef(land(tenantId, bytes)).build();
  }

  private String land(String tenantId, byte[] bytes) {
    String place = LandingPath.incoming(tenantId, Ids.sha256(bytes));
    write(landing.resolve(place), bytes);
    return place;
  }

  /**
   * Writes a file of the landing: the bytes, compressed.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public static void write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to the raw landing at " + file, e);
    }
  }
}
