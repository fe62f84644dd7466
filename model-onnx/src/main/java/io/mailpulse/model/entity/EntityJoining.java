package io.mailpulse.model.entity;

import io.mailpulse.schema.entity.EntityKind;
import io.mailpulse.schema.entity.FoundEntity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * From pieces of words to names and addresses. A piece stands for its whole word. Words of a name
 * that only a blank, a dot or a hyphen parts are one name, and one of them begins with a capital
 * letter or is of a script without; parts of an address that blanks and commas part are one
 * address, and it has a street, or a postcode and a town. Pieces come in order.
 */
final class EntityJoining {

  private static final int WIDEST_GAP = 4;

  private final String text;
  private final List<FoundEntity> found = new ArrayList<>();
  private final Set<EntityPart> parts = EnumSet.noneOf(EntityPart.class);
  private int start = -1;
  private int end;

  EntityJoining(String text) {
    this.text = text;
  }

  /** Takes the next piece that is part of an entity. */
  void add(int from, int to, EntityPart part) {
    int first = from;
    while (first > end && isOfWord(first - 1) && isOfWord(first)) {
      first--;
    }
    int last = to;
    while (last < text.length() && isOfWord(last - 1) && isOfWord(last)) {
      last++;
    }
    if (start < 0 || !joins(first, part)) {
      finish();
      start = first;
    }
    parts.add(part);
    end = Math.max(end, last);
  }

  /** All entities of the text. */
  List<FoundEntity> entities() {
    finish();
    return found;
  }

  private boolean joins(int next, EntityPart part) {
    boolean address = parts.stream().anyMatch(EntityPart::isOfAddress);
    if (address != part.isOfAddress()) {
      return false;
    }
    for (int i = end; i < next; i++) {
      char c = text.charAt(i);
      boolean parting =
          address ? Character.isWhitespace(c) || ",.-/#".indexOf(c) >= 0 : " .-".indexOf(c) >= 0;
      if (!parting || i - end >= WIDEST_GAP) {
        return false;
      }
    }
    return true;
  }

  private void finish() {
    if (start >= 0) {
      if (parts.contains(EntityPart.PERSON)) {
        if (looksLikeAName()) {
          found.add(new FoundEntity(start, end, EntityKind.PERSON));
        }
      } else if (parts.contains(EntityPart.STREET)
          || parts.contains(EntityPart.POSTCODE) && parts.contains(EntityPart.TOWN)) {
        found.add(new FoundEntity(start, end, EntityKind.POSTAL_ADDRESS));
      }
    }
    start = -1;
    parts.clear();
  }

  private boolean looksLikeAName() {
    boolean inside = false;
    for (int i = start; i < end; i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (!inside && Character.isLetter(c) && !Character.isLowerCase(c)) {
        return end - start > 1;
      }
      inside = Character.isLetterOrDigit(c);
    }
    return false;
  }

  private boolean isOfWord(int at) {
    char c = text.charAt(at);
    return Character.isLetterOrDigit(c) || Character.isSurrogate(c) || c == '\'' || c == '’';
  }
}
