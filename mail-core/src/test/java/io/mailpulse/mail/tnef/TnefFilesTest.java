package io.mailpulse.mail.tnef;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.mail.attachment.AttachedFile;
import io.mailpulse.mail.attachment.AttachmentContent;
import io.mailpulse.mail.mime.MailText;
import io.mailpulse.mail.mime.ParsedMail;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TnefFilesTest {

  private static final int MANY = 100;

  @Test
  void listsTheFilesBesideTheFileThatHoldsThem() {
    byte[] tnef =
        tnef()
            .attribute(0x9007, little(8).putInt(1252).putInt(0).array())
            .attribute(0x9002, new byte[14])
            .attribute(0x8010, "plan.txt\0".getBytes(StandardCharsets.US_ASCII))
            .attribute(0x800f, "Monday".getBytes(StandardCharsets.US_ASCII))
            .bytes();

    ParsedMail mail =
        MailText.parse(
            "From: a@example.org",
            "Content-Type: multipart/mixed; boundary=b",
            "",
            "--b",
            "",
            "See the plan.",
            "--b",
            "Content-Type: application/ms-tnef; name=winmail.dat",
            "Content-Transfer-Encoding: base64",
            "",
            Base64.getMimeEncoder().encodeToString(tnef),
            "--b--");

    assertThat(mail.attachments())
        .extracting(file -> file.filename().orElse(""))
        .containsExactly("winmail.dat", "plan.txt");
    assertThat(mail.attachments().get(1).size()).isEqualTo(6);
  }

  @Test
  void takesTheLongNameAndTheContentOfEachFile() {
    byte[] tnef =
        tnef()
            .attribute(0x9007, little(8).putInt(1251).putInt(0).array())
            .attribute(0x9002, new byte[14])
            .attribute(0x8010, "PLAN~1.TXT\0".getBytes(StandardCharsets.US_ASCII))
            .attribute(0x800f, new byte[] {1, 2, 3})
            .attribute(0x9005, properties("\u043f\u043b\u0430\u043d.txt"))
            .attribute(0x9002, new byte[14])
            .attribute(0x8010, "b.bin\0".getBytes(StandardCharsets.US_ASCII))
            .bytes();

    List<AttachedFile> files = TnefFiles.of(tnef, tnef.length, AttachmentContent.KEEP, MANY);

    assertThat(files)
        .extracting(file -> file.filename().orElse(""))
        .containsExactly("\u043f\u043b\u0430\u043d.txt", "b.bin");
    assertThat(files.get(0).content()).contains(new byte[] {1, 2, 3});
    assertThat(files.get(1).size()).isZero();
  }

  @Test
  void listsNoMoreThanItMay() {
    Tnef tnef = tnef();
    for (int i = 0; i < 50; i++) {
      tnef.attribute(0x9002, new byte[14]);
    }

    assertThat(TnefFiles.of(tnef.bytes(), tnef.bytes().length, AttachmentContent.SIZE_ONLY, 10))
        .hasSize(10);
  }

  @Test
  void damageCostsNoMoreThanTheFilesBehindIt() {
    byte[] tnef =
        tnef()
            .attribute(0x9002, new byte[14])
            .attribute(0x8010, "a.txt\0".getBytes(StandardCharsets.US_ASCII))
            .attribute(0x9005, properties("a long name.txt"))
            .attribute(0x9002, new byte[14])
            .attribute(0x8010, "b.txt\0".getBytes(StandardCharsets.US_ASCII))
            .bytes();
    var random = new Random(20261122L);
    for (int round = 0; round < 5_000; round++) {
      byte[] damaged = tnef.clone();
      for (int i = 0; i < 1 + random.nextInt(4); i++) {
        damaged[6 + random.nextInt(damaged.length - 6)] = (byte) random.nextInt(256);
      }
      int length = random.nextInt(damaged.length + 1);

      assertThat(TnefFiles.of(damaged, length, AttachmentContent.KEEP, MANY))
          .hasSizeLessThanOrEqualTo(MANY);
    }
    assertThat(TnefFiles.of(tnef, tnef.length - 8, AttachmentContent.SIZE_ONLY, MANY))
        .extracting(file -> file.filename().orElse(""))
        .containsExactly("a long name.txt", "");
  }

  /** A number, a named property and the long name, as Outlook writes them. */
  private static byte[] properties(String longName) {
    byte[] name = (longName + "\0").getBytes(Charset.forName("windows-1251"));
    byte[] padded = Arrays.copyOf(name, (name.length + 3) / 4 * 4);
    return little(4 + 8 + 40 + 12 + padded.length)
        .putInt(3)
        .putShort((short) 0x03)
        .putShort((short) 0x0e21)
        .putInt(7)
        .putShort((short) 0x0b)
        .putShort((short) 0x8001)
        .put(new byte[16])
        .putInt(1)
        .putInt(6)
        .put(new byte[8])
        .putInt(1)
        .putShort((short) 0x1e)
        .putShort((short) 0x3707)
        .putInt(1)
        .putInt(name.length)
        .put(padded)
        .array();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Tnef tnef() {
    return new Tnef();
  }

  /** Puts attributes behind one another. */
  private static final class Tnef {
    private byte[] bytes = little(6).putInt(0x223e9f78).putShort((short) 1).array();

    Tnef attribute(int id, byte[] value) {
      bytes =
          little(bytes.length + 11 + value.length)
              .put(bytes)
              .put((byte) 2)
              .putInt(id)
              .putInt(value.length)
              .put(value)
              .putShort((short) 0)
              .array();
      return this;
    }

    byte[] bytes() {
      return bytes;
    }
  }
}
