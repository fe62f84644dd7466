package io.mailpulse.local.generate;

import io.mailpulse.generate.GeneratedMail;
import io.mailpulse.generate.GeneratorSettings;
import io.mailpulse.generate.MailGenerator;
import io.mailpulse.generate.truth.MailTruth;
import io.mailpulse.generate.truth.ThreadTruth;
import io.mailpulse.generate.truth.TruthFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** One run of the generator into an output, with its truth beside it. */
public final class GenerateRun {

  private GenerateRun() {}

  /**
   * What was written.
   *
   * @param mails different mails
   * @param arrivals records or files, duplicates among them
   * @param bytes of all arrivals
   */
  public record Written(long mails, long arrivals, long bytes) {}

  /**
   * Writes all mails of some settings, and closes nothing.
   *
   * @param truth file for the truth, written anew; empty for none
   * @throws IOException if the truth cannot be written
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public static Written write(
      GeneratorSettings settings, MailOutput output, Pacer pacer, Optional<Path> truth)
      throws IOException, InterruptedException {
    if (truth.isEmpty()) {
      return write(new MailGenerator(settings), output, pacer, null);
    }
    try (TruthFile.Output file = TruthFile.Output.to(truth.get())) {
      return write(new MailGenerator(settings), output, pacer, file);
    }
  }

  private static Written write(
      MailGenerator generator, MailOutput output, Pacer pacer, TruthFile.Output truth)
      throws IOException, InterruptedException {
    long mails = 0;
    long arrivals = 0;
    long bytes = 0;
    while (generator.hasNext()) {
      GeneratedMail mail = generator.next();
      pacer.await(mail.sinceStart());
      output.write(mail);
      mails += mail.truth().duplicate() ? 0 : 1;
      arrivals++;
      bytes += mail.bytes().length;
      if (truth != null) {
        for (MailTruth line : mail.truths()) {
          truth.add(line);
        }
      }
      for (ThreadTruth thread : generator.endedThreads()) {
        if (truth != null) {
          truth.add(thread);
        }
      }
    }
    return new Written(mails, arrivals, bytes);
  }
}
