package io.mailpulse.local.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Holds stores against the first of them. */
public final class StoreComparison {

  private static final int NAMED = 20;

  private StoreComparison() {}

  /**
   * Where stores differ.
   *
   * @param stores at least one; the first is the one to agree with
   * @return one sentence per difference, empty if they hold the same mails with the same answers
   */
  public static List<String> differences(List<StoreContent> stores) {
    var found = new ArrayList<String>();
    StoreContent first = stores.get(0);
    for (StoreContent other : stores.subList(1, stores.size())) {
      var ids = new TreeSet<>(first.mails().keySet());
      ids.addAll(other.mails().keySet());
      int before = found.size();
      for (String id : ids) {
        StoredMail expected = first.mails().get(id);
        StoredMail actual = other.mails().get(id);
        if (!Objects.equals(expected, actual) && found.size() - before < NAMED) {
          found.add(sentence(id, first.name(), expected, other.name(), actual));
        }
      }
    }
    return found;
  }

  private static String sentence(
      String id, String first, StoredMail expected, String other, StoredMail actual) {
    if (actual == null) {
      return "mail " + id + " is in " + first + " and not in " + other;
    }
    if (expected == null) {
      return "mail " + id + " is in " + other + " and not in " + first;
    }
    return "mail " + id + " is " + expected + " in " + first + " and " + actual + " in " + other;
  }
}
