package io.mailpulse.local.store;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A store as it was read.
 *
 * @param name of the store, for messages
 * @param mails by id
 * @param texts every text value in it, to look for what must not be there
 */
public record StoreContent(String name, Map<String, StoredMail> mails, List<String> texts) {

  /** True if a text of the store fulfils a condition. */
  public boolean anyText(Predicate<String> condition) {
    return texts.stream().anyMatch(condition);
  }
}
