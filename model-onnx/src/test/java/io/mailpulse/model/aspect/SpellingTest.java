package io.mailpulse.model.aspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpellingTest {

  @Test
  void dropsCaseAndAccentsOfAlphabets() {
    assertThat(Spelling.fold("Çok İYİ, Größe ŁÓDŹ Τιμής Её"))
        .isEqualTo("cok iyi, große lodz τιμησ ее");
  }

  @Test
  void keepsTheMarksOfScriptsInWhichTheyTellWordsApart() {
    assertThat(Spelling.fold("がか ガカ 한국 कीमत")).isEqualTo("がか ガカ 한국 कीमत");
  }

  @Test
  void dropsSignsThatAreNotSeen() {
    assertThat(Spelling.fold("re\u00adfund\u200b \u202erefund\u202c جَوْدَة جـودة"))
        .isEqualTo("refund refund جوده جوده");
  }

  @Test
  void isNeverLongerAndIsItsOwnFold() {
    for (int c = 0; c < 1 << 16; c++) {
      String once = Spelling.fold(String.valueOf((char) c));

      assertThat(once.length()).isLessThanOrEqualTo(1);
      assertThat(Spelling.fold(once)).isEqualTo(once);
    }
  }
}
