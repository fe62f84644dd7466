package io.mailpulse.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {

  @Test
  void statesTheRatioToItsBaseline() {
    var figure = new Figure("tokenizer", "texts/s", 90_000, "JNI", 3_000, 400);

    assertThat(figure.toMap())
        .containsEntry("ratio", 30.0)
        .containsEntry("baseline", "JNI")
        .containsEntry("n", 400);
  }

  @Test
  void measuresTheSameMailsEveryTime() {
    List<String> mails = new BenchTexts().mails(5, 6);

    assertThat(mails).isEqualTo(new BenchTexts().mails(5, 6)).hasSize(5).doesNotHaveDuplicates();
    assertThat(mails).allSatisfy(mail -> assertThat(mail.split("\n\n")).hasSize(2));
  }

  @Test
  void timesBothWaysOverTheSameNumberOfTexts() {
    double[] rates =
        CpuTimer.ofLongPasses().perSecond(10, () -> work(2_000_000), () -> work(200_000));

    assertThat(rates[1]).isGreaterThan(rates[0]);
  }

  private static long work(int steps) {
    long x = 1;
    for (int i = 0; i < steps; i++) {
      x = x * 6364136223846793005L + i;
    }
    return x;
  }
}
