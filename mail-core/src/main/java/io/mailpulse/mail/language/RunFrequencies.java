package io.mailpulse.mail.language;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads how often a language goes on with a letter after others: pairs {@code "n/m":"run run"} of
 * JSON, as Lingua ships them and as our own lists are written. Runs come in order of length.
 */
final class RunFrequencies {

  /** Runs below this share of information are left out, by length; short runs all stay. */
  private static final double[] LEAST_INFORMATION = {0, 0, 0, 1e-6, 2e-6, 5e-6};

  /** Takes a run that is worth keeping with the logarithm of its probability. */
  interface Keeper {
    void keep(String run, double logProbability);
  }

  private final Keeper keeper;
  private int length;
  private Map<String, Double> shorter = Map.of();
  private Map<String, Double> current = new HashMap<>();
  private Map<String, Double> shorterShare = Map.of();
  private Map<String, Double> currentShare = new HashMap<>();

  RunFrequencies(Keeper keeper) {
    this.keeper = keeper;
  }

  void read(InputStream in) throws IOException {
    String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    int open = json.indexOf('"');
    while (open >= 0) {
      int close = json.indexOf('"', open + 1);
      int slash = json.indexOf('/', open);
      if (slash > 0 && slash < close && Character.isDigit(json.charAt(open + 1))) {
        double probability =
            Double.parseDouble(json.substring(open + 1, slash))
                / Double.parseDouble(json.substring(slash + 1, close));
        open = json.indexOf('"', close + 1);
        close = json.indexOf('"', open + 1);
        takeAll(json, open + 1, close, probability);
      }
      open = json.indexOf('"', close + 1);
    }
  }

  private void takeAll(String json, int from, int to, double probability) {
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || json.charAt(i) == ' ') {
        if (i > start) {
          take(json.substring(start, i), probability);
        }
        start = i + 1;
      }
    }
  }

  private void take(String run, double probability) {
    if (run.length() != length) {
      length = run.length();
      shorter = current;
      current = new HashMap<>();
      shorterShare = currentShare;
      currentShare = new HashMap<>();
    }
    double share = probability;
    if (length > 1) {
      share *= shorterShare.getOrDefault(run.substring(0, length - 1), 0.0);
    }
    boolean longest = length == NgramTable.LONGEST;
    if (longest && share * -NgramTable.FLOOR < LEAST_INFORMATION[length]) {
      return; // however surprising, it is too rare
    }
    double logarithm = Math.log(probability);
    double surprise =
        length == 1
            ? Double.POSITIVE_INFINITY
            : Math.abs(logarithm + 1 - shorter.getOrDefault(run.substring(1), NgramTable.FLOOR));
    if (!longest) {
      current.put(run, logarithm);
      currentShare.put(run, share);
    }
    if (share * surprise >= LEAST_INFORMATION[length]) {
      keeper.keep(run, logarithm);
    }
  }
}
