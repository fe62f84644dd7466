package io.mailpulse.local.cli;

import io.mailpulse.local.lines.Json;
import io.mailpulse.mail.InspectionReader;
import io.mailpulse.mail.MailSettings;
import io.mailpulse.mail.thread.HeaderHabit;
import io.mailpulse.mail.thread.MailFacts;
import io.mailpulse.mail.thread.ThreadAssignment;
import io.mailpulse.mail.thread.ThreadResolver;
import io.mailpulse.schema.EmailRaw;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
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
    // As they are: whoever asks knows the mails by their own ids.
    var reader = InspectionReader.create(MailSettings.defaults());
    var facts = new ArrayList<MailFacts>();
    var mails = new ArrayList<Seen>();
    GivenMailboxes.forEach(
        spec,
        paths,
        tenant.id(),
        mail -> {
          for (EmailRaw record : reader.read(mail, Instant.now(), letter -> {})) {
            facts.add(MailFacts.of(record));
            mails.add(new Seen(record.getEmailId(), record.getMessageId()));
          }
        });
    var threads = new ThreadResolver(HeaderHabit.OBSERVED).resolve(facts);
    try (OutputStream out = new BufferedOutputStream(console.out(), 1 << 16)) {
      for (Seen mail : mails) {
        out.write(describe(mail, threads.get(mail.emailId())));
        out.write('\n');
      }
    }
    return 0;
  }

  /** What is printed of a mail beside its thread. */
  private record Seen(String emailId, String messageId) {}

  private static byte[] describe(Seen mail, ThreadAssignment thread) {
    return Json.line(
        Json.object()
            .put("message_id", mail.messageId())
            .put("thread_id", thread.threadId())
            .put("parent", thread.parentMessageId().orElse(null)));
  }
}
