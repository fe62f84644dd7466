package io.mailpulse.mail.segment.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.mail.segment.Segmentation;
import io.mailpulse.mail.segment.Segmenter;
import io.mailpulse.schema.SegmentKind;
import org.junit.jupiter.api.Test;

class ArmourTest {

  private static final String CODE =
      "mDMEZkx0ABYJKwYBBAHaRw8BAQdAqwertzuiopasdfghjklyxcvbnm0123456789";

  @Test
  void aSignedFrameHoldsTheSendersWordsAndNothingElseOfItIsHis() {
    assertThat(
            reply(
                "-----BEGIN PGP SIGNED MESSAGE-----",
                "Hash: SHA512",
                "",
                "The heating is cold again.",
                "",
                "Please send somebody.",
                "-----BEGIN PGP SIGNATURE-----",
                "Version: GnuPG v2",
                "",
                CODE,
                "kLm3",
                "=Xy2z",
                "-----END PGP SIGNATURE-----"))
        .isEqualTo("The heating is cold again.\n\nPlease send somebody.");
  }

  @Test
  void theSignatureInASignedFrameIsFoundBehindItsEscapedDelimiter() {
    Segmentation mail =
        segment(
            "-----BEGIN PGP SIGNED MESSAGE-----",
            "Hash: SHA512",
            "",
            "The heating is cold again.",
            "- -- ",
            "Ben Kern",
            "Works Ltd",
            "-----BEGIN PGP SIGNATURE-----",
            "",
            CODE,
            "-----END PGP SIGNATURE-----");

    assertThat(mail.reply()).isEqualTo("The heating is cold again.");
    assertThat(mail.segments())
        .anyMatch(
            segment ->
                segment.kind() == SegmentKind.SIGNATURE
                    && mail.text().substring(segment.start(), segment.end()).contains("Works Ltd"));
  }

  @Test
  void wordsAroundACipherTextStayTheSenders() {
    assertThat(
            reply(
                "Good morning,",
                "",
                "-----BEGIN PGP MESSAGE-----",
                "",
                CODE,
                "-----END PGP MESSAGE-----",
                "",
                "I cannot reach you otherwise."))
        .isEqualTo("Good morning,\n\n\nI cannot reach you otherwise.");
  }

  @Test
  void keysCertificatesAndSecureMimeAreNoWordsEither() {
    for (String label :
        new String[] {"PGP PUBLIC KEY BLOCK", "CERTIFICATE", "PKCS7", "CMS", "SSH2 PUBLIC KEY"}) {
      assertThat(
              reply(
                  "My key is below.",
                  "",
                  "-----BEGIN " + label + "-----",
                  CODE,
                  CODE,
                  "-----END " + label + "-----"))
          .isEqualTo("My key is below.");
    }
  }

  @Test
  void aBlockThatWasCutEndsWithItsCode() {
    assertThat(
            reply(
                "-----BEGIN PGP MESSAGE-----",
                "",
                CODE,
                "",
                "Thanks",
                "",
                "The rest was too long to send."))
        .isEqualTo("Thanks\n\nThe rest was too long to send.");
  }

  @Test
  void wordsAboutArmourAreTheSenders() {
    String text = "My mail shows -----BEGIN PGP MESSAGE----- and nothing below it, why?";

    assertThat(reply(text)).isEqualTo(text);
    assertThat(reply("I never got one.", "-----begin of my list-----", "one lamp"))
        .contains("one lamp");
  }

  @Test
  void readsManyOpenFramesInOnePass() {
    String text = "-----BEGIN PGP MESSAGE-----\nVersion: 1\n".repeat(50_000);

    assertThat(new Segmenter().segment(text, "x").reply()).isEmpty();
  }

  private static String reply(String... lines) {
    return segment(lines).reply();
  }

  private static Segmentation segment(String... lines) {
    return new Segmenter().segment(String.join("\n", lines) + "\n", "Heating");
  }
}
