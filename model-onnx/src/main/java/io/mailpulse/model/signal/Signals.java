package io.mailpulse.model.signal;

import io.mailpulse.model.aspect.AspectFinder;
import io.mailpulse.model.aspect.AspectList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the transparent heads of a mail: churn risk and urgency. Thread-safe. */
public final class Signals {

  private final List<SignalHead> heads;
  private final List<AspectFinder> finders;

  private Signals(List<SignalHead> heads) {
    this.heads = List.copyOf(heads);
    this.finders =
        heads.stream().map(head -> new AspectFinder(new AspectList(head.terms()))).toList();
  }

  /** The heads that ship with this module. */
  public static Signals ofDefault() {
    return new Signals(SignalHead.ofDefault());
  }

  /**
   * Values of all heads.
   *
   * @param sentences normalised
   * @param language ISO 639-1 code, or {@code unknown}
   * @param probabilityNegative of the mail, 0 to 1
   * @return by name, each 0 to 1, not calibrated
   */
  public Map<String, Double> read(
      List<String> sentences, String language, double probabilityNegative) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (int h = 0; h < heads.size(); h++) {
      values.put(
          heads.get(h).name(),
          heads.get(h).value(features(finders.get(h), sentences, language), probabilityNegative));
    }
    return values;
  }

  private static List<String> features(
      AspectFinder finder, List<String> sentences, String language) {
    long found = 0;
    for (String sentence : sentences) {
      found |= finder.find(sentence, language);
    }
    List<String> features = new ArrayList<>();
    for (int i = 0; i < finder.names().size(); i++) {
      if ((found >>> i & 1) != 0) {
        features.add(finder.names().get(i));
      }
    }
    return features;
  }
}
