package io.mailpulse.mail.thread;

import io.mailpulse.mail.thread.ThreadRank.Anchor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Placed mails and their threads as bytes. */
final class ThreadsFormat {

  private static final int VERSION = 1;

  private ThreadsFormat() {}

  static byte[] write(List<PlacedMail> mails) {
    try {
      var bytes = new ByteArrayOutputStream();
      var out = new DataOutputStream(bytes);
      out.writeByte(VERSION);
      Map<KnownThread, Integer> numbers = new LinkedHashMap<>();
      mails.forEach(mail -> numbers.putIfAbsent(mail.thread(), numbers.size()));
      out.writeInt(numbers.size());
      for (KnownThread thread : numbers.keySet()) {
        write(thread, out);
      }
      out.writeInt(mails.size());
      for (PlacedMail mail : mails) {
        out.writeInt(numbers.get(mail.thread()));
        out.writeDouble(mail.confidence());
        FactsFormat.write(mail.facts(), out);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("threads cannot be written to memory", e);
    }
  }

  /** Reads mails in the order in which they were written. */
  static List<PlacedMail> read(byte[] bytes) {
    try {
      var in = new DataInputStream(new ByteArrayInputStream(bytes));
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "threads of version " + version + ", this release reads " + VERSION);
      }
      List<KnownThread> threads = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        threads.add(readThread(in));
      }
      List<PlacedMail> mails = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        KnownThread thread = threads.get(in.readInt());
        double confidence = in.readDouble();
        mails.add(new PlacedMail(FactsFormat.read(in), thread, confidence));
      }
      return mails;
    } catch (IOException e) {
      throw new IllegalArgumentException("threads are cut off after " + bytes.length, e);
    }
  }

  private static void write(KnownThread thread, DataOutputStream out) throws IOException {
    out.writeInt(thread.names().size());
    for (KnownThread.Name name : thread.names()) {
      out.writeUTF(name.rank().threadId());
      out.writeByte(name.rank().anchor().ordinal());
      out.writeLong(name.rank().sinceMillis());
      out.writeByte(name.use().ordinal());
    }
  }

  private static KnownThread readThread(DataInputStream in) throws IOException {
    var thread = new KnownThread();
    for (int i = in.readInt(); i > 0; i--) {
      String threadId = in.readUTF();
      Anchor anchor = Anchor.values()[in.readByte()];
      var rank = new ThreadRank(anchor, in.readLong(), threadId);
      thread.add(new KnownThread.Name(rank, KnownThread.Use.values()[in.readByte()]));
    }
    return thread;
  }
}
