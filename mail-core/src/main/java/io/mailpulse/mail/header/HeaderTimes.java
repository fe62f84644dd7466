package io.mailpulse.mail.header;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * The times that a mail's header names, found without reading the mail: for those who must know
 * when it happened before anything else is done with it.
 *
 * @param receivedAt time of the topmost Received field, or of Delivery-Date
 * @param sentAt time of the Date field
 */
public record HeaderTimes(Optional<Instant> receivedAt, Optional<Instant> sentAt) {

  /** Nothing is known. */
  public static final HeaderTimes NONE = new HeaderTimes(Optional.empty(), Optional.empty());

  /** Bytes of a mail in which its times stand, if anywhere. */
  static final int WINDOW = 32 << 10;

  private static final String RECEIVED = "received";
  private static final String DELIVERY_DATE = "delivery-date";
  private static final String DATE = "date";

  /** Looks into the beginning of a mail; its position stays where it is. */
  public static HeaderTimes glance(ByteBuffer mime) {
    byte[] head = new byte[Math.min(mime.remaining(), WINDOW)];
    mime.duplicate().get(head);
    int start = HeaderStart.find(head);
    return new Glance(new String(head, start, head.length - start, StandardCharsets.ISO_8859_1))
        .times();
  }

  /** One pass over the lines of a header. */
  private static final class Glance {

    private final String header;
    private String received;
    private String deliveryDate;
    private String date;

    private Glance(String header) {
      this.header = header;
    }

    private HeaderTimes times() {
      int at = 0;
      while (at < header.length() && !isBlankLine(at)) {
        int end = fieldEnd(at);
        take(at, end);
        at = end;
      }
      Optional<Instant> receivedAt =
          Optional.ofNullable(received)
              .flatMap(HeaderDates::parseReceived)
              .or(() -> Optional.ofNullable(deliveryDate).flatMap(HeaderDates::parse));
      return new HeaderTimes(receivedAt, Optional.ofNullable(date).flatMap(HeaderDates::parse));
    }

    private void take(int start, int end) {
      received = value(RECEIVED, received, start, end);
      deliveryDate = value(DELIVERY_DATE, deliveryDate, start, end);
      date = value(DATE, date, start, end);
    }

    /** The field's unfolded value if it has this name and none came before it. */
    private String value(String name, String earlier, int start, int end) {
      int colon = start + name.length();
      boolean isIt =
          earlier == null
              && colon < end
              && header.charAt(colon) == ':'
              && header.regionMatches(true, start, name, 0, name.length());
      return isIt
          ? header.substring(colon + 1, end).replace('\r', ' ').replace('\n', ' ').strip()
          : earlier;
    }

    /** Behind the line ends of a field and of the lines that go on with it. */
    private int fieldEnd(int start) {
      int at = start;
      do {
        at = lineEnd(at);
      } while (at < header.length() && (header.charAt(at) == ' ' || header.charAt(at) == '\t'));
      return at;
    }

    private int lineEnd(int start) {
      int at = start;
      while (at < header.length() && header.charAt(at) != '\n' && header.charAt(at) != '\r') {
        at++;
      }
      while (at < header.length() && header.charAt(at) == '\r') {
        at++;
      }
      return at < header.length() && header.charAt(at) == '\n' ? at + 1 : at;
    }

    private boolean isBlankLine(int at) {
      return header.charAt(at) == '\n' || header.charAt(at) == '\r';
    }
  }
}
