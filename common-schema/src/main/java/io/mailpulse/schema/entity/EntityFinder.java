package io.mailpulse.schema.entity;

import java.util.List;

/** Finds named entities. Thread-safe; lives as long as the process. */
public interface EntityFinder {

  /**
   * Entities of a text, in order and without overlap.
   *
   * @param text any text; the personal data in it is why it is asked
   */
  List<FoundEntity> find(String text);
}
