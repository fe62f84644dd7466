package io.mailpulse.mail.thread;

/**
 * How sure it is that two mails with one subject key belong together although no header says so. A
 * sum of weights, symmetric in the two mails, so that it does not matter which was seen first.
 */
final class SubjectLink {

  /** Mails further apart than this are never weighed. */
  static final double MOST_DAYS = 90;

  /** Confidence from which on two mails are one thread. */
  static final double LINKED = 0.5;

  /** Sum that gives {@link #LINKED}. */
  private static final double THRESHOLD = 3;

  private static final double SAME_SUBJECT = 2;
  private static final double LOOKS_LIKE_REPLY = 2;
  private static final double LOOKS_LIKE_NEW_MAIL = -2;
  private static final double SAME_PEOPLE = 2;
  private static final double QUOTED_TEXT = 3;
  private static final double SAME_TICKET = 6;
  private static final double OTHER_DESK = -2;
  private static final double HEADERS_ARE_USUAL = -6;
  private static final double HEADERS_ARE_MIXED = -2;

  /** Days that weigh as much as one unit: subjects of many mails go stale sooner. */
  private static final double DAYS_PER_UNIT = 10;

  private static final double DAYS_PER_UNIT_MIXED = 5;
  private static final double DAYS_PER_UNIT_PLAIN = 1.5;
  private static final double DAYS_PER_UNIT_TICKET = 30;
  private static final int SHORTEST_TELLING_KEY = 8;
  private static final double MILLIS_PER_DAY = 86_400_000;

  private SubjectLink() {}

  /**
   * Weighs two mails.
   *
   * @param key the subject key that they share
   * @param habit whether replies carry reply headers where the mails come from
   * @return 0.5 to 1 if they belong together, else less
   */
  static double confidence(String key, MailFacts one, MailFacts other, HeaderHabit habit) {
    boolean anyWithoutHeaders =
        one.headers() == MailFacts.Headers.NONE || other.headers() == MailFacts.Headers.NONE;
    double days = Math.abs(one.sentAtMillis() - other.sentAtMillis()) / MILLIS_PER_DAY;
    if (!anyWithoutHeaders
        || days > MOST_DAYS
        || one.subject().isOfAnotherTicket(other.subject())) {
      return 0;
    }
    boolean ticket = key.indexOf('#') >= 0;
    boolean plain =
        !ticket
            && (key.codePointCount(0, key.length()) < SHORTEST_TELLING_KEY
                || SubjectWords.shared().isPlain(key));
    double daysPerUnit = plain ? DAYS_PER_UNIT_PLAIN : daysPerUnit(habit);
    double sum = SAME_SUBJECT - days / (ticket ? DAYS_PER_UNIT_TICKET : daysPerUnit);
    boolean peopleAlike = arePeopleAlike(one, other, habit);
    boolean sameTicket = ticket && (peopleAlike || TicketNumber.isTelling(key));
    if (looksLikeReply(one, other, habit)) {
      sum += LOOKS_LIKE_REPLY;
    } else if (!sameTicket || !peopleAlike) {
      sum += LOOKS_LIKE_NEW_MAIL; // whatever two people write to each other about a ticket goes on
    }
    sum += sameTicket ? SAME_TICKET : 0;
    // Two desks number alike: a short number between others says less than a subject would.
    sum += ticket && !sameTicket ? OTHER_DESK : 0;
    sum += peopleAlike ? SAME_PEOPLE : 0;
    sum += ofHabit(habit);
    if (sum + QUOTED_TEXT < THRESHOLD) {
      return 0; // no quoted text could join them: spares the comparison of their lines
    }
    sum += one.sharesQuotedText(other) ? QUOTED_TEXT : 0;
    return 1 / (1 + Math.exp(THRESHOLD - sum));
  }

  private static double ofHabit(HeaderHabit habit) {
    return switch (habit) {
      case USUAL -> HEADERS_ARE_USUAL;
      case MIXED -> HEADERS_ARE_MIXED;
      case MISSING, OBSERVED -> 0;
    };
  }

  private static double daysPerUnit(HeaderHabit habit) {
    return habit == HeaderHabit.MIXED ? DAYS_PER_UNIT_MIXED : DAYS_PER_UNIT;
  }

  private static boolean looksLikeReply(MailFacts one, MailFacts other, HeaderHabit habit) {
    boolean reply = isReplyWithoutHeaders(one) || isReplyWithoutHeaders(other);
    return habit == HeaderHabit.MIXED
        ? reply && !startsAnew(one, other) && !startsAnew(other, one)
        : reply;
  }

  /** A new mail does not continue a thread because a reply was sent before it. */
  private static boolean startsAnew(MailFacts mail, MailFacts other) {
    return mail.sentAtMillis() > other.sentAtMillis()
        && mail.headers() == MailFacts.Headers.NONE
        && !mail.looksLikeReply();
  }

  /** A mailbox that everyone writes to or a list is one address in common, and tells nothing. */
  private static boolean arePeopleAlike(MailFacts one, MailFacts other, HeaderHabit habit) {
    return habit == HeaderHabit.MIXED
        ? one.sharesTwoAddresses(other)
        : one.isBetweenSamePeople(other);
  }

  private static boolean isReplyWithoutHeaders(MailFacts mail) {
    return mail.headers() == MailFacts.Headers.NONE && mail.looksLikeReply();
  }
}
