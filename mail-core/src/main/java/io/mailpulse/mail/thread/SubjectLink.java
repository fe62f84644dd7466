package io.mailpulse.mail.thread;

/**
 * How sure it is that two mails with one subject key belong together although no header says so. A
 * sum of weights, symmetric in the two mails, so that it does not matter which was seen first.
 */
final class SubjectLink {

  /** Mails further apart than this are never weighed. */
  static final double MOST_DAYS = 90;

  /** Sum from which on two mails are one thread. */
  private static final double THRESHOLD = 3;

  private static final double SAME_SUBJECT = 2;
  private static final double LOOKS_LIKE_REPLY = 2;
  private static final double LOOKS_LIKE_NEW_MAIL = -2;
  private static final double SAME_PEOPLE = 2;
  private static final double QUOTED_TEXT = 3;
  private static final double SAME_TICKET = 6;
  private static final double HEADERS_ARE_USUAL = -6;

  /** Days that weigh as much as one unit: subjects of many mails go stale sooner. */
  private static final double DAYS_PER_UNIT = 10;

  private static final double DAYS_PER_UNIT_PLAIN = 1.5;
  private static final double DAYS_PER_UNIT_TICKET = 30;
  private static final int SHORTEST_TELLING_KEY = 8;
  private static final double MILLIS_PER_DAY = 86_400_000;

  private SubjectLink() {}

  /**
   * Weighs two mails.
   *
   * @param key the subject key that they share
   * @param headersAreUsual whether replies of this tenant normally carry reply headers
   * @return 0.5 to 1 if they belong together, else less
   */
  static double confidence(
      String key, MailFacts one, MailFacts other, HeaderHabit headersAreUsual) {
    boolean replyWithoutHeaders = isReplyWithoutHeaders(one) || isReplyWithoutHeaders(other);
    boolean anyWithoutHeaders =
        one.headers() == MailFacts.Headers.NONE || other.headers() == MailFacts.Headers.NONE;
    if (!anyWithoutHeaders) {
      return 0;
    }
    double days = Math.abs(one.sentAtMillis() - other.sentAtMillis()) / MILLIS_PER_DAY;
    boolean ticket = key.indexOf('#') >= 0;
    boolean plain =
        !ticket
            && (key.codePointCount(0, key.length()) < SHORTEST_TELLING_KEY
                || SubjectWords.shared().isPlain(key));
    double daysPerUnit = plain ? DAYS_PER_UNIT_PLAIN : DAYS_PER_UNIT;
    double sum = SAME_SUBJECT - days / (ticket ? DAYS_PER_UNIT_TICKET : daysPerUnit);
    sum += replyWithoutHeaders ? LOOKS_LIKE_REPLY : LOOKS_LIKE_NEW_MAIL;
    sum += ticket ? SAME_TICKET : 0;
    sum += one.isBetweenSamePeople(other) ? SAME_PEOPLE : 0;
    sum += one.sharesQuotedText(other) ? QUOTED_TEXT : 0;
    sum += headersAreUsual == HeaderHabit.USUAL ? HEADERS_ARE_USUAL : 0;
    return 1 / (1 + Math.exp(THRESHOLD - sum));
  }

  private static boolean isReplyWithoutHeaders(MailFacts mail) {
    return mail.headers() == MailFacts.Headers.NONE && mail.looksLikeReply();
  }
}
