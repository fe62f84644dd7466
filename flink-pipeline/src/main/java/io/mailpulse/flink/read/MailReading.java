package io.mailpulse.flink.read;

import io.mailpulse.mail.ReadResult;
import io.mailpulse.schema.MimeMail;
import java.io.Serializable;
import java.time.Instant;

/** Opens one reader per task, where the job runs. */
@FunctionalInterface
public interface MailReading extends Serializable {

  /** Opens a reader; loads what it needs, so that the first mail is as fast as the next. */
  Reader open();

  /** Reads mails, one at a time; closed with its task. */
  @FunctionalInterface
  interface Reader extends AutoCloseable {

    /**
     * Reads one mail with its bytes inline.
     *
     * @param mail mail whose {@code mime} is set
     * @param now wall clock
     */
    ReadResult read(MimeMail mail, Instant now);

    /** Ends what the reader started; most start nothing. */
    @Override
    default void close() {}
  }
}
