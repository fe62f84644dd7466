package io.mailpulse.connectors.delta;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Bytes of what crosses from writers to the aggregator and from there to the committer's state. */
final class ActionSerializers {

  private static final int VERSION = 1;

  private ActionSerializers() {}

  /** Between writers and aggregator. */
  static final class OfWrittenFiles implements SimpleVersionedSerializer<WrittenFiles> {

    @Override
    public int getVersion() {
      return VERSION;
    }

    @Override
    public byte[] serialize(WrittenFiles files) throws IOException {
      var bytes = new ByteArrayOutputStream();
      var out = new DataOutputStream(bytes);
      out.writeLong(files.rows());
      writeActions(files.actions(), out);
      return bytes.toByteArray();
    }

    @Override
    public WrittenFiles deserialize(int version, byte[] serialized) throws IOException {
      requireKnown(version);
      var in = new DataInputStream(new ByteArrayInputStream(serialized));
      return new WrittenFiles(in.readLong(), readActions(in));
    }
  }

  /** Between aggregator and committer, and in the committer's state. */
  static final class OfCommittable implements SimpleVersionedSerializer<DeltaCommittable> {

    @Override
    public int getVersion() {
      return VERSION;
    }

    @Override
    public byte[] serialize(DeltaCommittable committable) throws IOException {
      var bytes = new ByteArrayOutputStream();
      var out = new DataOutputStream(bytes);
      out.writeUTF(committable.applicationId());
      out.writeLong(committable.version());
      out.writeLong(committable.rows());
      writeActions(committable.actions(), out);
      return bytes.toByteArray();
    }

    @Override
    public DeltaCommittable deserialize(int version, byte[] serialized) throws IOException {
      requireKnown(version);
      var in = new DataInputStream(new ByteArrayInputStream(serialized));
      return new DeltaCommittable(in.readUTF(), in.readLong(), in.readLong(), readActions(in));
    }
  }

  private static void requireKnown(int version) throws IOException {
    if (version != VERSION) {
      throw new IOException("Delta committables of version " + version + " are not known here");
    }
  }

  private static void writeActions(List<String> actions, DataOutputStream out) throws IOException {
    out.writeInt(actions.size());
    for (String action : actions) {
      byte[] utf8 = action.getBytes(StandardCharsets.UTF_8);
      out.writeInt(utf8.length);
      out.write(utf8);
    }
  }

  private static List<String> readActions(DataInputStream in) throws IOException {
    int count = in.readInt();
    var actions = new ArrayList<String>(count);
    for (int i = 0; i < count; i++) {
      actions.add(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
    }
    return actions;
  }
}
