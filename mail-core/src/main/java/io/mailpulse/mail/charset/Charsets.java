package io.mailpulse.mail.charset;

import io.mailpulse.mail.wordlist.ResourceLines;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Charset names as mail spells them, to charsets of the JDK. */
public final class Charsets {

  private static final Map<String, String> ALIASES =
      ResourceLines.pairs(Charsets.class, "charset-aliases.txt");
  private static final int CACHE_LIMIT = 500;
  private static final Map<String, Optional<Charset>> CACHE = new ConcurrentHashMap<>();

  private Charsets() {}

  /** The charset of a declared name, if there is one. */
  public static Optional<Charset> named(String declared) {
    Optional<Charset> known = CACHE.get(declared);
    if (known == null) {
      known = lookUp(declared.strip().toLowerCase(Locale.ROOT));
      // Names come from mail: a hostile sender must not fill the heap with them.
      if (CACHE.size() < CACHE_LIMIT) {
        CACHE.put(declared, known);
      }
    }
    return known;
  }

  private static Optional<Charset> lookUp(String name) {
    String plain = name.startsWith("x-unknown") ? "" : name;
    if (plain.equals("utf-7") || plain.equals("unicode-1-1-utf-7") || plain.equals("x-utf-7")) {
      return Optional.of(Utf7.CHARSET);
    }
    if (plain.equals("hz-gb-2312") || plain.equals("hz")) {
      return Optional.of(HzCharset.CHARSET);
    }
    try {
      return plain.isEmpty()
          ? Optional.empty()
          : Optional.of(Charset.forName(ALIASES.getOrDefault(plain, plain)));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }
}
