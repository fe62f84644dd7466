package io.mailpulse.generate.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;

/** Header fields in the order in which they are added. */
public final class FieldLines {

  private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  private final StringBuilder out = new StringBuilder(1024);
  private final Charset charset;

  /** Fields whose words are encoded in a charset. */
  public FieldLines(Charset charset) {
    this.charset = charset;
  }

  /** A field whose value is ASCII. */
  public FieldLines add(String name, String value) {
    out.append(name).append(": ").append(value).append("\r\n");
    return this;
  }

  /** A field of any text. */
  public FieldLines text(String name, String value) {
    return add(name, EncodedWord.of(value, charset));
  }

  /** A field of mailboxes. */
  public FieldLines mailboxes(String name, List<NamedAddress> mailboxes) {
    return add(name, String.join(",\r\n ", mailboxes.stream().map(m -> m.field(charset)).toList()));
  }

  /** A field of message ids. */
  public FieldLines ids(String name, List<String> ids) {
    return add(name, String.join("\r\n ", ids.stream().map(id -> '<' + id + '>').toList()));
  }

  /** A field of a time. */
  public FieldLines date(String name, OffsetDateTime time) {
    return add(name, date(time));
  }

  /** A time as mails write it (RFC 5322), whatever the locale of the machine. */
  public static String date(OffsetDateTime time) {
    int offset = time.getOffset().getTotalSeconds() / 60;
    return DAYS[time.getDayOfWeek().getValue() - 1]
        + ", "
        + time.getDayOfMonth()
        + ' '
        + MONTHS[time.getMonthValue() - 1]
        + ' '
        + time.getYear()
        + ' '
        + two(time.getHour())
        + ':'
        + two(time.getMinute())
        + ':'
        + two(time.getSecond())
        + (offset < 0 ? " -" : " +")
        + two(Math.abs(offset) / 60)
        + two(Math.abs(offset) % 60);
  }

  private static String two(int number) {
    return (number < 10 ? "0" : "") + number;
  }

  byte[] bytes() {
    return out.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** The fields as they stand in the mail. */
  @Override
  public String toString() {
    return out.toString();
  }
}
