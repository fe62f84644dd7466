package io.mailpulse.generate.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.generate.GeneratedMail;
import io.mailpulse.generate.GeneratorSettings;
import io.mailpulse.generate.MailGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthFileTest {

  @TempDir private Path folder;

  @Test
  void readsBackWhatItWrote() throws IOException {
    Path file = folder.resolve("truth.jsonl");
    var generator =
        new MailGenerator(GeneratorSettings.builder().mails(200).bursts(0.5).damaged(0.1).build());
    List<MailTruth> mails = new ArrayList<>();
    List<ThreadTruth> threads = new ArrayList<>();
    try (var out = TruthFile.Output.to(file)) {
      while (generator.hasNext()) {
        GeneratedMail mail = generator.next();
        for (MailTruth truth : mail.truths()) {
          out.add(truth);
          mails.add(truth);
        }
        for (ThreadTruth thread : generator.endedThreads()) {
          out.add(thread);
          threads.add(thread);
        }
      }
    }

    Truth read = TruthFile.read(file);

    assertThat(read.arrivals()).isEqualTo(mails);
    assertThat(read.threads()).isEqualTo(threads).isNotEmpty();
    assertThat(Files.readAllLines(file).get(0))
        .startsWith("{\"type\":\"mail\",\"arrival\":0,\"source\":\"generate/1/0.eml\"")
        .contains("\"email_id\":", "\"sent_at\":\"2026-01-05T");
  }

  @Test
  void namesTheLineThatIsNone() throws IOException {
    Path file = Files.writeString(folder.resolve("other.jsonl"), "{\"type\":\"cat\"}\n");

    assertThatThrownBy(() -> TruthFile.read(file)).hasMessageContaining("line 1");
  }
}
