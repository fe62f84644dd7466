package io.mailpulse.local.cli;

import io.mailpulse.local.LocalStackException;
import io.mailpulse.mail.mailbox.MailboxReader;
import io.mailpulse.mail.mailbox.RawMail;
import io.mailpulse.schema.MimeMail;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The mailboxes that a verb is given. */
final class GivenMailboxes {

  private GivenMailboxes() {}

  /** What a verb does with a mail. */
  interface MailAction {
    void accept(MimeMail mail) throws IOException;
  }

  /**
   * Gives every mail of every mailbox, in order.
   *
   * @throws ParameterException if a path is not there: that is wrong usage, not a broken mail
   * @throws LocalStackException if a file cannot be read
   */
  static void forEach(CommandSpec spec, List<Path> paths, String tenantId, MailAction action)
      throws IOException {
    for (Path path : paths) {
      if (!Files.isReadable(path)) {
        throw new ParameterException(
            spec.commandLine(),
            path + " is not there or cannot be read: name a mailbox or a folder");
      }
    }
    for (Path path : paths) {
      try (Stream<RawMail> mails = MailboxReader.open(path)) {
        for (RawMail mail : (Iterable<RawMail>) mails::iterator) {
          action.accept(record(mail, tenantId));
        }
      }
    }
  }

  private static MimeMail record(RawMail mail, String tenantId) {
    return MimeMail.newBuilder()
        .setTenantId(tenantId)
        .setSource(mail.source())
        .setSizeBytes(mail.sizeBytes())
        .setMime(ByteBuffer.wrap(mail.bytes()))
        .build();
  }
}
