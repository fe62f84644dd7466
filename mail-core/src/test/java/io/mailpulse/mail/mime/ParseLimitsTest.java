package io.mailpulse.mail.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mailpulse.mail.fault.MailParseException;
import io.mailpulse.schema.failure.FailureKind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ParseLimitsTest {

  private static final ParseLimits SMALL = new ParseLimits(4_000, 5, 3, 600, 10, 400);

  @Test
  void namesEachLimitThatIsBroken() {
    String header = "Subject: x\r\n";
    assertBreach(header + "\r\n" + "a".repeat(5_000), FailureKind.TOO_LARGE, "maxMessageBytes");
    assertBreach(
        header + "X-A: 1\r\n".repeat(10) + "\r\n", FailureKind.TOO_MANY_HEADERS, "maxHeaderCount");
    assertBreach(
        header + "X-A: " + "a".repeat(700) + "\r\n\r\n",
        FailureKind.HEADER_TOO_LARGE,
        "maxHeaderBytes");
    assertBreach(header + "\r\n" + "a".repeat(500), FailureKind.BODY_TOO_LONG, "maxBodyChars");
    assertBreach(
        header
            + "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
            + "--b\r\n\r\nx\r\n".repeat(6)
            + "--b--",
        FailureKind.TOO_MANY_PARTS,
        "maxParts");
    assertBreach(nested(header, 5), FailureKind.TOO_DEEP, "maxDepth");
  }

  @Test
  void tellsHowMuchWasAllowedAndFound() {
    MailParseException failure = parseFailure("Subject: x\r\n\r\n" + "a".repeat(5_000));

    assertThat(failure.allowed()).hasValue(4_000);
    assertThat(failure.found()).hasValue(5_014);
    assertThat(failure).hasMessageContaining("maxMessageBytes").hasMessageContaining("5014");
  }

  @Test
  void rejectsWhatIsNoMailByName() {
    assertThat(parseFailure(" \r\n\r\n").kind()).isEqualTo(FailureKind.EMPTY);
    assertThat(parseFailure("just some words\r\nand more\r\n").kind())
        .isEqualTo(FailureKind.NOT_MAIL);
    assertThat(parseFailure("").limit()).isEmpty();
  }

  @Test
  void presetsWidenInOrder() {
    assertThat(ParseLimits.strict().maxMessageBytes())
        .isLessThan(ParseLimits.defaults().maxMessageBytes());
    assertThat(ParseLimits.defaults().maxDepth()).isLessThan(ParseLimits.lenient().maxDepth());
  }

  private static String nested(String header, int levels) {
    var mail = new StringBuilder(header);
    for (int i = 0; i < levels; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=b").append(i);
      mail.append("\r\n\r\n--b").append(i).append("\r\n");
    }
    return mail.append("\r\ntext\r\n").toString();
  }

  private static void assertBreach(String mime, FailureKind kind, String limit) {
    MailParseException failure = parseFailure(mime);
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.limit()).contains(limit);
    assertThat(failure.found().getAsLong()).isGreaterThan(failure.allowed().getAsLong());
  }

  private static MailParseException parseFailure(String mime) {
    return catchThrowableOfType(
        MailParseException.class,
        () -> new MimeParser(SMALL).parse(mime.getBytes(StandardCharsets.UTF_8)));
  }
}
