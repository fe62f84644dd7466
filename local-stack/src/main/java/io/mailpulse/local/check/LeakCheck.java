package io.mailpulse.local.check;

import io.mailpulse.generate.truth.MailTruth;
import io.mailpulse.generate.truth.PlantedValue;
import io.mailpulse.generate.truth.Truth;
import io.mailpulse.generate.truth.ValueKind;
import io.mailpulse.local.store.StoreContent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Looks for planted values in every text of every store. */
final class LeakCheck {

  private LeakCheck() {}

  /** One sentence per kind, place, language and store; the values themselves spread no further. */
  static List<String> of(Truth truth, List<StoreContent> stores, Set<ValueKind> except) {
    Map<String, String> planted = new HashMap<>();
    for (MailTruth mail : truth.arrivals()) {
      for (PlantedValue value : mail.planted()) {
        if (!except.contains(value.kind())) {
          planted.putIfAbsent(
              value.value(), value.kind() + " (" + value.place() + ", " + mail.language() + ")");
        }
      }
    }
    ValueSearch search = new ValueSearch(planted.keySet());
    List<String> sentences = new ArrayList<>();
    for (StoreContent store : stores) {
      Map<String, Integer> found = new TreeMap<>();
      for (String text : store.texts()) {
        search.find(text, value -> found.merge(planted.get(value), 1, Integer::sum));
      }
      found.forEach(
          (what, count) ->
              sentences.add(
                  "a planted " + what + " stands in " + store.name() + ", " + count + " times"));
    }
    return sentences;
  }
}
