package io.mailpulse.mail.segment;

/**
 * Who and when of an attribution line.
 *
 * @param from the person named, or null
 * @param date the date as written, or null
 */
record AttributionParts(Mailbox from, String date) {

  static AttributionParts of(String attribution) {
    int open = attribution.lastIndexOf('<');
    int close = attribution.indexOf('>', Math.max(open, 0));
    String address = open >= 0 && close > open ? attribution.substring(open, close + 1) : "";
    int quote = attribution.indexOf('"');
    int endQuote = quote < 0 ? -1 : attribution.indexOf('"', quote + 1);
    if (endQuote > quote && quote >= 0) {
      String name = attribution.substring(quote, endQuote + 1);
      return new AttributionParts(
          Mailboxes.one(name + " " + address), date(attribution.substring(0, quote)));
    }
    String before = open >= 0 ? attribution.substring(0, open) : attribution;
    int comma = before.lastIndexOf(',', before.stripTrailing().length() - 2);
    if (comma > 0) {
      return new AttributionParts(
          Mailboxes.one(name(before.substring(comma + 1)) + " " + address),
          date(before.substring(0, comma)));
    }
    return new AttributionParts(Mailboxes.one(address), date(before));
  }

  private static String name(String text) {
    int wrote = text.length();
    for (int i = 0; i < text.length(); i++) {
      if ((i == 0 || text.charAt(i - 1) == ' ')
          && Lexicon.get().match(text, i, text.length(), Cue.WROTE.bit()) > 0) {
        wrote = i;
        break;
      }
    }
    return text.substring(0, wrote).strip();
  }

  private static String date(String text) {
    int from = 0;
    while (from < text.length() && Lines.isSpace(text.charAt(from))) {
      from++;
    }
    int on = Lexicon.get().match(text, from, text.length(), Cue.ON.bit());
    String date = text.substring(on > 0 ? on : from).strip();
    while (date.endsWith(",") || date.endsWith(":")) {
      date = date.substring(0, date.length() - 1).strip();
    }
    return date.isEmpty() ? null : date;
  }
}
