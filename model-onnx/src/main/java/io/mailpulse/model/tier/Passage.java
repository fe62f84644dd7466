package io.mailpulse.model.tier;

import io.mailpulse.model.machine.MachineLines;
import io.mailpulse.model.text.Normaliser;
import io.mailpulse.model.text.Sentence;
import io.mailpulse.model.text.SentenceSplitter;
import java.util.ArrayList;
import java.util.List;

/**
 * A text ready for any tier: its sentences, and each as the models read it.
 *
 * @param sentences offsets over the given text
 * @param normalised the sentences normalised; none is empty
 */
public record Passage(List<Sentence> sentences, List<String> normalised) {

  /** Cuts and normalises; sentences of which nothing is left are dropped. */
  public static Passage of(CharSequence given) {
    String text = given.toString();
    List<Sentence> all = SentenceSplitter.split(text);
    List<Sentence> sentences = new ArrayList<>(all.size());
    List<String> normalised = new ArrayList<>(all.size());
    for (Sentence sentence : all) {
      String seen = Normaliser.normalise(text.substring(sentence.start(), sentence.end()));
      if (!seen.isEmpty()) {
        sentences.add(sentence);
        normalised.add(seen);
      }
    }
    return new Passage(sentences, normalised);
  }

  /**
   * One sentence or part of one as a text of its own.
   *
   * @param normalised not empty
   */
  public static Passage ofSentence(String normalised) {
    return new Passage(List.of(new Sentence(0, normalised.length(), 0)), List.of(normalised));
  }

  /**
   * What of a text people wrote: without log lines, traces, code, tables and armour.
   *
   * @param given the text that this passage was cut from
   * @return this passage if there is nothing of that kind, or nothing else
   */
  public Passage prose(CharSequence given) {
    String text = given.toString();
    String blanked = MachineLines.blanked(text);
    return blanked.equals(text) ? this : of(blanked);
  }

  /** The whole text as the models read it: the sentences with a blank between. */
  public String whole() {
    return String.join(" ", normalised);
  }

  /** Several sentences as one text. */
  public String join(int first, int last) {
    return last - first == 1
        ? normalised.get(first)
        : String.join(" ", normalised.subList(first, last));
  }
}
