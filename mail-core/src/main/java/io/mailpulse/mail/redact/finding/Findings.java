package io.mailpulse.mail.redact.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Values found in one text. Finders may overlap. */
public final class Findings {

  /** A value: where it stands and what names it. */
  public record Finding(int start, int end, PiiType type, String normalForm) {}

  private final List<Finding> found = new ArrayList<>();

  public void add(int start, int end, PiiType type, String normalForm) {
    found.add(new Finding(start, end, type, normalForm));
  }

  int size() {
    return found.size();
  }

  /** Ordered, without overlap. Values that overlap become one, so that no part of any is left. */
  public List<Finding> resolve() {
    found.sort(
        Comparator.comparingInt(Finding::start)
            .thenComparing(Comparator.comparingInt(Finding::end).reversed()));
    List<Finding> kept = new ArrayList<>(found.size());
    Finding last = null;
    for (Finding finding : found) {
      if (last == null || finding.start() >= last.end()) {
        kept.add(finding);
        last = finding;
      } else if (finding.end() > last.end()) {
        last =
            new Finding(
                last.start(),
                finding.end(),
                last.type(),
                last.normalForm() + ' ' + finding.normalForm());
        kept.set(kept.size() - 1, last);
      }
    }
    return kept;
  }
}
