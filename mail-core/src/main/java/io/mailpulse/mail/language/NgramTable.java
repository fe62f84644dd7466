package io.mailpulse.mail.language;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How likely each language goes on with a letter after up to four others: runs of one to five
 * letters, each with the languages that write it and a weight in {@value #UNITS} parts of a nat
 * above {@link #FLOOR}.
 *
 * <p>A run is kept as {@value #BUCKET_BITS} + {@value #REMAINDER_BITS} bits of its hash: one unseen
 * run in some ten thousand is taken for another. All arrays together are the memory.
 */
final class NgramTable {

  static final int LONGEST = 5;

  /** Parts of a nat in a unit of weight. */
  static final int UNITS = 16;

  /** Logarithm that stands for a weight of 0; rarer is not told apart. */
  static final double FLOOR = -12;

  static final int HEAVIEST = 255;

  private static final int MAGIC = 0x4d504e47;
  private static final int BUCKET_BITS = 18;
  private static final int REMAINDER_BITS = 16;
  private static final int LANGUAGE_BITS = 8;
  private static final int WEIGHT_BITS = 8;
  private static final int KEY_SHIFT = Long.SIZE - BUCKET_BITS - REMAINDER_BITS;
  private static final String RESOURCE = "ngrams.bin";

  private final List<String> languages;
  private final int[] buckets;
  private final char[] remainders;
  private final int[] postings;
  private final byte[] holders;
  private final byte[] weights;

  private NgramTable(List<String> languages, int runs, int entries) {
    this.languages = List.copyOf(languages);
    this.buckets = new int[(1 << BUCKET_BITS) + 1];
    this.remainders = new char[runs];
    this.postings = new int[runs + 1];
    this.holders = new byte[entries];
    this.weights = new byte[entries];
  }

  /** Packs what {@link #of} takes: a run, the language that writes it, its weight. */
  static long entry(String run, int language, int weight) {
    long key = NgramHash.of(run) >>> KEY_SHIFT;
    return (key << LANGUAGE_BITS | language) << WEIGHT_BITS | weight;
  }

  /**
   * A table of entries.
   *
   * @param languages codes; an entry names one by its place
   * @param entries sorted here; of two that differ only in weight the heavier stays
   */
  static NgramTable of(List<String> languages, long[] entries) {
    Arrays.sort(entries);
    int runs = 0;
    int kept = 0;
    for (int i = 0; i < entries.length; i++) {
      boolean last = i + 1 == entries.length;
      runs += last || key(entries[i]) != key(entries[i + 1]) ? 1 : 0;
      if (last || entries[i] >>> WEIGHT_BITS != entries[i + 1] >>> WEIGHT_BITS) {
        entries[kept++] = entries[i];
      }
    }
    NgramTable table = new NgramTable(languages, runs, kept);
    int run = -1;
    for (int i = 0; i < kept; i++) {
      long key = key(entries[i]);
      if (i == 0 || key != key(entries[i - 1])) {
        run++;
        table.remainders[run] = (char) key;
        table.buckets[(int) (key >>> REMAINDER_BITS) + 1]++;
      }
      table.holders[i] = (byte) (entries[i] >>> WEIGHT_BITS);
      table.weights[i] = (byte) entries[i];
      table.postings[run + 1]++;
    }
    accumulate(table.buckets);
    accumulate(table.postings);
    return table;
  }

  private static long key(long entry) {
    return entry >>> LANGUAGE_BITS + WEIGHT_BITS;
  }

  /** The table that the build packs into the jar. */
  static NgramTable load() {
    try (InputStream in = NgramTable.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            "resource " + RESOURCE + " is missing from mail-core: build it with Maven");
      }
      DataInputStream data = new DataInputStream(new BufferedInputStream(in, 1 << 16));
      readRecipe(data);
      return read(data);
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + RESOURCE + " cannot be read", e);
    }
  }

  /** What the file was made from and how; differs where the content would. */
  static String readRecipe(DataInputStream in) throws IOException {
    if (in.readInt() != MAGIC) {
      throw new IOException("not a table of letter runs");
    }
    return in.readUTF();
  }

  private static NgramTable read(DataInputStream in) throws IOException {
    List<String> languages = new ArrayList<>();
    for (int n = in.readUnsignedByte(); n > 0; n--) {
      languages.add(in.readUTF());
    }
    NgramTable table = new NgramTable(languages, in.readInt(), in.readInt());
    for (int i = 1; i < table.buckets.length; i++) {
      table.buckets[i] = in.readUnsignedByte();
    }
    for (int i = 0; i < table.remainders.length; i++) {
      table.remainders[i] = in.readChar();
    }
    for (int i = 1; i < table.postings.length; i++) {
      table.postings[i] = in.readUnsignedByte();
    }
    in.readFully(table.holders);
    in.readFully(table.weights);
    accumulate(table.buckets);
    accumulate(table.postings);
    return table;
  }

  void write(String recipe, DataOutputStream out) throws IOException {
    out.writeInt(MAGIC);
    out.writeUTF(recipe);
    out.writeByte(languages.size());
    for (String language : languages) {
      out.writeUTF(language);
    }
    out.writeInt(remainders.length);
    out.writeInt(holders.length);
    writeSteps(buckets, out);
    for (char remainder : remainders) {
      out.writeChar(remainder);
    }
    writeSteps(postings, out);
    out.write(holders);
    out.write(weights);
  }

  private static void writeSteps(int[] sums, DataOutputStream out) throws IOException {
    for (int i = 1; i < sums.length; i++) {
      int step = sums[i] - sums[i - 1];
      if (step > HEAVIEST) {
        throw new IOException("a step of " + step + " does not fit into a byte");
      }
      out.writeByte(step);
    }
  }

  private static void accumulate(int[] steps) {
    for (int i = 1; i < steps.length; i++) {
      steps[i] += steps[i - 1];
    }
  }

  /** Codes of the languages, in the order of their places. */
  List<String> languages() {
    return languages;
  }

  /** Where the run of this hash stands, or -1. */
  int find(long hash) {
    long key = hash >>> KEY_SHIFT;
    int bucket = (int) (key >>> REMAINDER_BITS);
    char remainder = (char) key;
    for (int i = buckets[bucket]; i < buckets[bucket + 1]; i++) {
      if (remainders[i] == remainder) {
        return i;
      }
    }
    return -1;
  }

  int firstEntry(int run) {
    return postings[run];
  }

  int endOfEntries(int run) {
    return postings[run + 1];
  }

  int language(int entry) {
    return holders[entry];
  }

  int weight(int entry) {
    return weights[entry] & HEAVIEST;
  }

  /** Bytes that the arrays take. */
  long bytes() {
    return 4L * (buckets.length + postings.length)
        + 2L * remainders.length
        + holders.length
        + weights.length;
  }
}
