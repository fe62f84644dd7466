package io.mailpulse.model.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MachineLinesTest {

  private static final String WORDS = "Thank you for the quick help yesterday!";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-03-04 08:01:12,331 [worker-3] ERROR c.a.Importer - row rejected",
        "2025-03-04T08:01:12.331Z fatal: disk full",
        "[2025-03-04 08:01:12] [error] client denied by server",
        "Mar  4 08:01:12 gate sshd[913]: Failed password for root",
        "08:01:12.004 WARN retry 3 of 5",
        "[WARNING] Unused parameter in build file",
        "java.lang.IllegalStateException: queue is closed",
        "\tat org.acme.Queue.put(Queue.java:88)",
        "    at Object.run (/srv/app/main.js:14:9)",
        "Caused by: java.net.SocketException: Connection reset",
        "... 14 more",
        "  File \"/srv/app/load.py\", line 31, in read",
        "TypeError: cannot read properties of undefined",
        "<IP_1> - - [04/Mar/2025:08:01:12 +0000] \"GET /login HTTP/1.1\" 500 12",
        "src/queue.c:88:12: error: expected ';'",
        "db.host=localhost",
        "user=17 state=dead reason=killed",
        "\"status\": \"failed\",",
        "{\"code\": 500, \"error\": \"bad\"}",
        "<status>broken</status>",
        "int n = count(rows);",
        "queue.close();",
        "$ systemctl kill importer",
        "VGhpcyBpcyBhIGxvbmcgbGluZSBvZiBiYXNlNjQgdGV4dA0Kc2Vjb25k",
        "9e107d9d372bb6826bd81d3542a419d6",
        "4f 52 00 1a 7b 22 90 aa",
        "17 | 4.5 | 12.00 | broken",
        "Blender\t2\t39.90",
        "2025-03-04,17,4.5,ERR",
        "1 20 33 4.5",
        "------------------",
      })
  void isTakenOutBesideWhatSomebodyWrote(String line) {
    String text = WORDS + "\n\n" + line + "\n";

    String blanked = MachineLines.blanked(text);

    assertThat(blanked).hasSameSizeAs(text).startsWith(WORDS);
    assertThat(blanked.substring(WORDS.length())).isBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2 x Blender 39.90 EUR\n1 x Kettle 19.90 EUR",
        "1 szt. Czajnik 89,00 zł\n3 szt. Kubek 12,50 zł",
        "Order number: 20481937\nPhone: <PHONE_1>\nDate: 2025-03-04",
        "ERROR: row rejected\nERROR: row rejected",
        "if (rows.isEmpty()) {\n}",
        "-----BEGIN PGP MESSAGE-----\n\nhQEMA\nnot a word\n-----END PGP MESSAGE-----",
      })
  void isTakenOutInCompany(String lines) {
    String text = WORDS + "\n\n" + lines;

    assertThat(MachineLines.blanked(text).substring(WORDS.length())).isBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-03-04 nobody came, 2025-03-11 nobody came again.",
        "08:01:12 I called you, 08:45:00 I was still in the queue",
        "[04.03.2025, 08:01:12] Anna: this is so annoying",
        "At 10.30 (see Anna's mail) the lift stopped again.",
        "at the counter (gate 4) they laughed at me",
        "ERROR: that is all your page ever tells me",
        "Error after error after error, and no answer.",
        "Your app = a joke. My patience = gone.",
        "2 x called, 3 x written, no answer",
        "2 weeks later you charged me 39.90 EUR",
        "10/10",
        "5 of 5",
        "*****",
        ":-) !!! :-)",
        "<PERSON_1>",
        "<PERSON_1> was rude to <PERSON_2>",
        "<b>This is a disgrace and I want my money back</b>",
        "\"Great service\": that is what you promised me",
        "Please return the form(s);",
        "$ 50 for this? A disgrace.",
        "Terrible:  the first one broke.  The second one too.",
        "Rating: 1",
        "Price: 12 EUR, a rip-off",
        "[INFO] output, which I find very helpful",
        "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaargh",
        "客服态度太差了，非常失望",
        "-----BEGIN of my rant: nothing works",
      })
  void leavesAloneWhatSomebodyMayHaveWritten(String line) {
    String text = WORDS + "\n" + line + "\n\n" + WORDS;

    assertThat(MachineLines.blanked(text)).isEqualTo(text);
  }

  @Test
  void losesNothingBehindArmourThatDoesNotEnd() {
    String text = "-----BEGIN PGP MESSAGE-----\n\n" + WORDS;

    assertThat(MachineLines.blanked(text)).endsWith(WORDS);
  }

  @Test
  void readsAllWhereNothingElseIs() {
    String text = "2025-03-04 08:01:12,331 ERROR row rejected\n\nqueue.close();\n";

    assertThat(MachineLines.blanked(text)).isSameAs(text);
  }

  @Test
  void keepsAnEmojiAboveALog() {
    String text = "👍\n2025-03-04 08:01:12,331 INFO done";

    assertThat(MachineLines.blanked(text)).startsWith("👍\n").endsWith("    ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"=", "a=b ", "|", "at a.b(", "<a>", "1 ", "\n", "-----BEGIN \n", "\":", "[", "  "})
  void readsAMegabyteOfAnything(String unit) {
    String text = WORDS + "\n" + unit.repeat((1 << 20) / unit.length());

    assertThat(MachineLines.blanked(text)).hasSameSizeAs(text).startsWith(WORDS);
  }
}
