package io.mailpulse.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceSplitterTest {

  @Test
  void endsSentencesAtMarksOfManyScripts() {
    assertThat(split("It broke. Why?! I want my money back!"))
        .containsExactly("It broke.", "Why?!", "I want my money back!");
    assertThat(split("包装很好。但是太慢了！为什么？")).containsExactly("包装很好。", "但是太慢了！", "为什么？");
    assertThat(split("لماذا؟ أريد حلا.")).containsExactly("لماذا؟", "أريد حلا.");
    assertThat(split("यह ठीक है। धन्यवाद।")).containsExactly("यह ठीक है।", "धन्यवाद।");
  }

  @Test
  void doesNotEndThemAtAbbreviationsNumbersOrAddresses() {
    assertThat(split("Dear Dr. Smith, see e.g. item no. 5 at shop.example for 3.50 EUR."))
        .hasSize(1);
    assertThat(split("Das ist z.B. bei Hrn. J. Meier so.")).hasSize(1);
  }

  @Test
  void keepsClosingQuotesWithTheirSentence() {
    assertThat(split("He said \"never again.\" Then he left."))
        .containsExactly("He said \"never again.\"", "Then he left.");
  }

  @Test
  void joinsWrappedLinesAndSplitsShortOnes() {
    String wrapped =
        "I ordered the large one three weeks ago and have been waiting\n"
            + "for an answer ever since.\nRegards\nAnna";

    assertThat(split(wrapped))
        .containsExactly(
            "I ordered the large one three weeks ago and have been waiting\n"
                + "for an answer ever since.",
            "Regards",
            "Anna");
  }

  @Test
  void countsParagraphsByBlankLines() {
    List<Sentence> sentences = SentenceSplitter.split("One. Two.\n \n\nThree.\n\n");

    assertThat(sentences).extracting(Sentence::paragraph).containsExactly(0, 0, 1);
  }

  @Test
  void losesNoVisibleCharacterWhateverTheText() {
    String text = "a".repeat(2000) + " b. \n\n\ud83d c\udc00 ...!!! 。。 x" + " y".repeat(900);

    List<Sentence> sentences = SentenceSplitter.split(text);

    int at = 0;
    for (Sentence sentence : sentences) {
      assertThat(text.substring(at, sentence.start())).isBlank();
      assertThat(sentence.end()).isGreaterThan(sentence.start());
      assertThat(sentence.end() - sentence.start()).isLessThanOrEqualTo(SentenceSplitter.LONGEST);
      at = sentence.end();
    }
    assertThat(text.substring(at)).isBlank();
  }

  @Test
  void neverCutsASurrogatePair() {
    String text = "x" + "\ud83d\ude00".repeat(1000);

    assertThat(SentenceSplitter.split(text))
        .allSatisfy(s -> assertThat(Character.isLowSurrogate(text.charAt(s.start()))).isFalse());
  }

  private static List<String> split(String text) {
    return SentenceSplitter.split(text).stream()
        .map(s -> text.substring(s.start(), s.end()))
        .toList();
  }
}
