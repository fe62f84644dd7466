package io.mailpulse.lab.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Mails put together from sentences of our own, always the same ones. */
final class BenchTexts {

  private static final int SENTENCES_OF_A_PARAGRAPH = 4;

  private final List<String> sentences;

  BenchTexts() {
    try (var in = BenchTexts.class.getResourceAsStream("sentences.txt");
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      sentences = lines.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("sentences.txt cannot be read", e);
    }
  }

  /** So many mails of so many sentences each. */
  List<String> mails(int count, int sentencesOfEach) {
    var random = new SplittableRandom(count * 31L + sentencesOfEach);
    List<String> mails = new ArrayList<>(count);
    for (int n = 0; n < count; n++) {
      var mail = new StringBuilder();
      for (int s = 0; s < sentencesOfEach; s++) {
        mail.append(s == 0 ? "" : s % SENTENCES_OF_A_PARAGRAPH == 0 ? "\n\n" : " ");
        mail.append(sentences.get(random.nextInt(sentences.size())));
      }
      mails.add(mail.toString());
    }
    return mails;
  }

  /** So many runs of words, each of one word up to so many. */
  List<String> phrases(int count, int mostWords) {
    var random = new SplittableRandom(count * 31L + mostWords);
    List<String> phrases = new ArrayList<>(count);
    for (int n = 0; n < count; n++) {
      String[] words = sentences.get(random.nextInt(sentences.size())).split(" ");
      int length = 1 + random.nextInt(Math.min(mostWords, words.length));
      int first = random.nextInt(words.length - length + 1);
      phrases.add(String.join(" ", Arrays.copyOfRange(words, first, first + length)));
    }
    return phrases;
  }
}
