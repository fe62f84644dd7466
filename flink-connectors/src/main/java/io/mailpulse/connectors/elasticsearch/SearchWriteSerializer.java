package io.mailpulse.connectors.elasticsearch;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;

/** Writer state: documents that a checkpoint found waiting. */
final class SearchWriteSerializer extends AsyncSinkWriterStateSerializer<SearchWrite> {

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  protected void serializeRequestToStream(SearchWrite write, DataOutputStream out)
      throws IOException {
    writeText(write.index(), out);
    writeText(write.id(), out);
    out.writeLong(write.version());
    writeBytes(write.json(), out);
    writeText(write.origin().tenantId(), out);
    writeText(write.origin().source(), out);
    writeText(write.origin().payloadRef(), out);
    out.writeLong(write.origin().eventTime().toEpochMilli());
    out.writeInt(write.attempts());
  }

  @Override
  protected SearchWrite deserializeRequestFromStream(long requestSize, DataInputStream in)
      throws IOException {
    return new SearchWrite(
        readText(in),
        readText(in),
        in.readLong(),
        readBytes(in),
        new SearchWrite.Origin(
            readText(in), readText(in), readText(in), Instant.ofEpochMilli(in.readLong())),
        in.readInt());
  }

  private static void writeText(String text, DataOutputStream out) throws IOException {
    writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
