package io.mailpulse.lab.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One measured figure.
 *
 * @param name what was measured
 * @param unit of both values
 * @param value measured
 * @param baseline what it is compared with
 * @param baselineValue measured in the same run
 * @param n texts of one repetition
 */
public record Figure(
    String name, String unit, double value, String baseline, double baselineValue, int n) {

  /** As one JSON line has it; {@code ratio} is value over baseline. */
  public Map<String, Object> toMap() {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("name", name);
    line.put("unit", unit);
    line.put("value", rounded(value));
    line.put("baseline", baseline);
    line.put("baseline_value", rounded(baselineValue));
    line.put("ratio", rounded(value / baselineValue));
    line.put("n", n);
    return line;
  }

  private static double rounded(double number) {
    return new java.math.BigDecimal(number).round(new java.math.MathContext(4)).doubleValue();
  }
}
