package io.mailpulse.mail.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A {@code main}: counts the runs of letters in lines of text on standard input and writes them as
 * {@code runs-xx.json} to standard output. Arguments: the Unicode script whose words count, then
 * how often a run of 1, 2, 3, 4 and 5 letters must occur at least.
 *
 * <p>Probabilities are rounded to eighths of a nat, so that few different ones are written.
 */
final class RunCounter {

  private static final Pattern NO_WORDS = Pattern.compile("@\\w++|https?\\S++|_\\S++");
  private static final Pattern THREE_OF_A_KIND = Pattern.compile("(.)\\1\\1++");
  private static final double STEPS_PER_NAT = 8;
  private static final int DENOMINATOR = 1_000_000;

  private final List<Map<String, Integer>> counts = new ArrayList<>();
  private int letters;

  private RunCounter() {
    for (int n = 0; n <= NgramTable.LONGEST; n++) {
      counts.add(new HashMap<>());
    }
  }

  public static void main(String[] args) throws IOException {
    Pattern word = Pattern.compile("[\\p{Is" + args[0] + "}&&\\p{L}]++");
    RunCounter counter = new RunCounter();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String plain = NO_WORDS.matcher(line.toLowerCase(Locale.ROOT)).replaceAll(" ");
      word.matcher(plain)
          .results()
          .map(match -> THREE_OF_A_KIND.matcher(match.group()).replaceAll("$1$1"))
          .forEach(counter::count);
    }
    StringBuilder json = new StringBuilder("{\n");
    for (int n = 1; n <= NgramTable.LONGEST; n++) {
      for (var group : counter.byProbability(n, Integer.parseInt(args[n])).entrySet()) {
        json.append(json.length() > 2 ? ",\n" : "").append('"').append(group.getKey());
        json.append('/').append(DENOMINATOR).append("\":\"");
        json.append(String.join(" ", group.getValue())).append('"');
      }
    }
    System.out.write(json.append("\n}\n").toString().getBytes(StandardCharsets.UTF_8));
    System.out.flush();
  }

  private void count(String word) {
    letters += word.length();
    for (int n = 1; n <= NgramTable.LONGEST; n++) {
      for (int i = 0; i + n <= word.length(); i++) {
        counts.get(n).merge(word.substring(i, i + n), 1, Integer::sum);
      }
    }
  }

  private Map<Long, TreeSet<String>> byProbability(int n, int least) {
    Map<Long, TreeSet<String>> groups = new TreeMap<>();
    counts
        .get(n)
        .forEach(
            (run, count) -> {
              if (count >= least) {
                int all = n == 1 ? letters : counts.get(n - 1).get(run.substring(0, n - 1));
                double nats = Math.log((double) count / all);
                double rounded = Math.exp(Math.round(nats * STEPS_PER_NAT) / STEPS_PER_NAT);
                long share = Math.max(1, Math.round(rounded * DENOMINATOR));
                groups.computeIfAbsent(share, key -> new TreeSet<>()).add(run);
              }
            });
    return groups;
  }
}
