package io.mailpulse.mail.segment.cue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhraseTrieTest {
  private final PhraseTrie trie = new PhraseTrie();

  PhraseTrieTest() {
    trie.add("sent from", 1);
    trie.add("sent", 2);
    trie.add("\u5199\u9053", 4);
  }

  @Test
  void theLongestPhraseWithAWantedBitWins() {
    assertThat(trie.match("Sent  FROM me", 0, 13, 3)).isEqualTo(10);
    assertThat(trie.match("Sent  FROM me", 0, 13, 2)).isEqualTo(4);
    assertThat(trie.cuesOf("Sent  from", 0, 10)).isEqualTo(1);
  }

  @Test
  void aPhraseEndsAtTheEdgeOfAWord() {
    assertThat(trie.match("sentence", 0, 8, 3)).isEqualTo(-1);
    assertThat(trie.match("\u5199\u9053\u8fd9", 0, 3, 4)).isEqualTo(2);
  }

  @Test
  void aMatchReadsNoFurtherThanItsPhrases() {
    var text = new CountingText("sent from " + "x".repeat(100_000));
    trie.match(text, 0, text.length(), 3);
    assertThat(text.reads).isLessThan(60);
  }

  /** Counts how many characters are looked at. */
  private static final class CountingText implements CharSequence {
    private final String text;
    private int reads;

    CountingText(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      reads++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }
  }
}
