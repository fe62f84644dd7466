package io.mailpulse.mail.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.mail.fault.Defect;
import java.util.EnumSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodedWordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          =?utf-8?Q?a_b?= c                                | a b c
          =?utf-8?q?a?= =?utf-8?q?b?=                      | ab
          =?utf-8?B?w4Q=?= =?utf-8?B?w5Y=?=                | ÄÖ
          =?utf-8?Q?=C3?= =?utf-8?Q?=84?=                  | Ä
          =?iso-8859-1*de?Q?=E4rger?=                      | ärger
          x=?utf-8?Q?=C3=A4?=y                             | xäy
          =?utf-8?Q?with space?=                           | with space
          =?utf-8?X?nonsense?=                             | =?utf-8?X?nonsense?=
          =?utf-8?Q?never closed                           | =?utf-8?Q?never closed
          =?no-such-charset?Q?plain?=                      | plain
          """)
  void decodesWordsAndLeavesTheRest(String value, String expected) {
    assertThat(EncodedWords.decode(value, EnumSet.noneOf(Defect.class))).isEqualTo(expected);
  }
}
