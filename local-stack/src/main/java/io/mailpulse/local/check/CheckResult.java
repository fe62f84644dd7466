package io.mailpulse.local.check;

import java.util.List;
import java.util.Map;

/**
 * What a check found.
 *
 * @param figures counts and shares by name, in order, for people and programs
 * @param differences one sentence each, without any personal value; empty if all is as it should be
 */
public record CheckResult(Map<String, Object> figures, List<String> differences) {

  /** True if nothing differs. */
  public boolean isRight() {
    return differences.isEmpty();
  }
}
