package io.mailpulse.mail.thread;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * Facts as bytes. Subject and message ids stay out: the subject is the key that engines keep them
 * under, and ids are hashed. What is written is short whatever the mail holds.
 */
final class FactsFormat {

  private FactsFormat() {}

  static void write(MailFacts mail, DataOutputStream out) throws IOException {
    out.writeUTF(mail.emailId());
    out.writeUTF(mail.headerThreadId());
    out.writeUTF(mail.headerEvidence());
    out.writeByte(mail.subject().prefix().ordinal());
    out.writeLong(mail.sentAtMillis());
    writeLongs(mail.ids(), out);
    out.writeLong(mail.sender());
    writeLongs(mail.recipients(), out);
    writeLongs(mail.authoredLines(), out);
    writeLongs(mail.quotedLines(), out);
  }

  static MailFacts read(DataInputStream in) throws IOException {
    String emailId = in.readUTF();
    String headerThreadId = in.readUTF();
    String headerEvidence = in.readUTF();
    var prefix = BaseSubject.Prefix.values()[in.readByte()];
    return new MailFacts(
        emailId,
        null,
        headerThreadId,
        headerEvidence,
        null,
        new BaseSubject("", List.of(), prefix, BaseSubject.Ticket.NONE),
        in.readLong(),
        readLongs(in),
        in.readLong(),
        readLongs(in),
        readLongs(in),
        readLongs(in));
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
