package io.mailpulse.mail.header;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderDatesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Tue, 3 Mar 2026 10:00:05 +0100           | 2026-03-03T09:00:05Z
          3 Mar 2026 10:00 -0530                   | 2026-03-03T15:30:00Z
          Tue, 03 Mar 2026 10:00:05 GMT (Tuesday)  | 2026-03-03T10:00:05Z
          Tue Mar  3 10:00:05 2026                 | 2026-03-03T10:00:05Z
          Tue, 3 Mar 98 10:00:05 EST               | 1998-03-03T15:00:05Z
          Tue, 3 Mar 04 10:00:05 +0000             | 2004-03-03T10:00:05Z
          3-Mar-2026 10:00:05 +0000                | 2026-03-03T10:00:05Z
          2026-03-03T10:00:05+01:00                | 2026-03-03T09:00:05Z
          2026-03-03T10:00:05.123Z                 | 2026-03-03T10:00:05Z
          Tue, 3 March 2026 10:00:60 +0000         | 2026-03-03T10:00:59Z
          Tue, 3 Mar 2026 10.00 PM +0000           | 2026-03-03T22:00:00Z
          3.3.2026 22.15 +0100                     | 2026-03-03T21:15:00Z
          Tue, 3 Mar 2026 10:00:05 GMT+0200        | 2026-03-03T08:00:05Z
          """)
  void readsTheFormsThatMailUses(String written, Instant expected) {
    assertThat(HeaderDates.parse(written)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          yesterday
          Tue, 31 Feb 2026 10:00:05 +0000
          Tue, 3 Mar 2026
          99999999999999999999
          Tue, 3 Mar 0100 10:00:05 +0000
          Tue, 3 Mar 8888 10:00:05 +0000
          :
          """)
  void readsNoDateWhereThereIsNone(String written) {
    assertThat(HeaderDates.parse(written)).isEmpty();
  }

  @Test
  void takesTheTimeBehindTheLastSemicolonOfReceived() {
    assertThat(
            HeaderDates.parseReceived(
                " from a (b; c) by d with SMTP id e; Tue, 3 Mar 2026 10:00:05 +0100"))
        .contains(Instant.parse("2026-03-03T09:00:05Z"));
    assertThat(HeaderDates.parseReceived("from a by b")).isEmpty();
  }
}
