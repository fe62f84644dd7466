package io.mailpulse.local.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** One measured figure beside its baseline. */
public final class MailFigure {

  private static final MathContext DIGITS = new MathContext(4);

  private final String name;
  private final String unit;
  private final double value;
  private final String baseline;
  private final double baselineValue;
  private final double ratio;
  private final Target target;
  private final int n;

  MailFigure(
      String name,
      String unit,
      double value,
      String baseline,
      double baselineValue,
      double ratio,
      Target target,
      int n) {
    this.name = name;
    this.unit = unit;
    this.value = value;
    this.baseline = baseline;
    this.baselineValue = baselineValue;
    this.ratio = ratio;
    this.target = target;
    this.n = n;
  }

  /** What was measured. */
  public String name() {
    return name;
  }

  /** Value over baseline: the median of the rounds, so not quite the ratio of their medians. */
  public double ratio() {
    return ratio;
  }

  /** As one JSON line has it. */
  public Map<String, Object> toMap() {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("name", name);
    line.put("unit", unit);
    line.put("value", rounded(value));
    line.put("baseline", baseline);
    line.put("baseline_value", rounded(baselineValue));
    line.put("ratio", rounded(ratio));
    if (target != Target.NONE) {
      line.put("target", target.text());
      line.put("met", target.isMetBy(ratio));
    }
    line.put("n", n);
    return line;
  }

  /** As a row of a table for people. */
  public String toRow() {
    return String.format(
            Locale.ROOT,
            "%-34s %10.4g %-8s %10.4g  %-32s %7.2f  %-7s%s",
            name,
            value,
            unit,
            baselineValue,
            baseline,
            ratio,
            target.text(),
            target.isMetBy(ratio) ? "" : " missed")
        .stripTrailing();
  }

  /** Titles of the columns of {@link #toRow}. */
  public static String titles() {
    return String.format(
        "%-34s %10s %-8s %10s  %-32s %7s  %s",
        "measured", "value", "unit", "baseline", "", "ratio", "target");
  }

  private static double rounded(double number) {
    return new BigDecimal(number).round(DIGITS).doubleValue();
  }
}
