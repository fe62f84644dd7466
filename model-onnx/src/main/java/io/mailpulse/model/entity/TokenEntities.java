package io.mailpulse.model.entity;

import io.mailpulse.model.entity.TokenPieces.Pieces;
import io.mailpulse.model.runtime.FloatTensor;
import io.mailpulse.model.runtime.ModelSession;
import io.mailpulse.schema.entity.EntityFinder;
import io.mailpulse.schema.entity.FoundEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Names and addresses by a token-classification graph. A text is read in windows of at most {@value
 * #WINDOW} units, cut between lines or words; a piece belongs to an entity where the labels of its
 * kind have half of the probability or more. Thread-safe.
 */
final class TokenEntities implements EntityFinder {

  static final String LOGITS = "logits";

  /** UTF-16 units of a window: small models find least in long ones. */
  private static final int WINDOW = 480;

  /** Word pieces that a BERT takes; a window with more is cut in half. */
  private static final int MOST_PIECES = 512;

  private static final double HALF = 0.5;

  private final ModelSession session;
  private final TokenPieces pieces;
  private final EntityPart[] parts;

  /**
   * Over an opened graph.
   *
   * @param parts by column of its logits
   */
  TokenEntities(ModelSession session, TokenPieces pieces, EntityPart[] parts) {
    this.session = session;
    this.pieces = pieces;
    this.parts = parts.clone();
  }

  private record Window(int start, Pieces pieces) {}

  @Override
  public List<FoundEntity> find(String text) {
    List<Window> windows = new ArrayList<>();
    int from = 0;
    while (from < text.length()) {
      int to = endOfWindow(text, from);
      addWindows(text, from, to, windows);
      from = to;
    }
    return windows.isEmpty() ? List.of() : read(text, windows);
  }

  private static int endOfWindow(String text, int from) {
    int most = Math.min(text.length(), from + WINDOW);
    if (most == text.length()) {
      return most;
    }
    int line = text.lastIndexOf('\n', most - 1);
    if (line >= from + WINDOW / 2) {
      return line + 1;
    }
    for (int i = most; i > from + WINDOW / 2; i--) {
      if (Character.isWhitespace(text.charAt(i - 1))) {
        return i;
      }
    }
    return Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
  }

  private void addWindows(String text, int from, int to, List<Window> windows) {
    if (text.substring(from, to).isBlank()) {
      return;
    }
    Pieces found = pieces.of(text.substring(from, to));
    if (found.ids().length <= MOST_PIECES || to - from < 2) {
      windows.add(new Window(from, found));
      return;
    }
    int middle = (from + to) / 2;
    int cut = Character.isLowSurrogate(text.charAt(middle)) ? middle + 1 : middle;
    if (cut == to) {
      windows.add(new Window(from, found));
      return;
    }
    addWindows(text, from, cut, windows);
    addWindows(text, cut, to, windows);
  }

  private List<FoundEntity> read(String text, List<Window> windows) {
    int[][] rows = windows.stream().map(window -> window.pieces().ids()).toArray(int[][]::new);
    int[] lengths = windows.stream().mapToInt(window -> window.pieces().ids().length).toArray();
    EntityPart[][] seen = new EntityPart[rows.length][];
    for (int[] batch : session.batches(lengths)) {
      FloatTensor logits = session.run(rows, batch, Set.of(LOGITS)).get(LOGITS);
      int width = (int) logits.shape()[1];
      for (int i = 0; i < batch.length; i++) {
        seen[batch[i]] = new EntityPart[lengths[batch[i]]];
        for (int t = 0; t < lengths[batch[i]]; t++) {
          seen[batch[i]][t] = part(logits.data(), (i * width + t) * parts.length);
        }
      }
    }
    var joining = new EntityJoining(text);
    for (int w = 0; w < rows.length; w++) {
      Window window = windows.get(w);
      for (int t = 0; t < lengths[w]; t++) {
        if (seen[w][t] != EntityPart.NONE && window.pieces().starts()[t] >= 0) {
          joining.add(
              window.start() + window.pieces().starts()[t],
              window.start() + window.pieces().ends()[t],
              seen[w][t]);
        }
      }
    }
    return joining.entities();
  }

  /** The likeliest part of the kind that has half of the probability; none if neither has. */
  private EntityPart part(float[] logits, int at) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < parts.length; k++) {
      largest = Math.max(largest, logits[at + k]);
    }
    double[] sums = new double[EntityPart.values().length];
    double total = 0;
    double address = 0;
    for (int k = 0; k < parts.length; k++) {
      double p = StrictMath.exp(logits[at + k] - largest);
      total += p;
      sums[parts[k].ordinal()] += p;
      address += parts[k].isOfAddress() ? p : 0;
    }
    if (sums[EntityPart.PERSON.ordinal()] >= HALF * total) {
      return EntityPart.PERSON;
    }
    EntityPart likeliest = EntityPart.NONE;
    if (address >= HALF * total) {
      likeliest = EntityPart.STREET;
      for (EntityPart part : EntityPart.values()) {
        if (part.isOfAddress() && sums[part.ordinal()] > sums[likeliest.ordinal()]) {
          likeliest = part;
        }
      }
    }
    return likeliest;
  }
}
