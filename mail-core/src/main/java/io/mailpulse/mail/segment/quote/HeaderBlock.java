package io.mailpulse.mail.segment.quote;

import io.mailpulse.mail.segment.cue.Cue;
import java.util.EnumMap;
import java.util.Map;

/**
 * Lines that repeat the headers of an earlier mail.
 *
 * @param start first line, inclusive
 * @param end first line of the body below
 * @param values what stands behind each label, unfolded
 */
public record HeaderBlock(int start, int end, Map<Cue, String> values) {
  public HeaderBlock {
    values = new EnumMap<>(values);
  }

  /** Whether it says who wrote to whom about what. */
  public boolean isWhole() {
    return values.containsKey(Cue.FROM)
        && values.containsKey(Cue.TO)
        && values.containsKey(Cue.SUBJECT);
  }

  public String value(Cue label) {
    return values.get(label);
  }
}
