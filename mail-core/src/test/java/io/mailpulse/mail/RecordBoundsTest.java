package io.mailpulse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.schema.Attachment;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.Segment;
import io.mailpulse.schema.codec.AvroCodec;
import io.mailpulse.schema.codec.JsonCodec;
import io.mailpulse.schema.id.Ids;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordBoundsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
  private static final JsonCodec<EmailRaw> JSON = new JsonCodec<>(EmailRaw.class);
  private static final AvroCodec<EmailRaw> AVRO = new AvroCodec<>(EmailRaw.class);
  private static MailReader reader;

  @BeforeAll
  static void loadTheModelsOnce() {
    reader = MailReader.create(MailSettings.defaults());
  }

  @Test
  void whatFitsStaysAsItIs() {
    EmailRaw mail = full("short", "a@b.example", 3);
    EmailRaw before = EmailRaw.newBuilder(mail).build();

    assertThat(RecordBounds.fit(mail)).isEqualTo(before);
  }

  @Test
  void aFileWhoseTextIsCutWithTheBodySaysSo() {
    int whole = RecordBounds.MAX_BYTES;
    EmailRaw mail = full("short", "a@b.example", 3);
    mail.setBodyText("x".repeat(3 * whole));
    mail.setSegments(
        List.of(
            new Segment("authored", 0, 10, null),
            new Segment("attachment", 10, 2 * whole, null),
            new Segment("attachment", 2 * whole, 3 * whole, null)));
    mail.setAttachments(
        List.of(
            new Attachment("a.pdf", "application/pdf", 3L, null, "read", 1),
            new Attachment("b.pdf", "application/pdf", 3L, null, "read", 2),
            new Attachment("c.jpg", "image/jpeg", 3L, null, "empty", null)));

    RecordBounds.fit(mail);

    assertThat(mail.getSegments()).hasSize(2);
    assertThat(mail.getAttachments())
        .extracting(Attachment::getOutcome)
        .containsExactly("cut", "cut", "empty");
    assertThat(mail.getAttachments())
        .extracting(Attachment::getSegment)
        .containsExactly(1, null, null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u0001", "\"", "ü", "漢", "\ud83d\ude00", "\ud83d"})
  void everyFieldAtItsLongestStillFitsWhateverItsCharacters(String unit) {
    EmailRaw mail = RecordBounds.fit(full(unit.repeat(2_000_000), unit.repeat(5_000), 20_000));

    assertThat(JSON.encode(mail).length).isLessThan(RecordBounds.MAX_BYTES);
    assertThat(AVRO.encode(mail).length).isLessThan(RecordBounds.MAX_BYTES);
    assertThat(mail.getDefects())
        .contains("body-cut", "recipients-cut", "references-cut", "attachments-cut", "field-cut");
    assertThat(mail.getBodyText().length()).isGreaterThanOrEqualTo(250_000 / 6);
    Segment last = mail.getSegments().get(mail.getSegments().size() - 1);
    assertThat(mail.getSegments()).hasSizeLessThanOrEqualTo(RecordBounds.MAX_SEGMENTS);
    assertThat(last.getEnd()).isEqualTo(mail.getBodyText().length());
    assertThat(JSON.decode(JSON.encode(mail))).isNotNull();
  }

  @Test
  void halvesOfCharactersLeaveEveryField() {
    EmailRaw mail = RecordBounds.fit(full("a\ud83db", "x\ude00", 1));

    assertThat(mail.toString()).doesNotContain("\ud83d", "\ude00");
    assertThat(mail.getBodyText()).isEqualTo("a\ufffdb");
  }

  @Test
  void theHashAndTheIdAreThoseOfTheWholeMail() {
    String head = "Message-ID: <1@a.example>\nSubject: x\n\n";
    String body = "All good things are three, and so on we go. ".repeat(40_000);
    EmailRaw one = read(head + body + "one");
    EmailRaw two = read(head + body + "two");

    assertThat(one.getDefects()).contains("body-cut");
    assertThat(one.getBodyText()).isEqualTo(two.getBodyText());
    assertThat(one.getHash()).isNotEqualTo(two.getHash());
    assertThat(one.getEmailId()).isEqualTo(read(head + "short").getEmailId());
  }

  @Test
  void aThreadKeepsItsRootAndTheMailThatIsAnswered() {
    EmailRaw mail = full("x", "x", 1);
    var references = new ArrayList<String>();
    for (int i = 0; i < 10_000; i++) {
      references.add("reference-" + i + "@a.example");
    }
    mail.getHeaders().setReferences(references);

    List<String> kept = RecordBounds.fit(mail).getHeaders().getReferences();

    assertThat(kept).startsWith("reference-0@a.example").endsWith("reference-9999@a.example");
    assertThat(kept).isSubsetOf(references).isSorted().hasSizeBetween(1_500, 2_500);
  }

  @Test
  void manyLargePartsTogetherMakeOneRecordThatFits() {
    var mime = new StringBuilder("Content-Type: multipart/mixed; boundary=x\n\n");
    for (int i = 0; i < 10; i++) {
      mime.append("--x\nContent-Type: text/plain\n\n")
          .append("\u0001\u0002 abc and so on we go\n".repeat(20_000));
    }
    EmailRaw mail = read(mime.append("--x--\n").toString());

    assertThat(JSON.encode(mail).length).isLessThan(RecordBounds.MAX_BYTES);
    assertThat(mail.getDefects()).contains("body-cut");
  }

  private static EmailRaw read(String mime) {
    byte[] bytes = ("From: a@b.example\n" + mime).getBytes(StandardCharsets.UTF_8);
    MimeMail mail =
        MimeMail.newBuilder()
            .setTenantId("acme")
            .setSource("a.eml")
            .setMime(ByteBuffer.wrap(bytes))
            .setSizeBytes(bytes.length)
            .build();
    return ((ReadResult.Read) reader.read(mail, NOW)).emails().get(0);
  }

  /** A record whose every text is long, with lists of many. */
  private static EmailRaw full(String body, String text, int many) {
    EmailRaw mail = read("Message-ID: <1@a.example>\nSubject: x\n\ntext");
    mail.setMessageId(text);
    mail.getHeaders().setInReplyTo(text);
    mail.getHeaders().setReferences(Collections.nCopies(many, text));
    mail.setDedupeKey(text);
    mail.setFrom(text);
    mail.setFromDomain(text);
    mail.setTo(Collections.nCopies(many, text));
    mail.setCc(Collections.nCopies(many, text));
    mail.setSubject(text);
    mail.setSource(text);
    mail.setBodyText(body);
    mail.setHash(Ids.sha256(body));
    mail.setAttachments(
        Collections.nCopies(many, new Attachment(text, "text/plain", 1L, text, text, 1)));
    int step = Math.max(1, body.length() / many);
    var segments = new ArrayList<Segment>();
    for (int i = 0; i < many; i++) {
      int end = i == many - 1 ? body.length() : Math.min(body.length(), (i + 1) * step);
      segments.add(new Segment("authored", Math.min(body.length(), i * step), end, "de"));
    }
    mail.setSegments(segments);
    return mail;
  }
}
