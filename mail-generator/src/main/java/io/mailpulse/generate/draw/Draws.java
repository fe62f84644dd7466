package io.mailpulse.generate.draw;

import java.util.List;

/**
 * A sequence of draws under a seed (SplitMix64, written out so that no library version can change
 * it). {@link #branch} gives a sequence of its own for a part of the work: how much another part
 * draws then changes nothing.
 */
public final class Draws {

  private static final long GOLDEN = 0x9e3779b97f4a7c15L;
  private static final double UNIT = 0x1.0p-53;

  private final long seed;
  private long state;

  /** The sequence of a seed. */
  public Draws(long seed) {
    this.seed = seed;
    this.state = seed;
  }

  /** The sequence of a part, whatever was drawn here before. */
  public Draws branch(long part) {
    return new Draws(mix(seed ^ mix(part + GOLDEN)));
  }

  /** 64 random bits. */
  public long bits() {
    state += GOLDEN;
    return mix(state);
  }

  /** A number from 0 to below a bound. */
  public int below(int bound) {
    // The high bits: the bias of a bound below a million is nothing that a mail could show.
    return (int) ((bits() >>> 32) * bound >>> 32);
  }

  /** A number of a range, both ends included. */
  public int between(int least, int most) {
    return least + below(most - least + 1);
  }

  /** A fraction from 0 to below 1. */
  public double fraction() {
    return (bits() >>> 11) * UNIT;
  }

  /** True in a share of all cases. */
  public boolean chance(double share) {
    return fraction() < share;
  }

  /** One of several. */
  public <T> T oneOf(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /** A pattern with a digit for each {@code #}. */
  public String digits(String pattern) {
    StringBuilder out = new StringBuilder(pattern.length());
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      out.append(c == '#' ? (char) ('0' + below(10)) : c);
    }
    return out.toString();
  }

  private static long mix(long bits) {
    long z = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
