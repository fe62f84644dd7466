package io.mailpulse.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowsTest {

  @Test
  void takesWholeSentencesUpToTheLimit() {
    assertThat(Windows.pack(sentences(0, 0, 0, 0), new int[] {50, 60, 30, 10}, 128, 64))
        .containsExactly(new Window(0, 2, 110), new Window(2, 4, 40));
  }

  @Test
  void readsALastParagraphForItself() {
    assertThat(Windows.pack(sentences(0, 0, 1), new int[] {30, 40, 25}, 128, 64))
        .containsExactly(new Window(0, 2, 70), new Window(2, 3, 25));
  }

  @Test
  void joinsAGreetingWithWhatFollows() {
    assertThat(Windows.pack(sentences(0, 1, 2), new int[] {3, 70, 25}, 128, 64))
        .containsExactly(new Window(0, 2, 73), new Window(2, 3, 25));
  }

  @Test
  void readsAShortMailAsAWhole() {
    assertThat(Windows.pack(sentences(0, 1, 2), new int[] {20, 20, 25}, 128, 64))
        .containsExactly(new Window(0, 3, 65));
  }

  @Test
  void givesAnOverlongSentenceItsOwnWindow() {
    assertThat(Windows.pack(sentences(0, 0, 0), new int[] {5, 300, 5}, 128, 64))
        .containsExactly(new Window(0, 1, 5), new Window(1, 2, 300), new Window(2, 3, 5));
  }

  @Test
  void givesNoWindowForNoSentence() {
    assertThat(Windows.pack(List.of(), new int[0], 128, 64)).isEmpty();
  }

  private static List<Sentence> sentences(int... paragraphs) {
    List<Sentence> sentences = new ArrayList<>();
    for (int paragraph : paragraphs) {
      sentences.add(new Sentence(sentences.size(), sentences.size() + 1, paragraph));
    }
    return sentences;
  }
}
