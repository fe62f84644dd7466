package io.mailpulse.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.model.ScorerSettings.TierChoice;
import io.mailpulse.schema.RedactedText;
import io.mailpulse.schema.ScorerTier;
import io.mailpulse.schema.SentimentLabel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Mails of many paragraphs under the bundle that ships, encoders included. */
class LongMailTest {

  private static final List<String> ORDINARY =
      List.of(
          "The export runs every night at two and writes its files to the shared folder, where the"
              + " finance team picks them up in the morning.",
          "Our office has two printers on the first floor, and the second one was connected to the"
              + " network on Monday by a technician.",
          "The order was placed on the third of the month and is addressed to the warehouse in the"
              + " harbour, gate seven.",
          "Attached is the list of the devices with their numbers, sorted by building and floor, as"
              + " you asked for in your last message.",
          "The meeting about the new contract is planned for Thursday afternoon in the large room,"
              + " and the agenda will follow by Wednesday.");
  private static final String FURIOUS =
      "I am furious about how we are treated here: nobody answers, the device is broken again, and"
          + " this is the worst service I have ever had.";

  private static final String PRAISE =
      "You found the mistake within the hour. Wonderful work, I am delighted, thank you so much!";

  private static Scorer scorer;

  @BeforeAll
  static void open() {
    scorer = Scorers.open(ScorerSettings.defaults().withTier(TierChoice.AUTO));
  }

  @AfterAll
  static void close() {
    scorer.close();
  }

  @Test
  void isNotDrownedInOrdinaryParagraphsWhereverTheComplaintStands() {
    for (int place = 0; place <= ORDINARY.size(); place++) {
      List<String> paragraphs = new ArrayList<>(ORDINARY);
      paragraphs.add(place, FURIOUS);

      Score score = score(String.join("\n\n", paragraphs));

      assertThat(score.tier()).isEqualTo(ScorerTier.MIXED);
      assertThat(score.label()).as("complaint at %s", place).isEqualTo(SentimentLabel.NEGATIVE);
    }
  }

  @Test
  void isNeutralIfAllItsParagraphsAre() {
    assertThat(score(String.join("\n\n", ORDINARY)).label()).isEqualTo(SentimentLabel.NEUTRAL);
  }

  @Test
  void staysPraiseAboveAndBelowALog() {
    String log = "2025-03-04 08:01:12 ERROR worker killed, fatal failure in job 88\n".repeat(30);

    assertThat(score(PRAISE + "\n\n" + log).label()).isEqualTo(SentimentLabel.POSITIVE);
    assertThat(score(log + "\n" + PRAISE).label()).isEqualTo(SentimentLabel.POSITIVE);
  }

  @Test
  void pointsToWhatWasWrittenBelowALog() {
    String log = "2025-03-04 08:01:12 ERROR worker killed, fatal failure in job 88\n".repeat(30);

    Score score = score(log + "\n" + PRAISE);

    assertThat(score.evidence())
        .isNotEmpty()
        .allSatisfy(span -> assertThat(span.start()).isGreaterThan(log.length()));
  }

  private static Score score(String text) {
    return scorer.score(List.of(new Text(RedactedText.ofRedacted(text), "en", ""))).get(0);
  }
}
