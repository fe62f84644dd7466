package io.mailpulse.local.generate;

import io.mailpulse.generate.GeneratedMail;

/** Where generated mail goes. */
public interface MailOutput extends AutoCloseable {

  /**
   * Takes a mail.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   * @throws io.mailpulse.local.LocalStackException if a broker refuses it
   */
  void write(GeneratedMail mail);

  /** Returns once everything has been taken. */
  @Override
  void close();
}
