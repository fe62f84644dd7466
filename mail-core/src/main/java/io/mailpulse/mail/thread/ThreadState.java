package io.mailpulse.mail.thread;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The mails that a resolver knows: one tenant's mailbox, or what an engine keeps under one key.
 * Holds the most recent ones up to a limit; as bytes, some 300 per mail, for engines' state.
 */
public final class ThreadState {

  private static final int VERSION = 1;

  private static final Comparator<MailFacts> BY_TIME =
      Comparator.comparingLong(MailFacts::sentAtMillis).thenComparing(MailFacts::emailId);

  private final TreeSet<MailFacts> mails = new TreeSet<>(BY_TIME);
  private final Set<String> emailIds = new HashSet<>();
  private final int limit;

  private ThreadState(int limit) {
    this.limit = limit;
  }

  /** A state that keeps every mail. */
  public static ThreadState unlimited() {
    return new ThreadState(Integer.MAX_VALUE);
  }

  /**
   * A state that keeps the most recent mails.
   *
   * @param limit at least 1
   */
  public static ThreadState limitedTo(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("thread state must keep at least 1 mail, found " + limit);
    }
    return new ThreadState(limit);
  }

  /** Mails by time. */
  Collection<MailFacts> mails() {
    return mails;
  }

  /** Number of mails that are known. */
  public int size() {
    return mails.size();
  }

  boolean knows(String emailId) {
    return emailIds.contains(emailId);
  }

  /**
   * Takes a mail in without telling its thread: for {@link ThreadResolver#resolve} at the end.
   *
   * @param mail a mail; one that is known already changes nothing
   */
  public void add(MailFacts mail) {
    if (emailIds.add(mail.emailId())) {
      mails.add(mail);
      if (mails.size() > limit) {
        emailIds.remove(mails.pollFirst().emailId());
      }
    }
  }

  /** The state as bytes with a version in front. */
  public byte[] toBytes() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeByte(VERSION);
      out.writeInt(limit);
      out.writeInt(mails.size());
      for (MailFacts mail : mails) {
        FactsFormat.write(mail, out);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("thread state cannot be written to memory", e);
    }
  }

  /**
   * Reads a state back.
   *
   * @throws IllegalArgumentException if the bytes are no thread state of a known version
   */
  public static ThreadState fromBytes(byte[] bytes) {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "thread state has version " + version + ", this release reads " + VERSION);
      }
      ThreadState state = new ThreadState(in.readInt());
      int size = in.readInt();
      for (int i = 0; i < size; i++) {
        state.add(FactsFormat.read(in));
      }
      return state;
    } catch (IOException e) {
      throw new IllegalArgumentException("thread state is cut off after " + bytes.length, e);
    }
  }
}
