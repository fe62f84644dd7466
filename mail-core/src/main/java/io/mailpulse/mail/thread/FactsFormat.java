package io.mailpulse.mail.thread;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Facts as bytes. The subject's text is left out: only its keys decide. */
final class FactsFormat {

  private FactsFormat() {}

  static void write(MailFacts mail, DataOutputStream out) throws IOException {
    out.writeUTF(mail.emailId());
    writeOptional(mail.messageId(), out);
    out.writeUTF(mail.headerThreadId());
    out.writeUTF(mail.headerEvidence());
    writeOptional(mail.headerParent(), out);
    BaseSubject subject = mail.subject();
    out.writeByte(subject.prefix().ordinal());
    out.writeByte(subject.ticket().ordinal());
    out.writeByte(subject.keys().size());
    for (String key : subject.keys()) {
      out.writeUTF(key);
    }
    out.writeLong(mail.sentAtMillis());
    writeLongs(mail.ids(), out);
    out.writeLong(mail.sender());
    writeLongs(mail.recipients(), out);
    writeLongs(mail.authoredLines(), out);
    writeLongs(mail.quotedLines(), out);
  }

  static MailFacts read(DataInputStream in) throws IOException {
    String emailId = in.readUTF();
    String messageId = readOptional(in);
    String headerThreadId = in.readUTF();
    String headerEvidence = in.readUTF();
    String headerParent = readOptional(in);
    BaseSubject.Prefix prefix = BaseSubject.Prefix.values()[in.readByte()];
    BaseSubject.Ticket ticket = BaseSubject.Ticket.values()[in.readByte()];
    List<String> keys = new ArrayList<>();
    for (int i = in.readByte(); i > 0; i--) {
      keys.add(in.readUTF());
    }
    return new MailFacts(
        emailId,
        messageId,
        headerThreadId,
        headerEvidence,
        headerParent,
        new BaseSubject("", List.copyOf(keys), prefix, ticket),
        in.readLong(),
        readLongs(in),
        in.readLong(),
        readLongs(in),
        readLongs(in),
        readLongs(in));
  }

  private static void writeOptional(String text, DataOutputStream out) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      out.writeUTF(text);
    }
  }

  private static String readOptional(DataInputStream in) throws IOException {
    return in.readBoolean() ? in.readUTF() : null;
  }

  private static void writeLongs(long[] values, DataOutputStream out) throws IOException {
    out.writeShort(values.length);
    for (long value : values) {
      out.writeLong(value);
    }
  }

  private static long[] readLongs(DataInputStream in) throws IOException {
    long[] values = new long[in.readShort()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readLong();
    }
    return values;
  }
}
