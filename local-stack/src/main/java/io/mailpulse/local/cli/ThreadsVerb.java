package io.mailpulse.local.cli;

import io.mailpulse.local.lines.Json;
import io.mailpulse.mail.MailReader;
import io.mailpulse.mail.MailSettings;
import io.mailpulse.mail.ReadResult;
import io.mailpulse.schema.EmailRaw;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "threads",
    description = {
      "Tell which thread each mail of some mailboxes belongs to.",
      "Out: {\"message_id\", \"thread_id\", \"parent\"} per mail; parent is the message id of the"
          + " mail that it answers, or null."
    },
    mixinStandardHelpOptions = true)
final class ThreadsVerb implements Callable<Integer> {

  private final Console console;

  @Spec private CommandSpec spec;

  @Mixin private TenantOption tenant;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "mbox, maildir, .eml or folder.")
  private List<Path> paths;

  ThreadsVerb(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    var reader = MailReader.create(MailSettings.defaults());
    try (OutputStream out = new BufferedOutputStream(console.out(), 1 << 16)) {
      Mailboxes.forEach(
          spec,
          paths,
          tenant.id(),
          mail -> {
            if (reader.read(mail, Instant.now()) instanceof ReadResult.Read read) {
              for (EmailRaw record : read.mails()) {
                out.write(describe(record));
                out.write('\n');
              }
            }
          });
    }
    return 0;
  }

  private static byte[] describe(EmailRaw mail) {
    List<String> references = mail.getHeaders().getReferences();
    String lastReference = references.isEmpty() ? null : references.get(references.size() - 1);
    String inReplyTo = mail.getHeaders().getInReplyTo();
    return Json.line(
        Json.object()
            .put("message_id", mail.getMessageId())
            .put("thread_id", mail.getThreadId())
            .put("parent", inReplyTo == null ? lastReference : inReplyTo));
  }
}
