package io.mailpulse.spark.rescore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.mail.ReadResult;
import io.mailpulse.model.Score;
import io.mailpulse.model.Scorer;
import io.mailpulse.model.Text;
import io.mailpulse.schema.AttachmentUse;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.Segment;
import io.mailpulse.schema.failure.Artifact;
import io.mailpulse.schema.failure.DeadLetterBuilder;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.schema.failure.Stage;
import io.mailpulse.schema.id.Ids;
import io.mailpulse.schema.landing.LandingPath;
import io.mailpulse.schema.warehouse.WarehouseTables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What becomes of a file, without a session. */
class FileRescorerTest {

  private static final Instant STARTED = Instant.parse("2026-05-01T00:00:00Z");
  private static final LandingPath FILE =
      new LandingPath("acme", LocalDate.of(2026, 3, 1), Ids.email("acme", "mid:a"));

  @Test
  void aFileThatIsNotWholeIsALetterAboutItsBytes() {
    byte[] torn = "no gzip".getBytes(StandardCharsets.UTF_8);

    Row letter = letter((mail, now) -> null, torn);

    assertThat(value(letter, "kind")).isEqualTo(FailureKind.NOT_GZIP.wireName());
    assertThat(value(letter, "stage")).isEqualTo(Stage.READ.wireName());
    assertThat(value(letter, "model_version")).isEqualTo("fake@2");
    assertThat(value(letter, "raw_ref")).isEqualTo(FILE.ref());
    assertThat(value(letter, "payload_bytes")).isEqualTo(7L);
    assertThat(value(letter, "payload_sha256")).isEqualTo(Ids.sha256(torn));
  }

  @Test
  void anotherMailThanTheNamePromisesIsALetter() throws IOException {
    var other = new EmailRaw();
    other.setEmailId(Ids.email("acme", "mid:b"));
    other.setPiiRedacted(true);

    Row letter = letter((mail, now) -> ReadResult.Read.of(List.of(other)), gzip("other"));

    assertThat(value(letter, "kind")).isEqualTo(FailureKind.ID_MISMATCH.wireName());
    assertThat(value(letter, "stage")).isEqualTo(Stage.IDENTIFY.wireName());
  }

  @Test
  void aFileThatAnEarlierVersionNamedIsReadUnderItsIds() throws IOException {
    EmailRaw today = mail(Ids.email("acme", "mid:a|1772528400"), "read as of today");
    EmailRaw earlier = mail(FILE.emailId(), "read as it was landed");
    var scorer = new NothingIsScored();
    byte[] packed = gzip("a");
    var rescorer =
        new FileRescorer(
            List.of(
                (mime, now) -> ReadResult.Read.of(List.of(today)),
                (mime, now) -> ReadResult.Read.of(List.of(earlier))),
            scorer,
            tenant -> AttachmentUse.CLOSED,
            STARTED);

    assertThatThrownBy(() -> rescorer.rescore("file:/landing/" + FILE.ref(), packed))
        .isInstanceOf(IllegalStateException.class);
    assertThat(scorer.asked).containsExactly("read as it was landed");
  }

  @Test
  void theReadersLetterKeepsItsReasonAndIsAboutTheFile() throws IOException {
    byte[] packed = gzip("deep");

    Row letter = letter(FileRescorerTest::tooDeep, packed);

    assertThat(value(letter, "kind")).isEqualTo(FailureKind.TOO_DEEP.wireName());
    assertThat(value(letter, "limit_name")).isEqualTo("maxDepth");
    assertThat(value(letter, "limit_value")).isEqualTo(20L);
    assertThat(value(letter, "actual_value")).isEqualTo(21L);
    assertThat(value(letter, "message")).isEqualTo("too deep");
    assertThat(value(letter, "payload_sha256")).isEqualTo(Ids.sha256(packed));
  }

  @Test
  void attachedFilesAreScoredForATenantThatWantsIt() throws IOException {
    var mail = new EmailRaw();
    mail.setEmailId(FILE.emailId());
    mail.setTenantId(FILE.tenantId());
    mail.setPiiRedacted(true);
    mail.setLanguage("en");
    mail.setBodyText("See the note.\nThe lamp is broken.");
    mail.setSegments(
        List.of(new Segment("authored", 0, 14, null), new Segment("attachment", 14, 33, null)));
    var scorer = new NothingIsScored();

    assertThatThrownBy(
            () ->
                new FileRescorer(
                        List.of((mime, now) -> ReadResult.Read.of(List.of(mail))),
                        scorer,
                        tenant -> AttachmentUse.SCORED,
                        STARTED)
                    .rescore("file:/landing/" + FILE.ref(), gzip("a")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(scorer.asked).containsExactly("See the note.\nThe lamp is broken.");
  }

  private static EmailRaw mail(String emailId, String text) {
    var mail = new EmailRaw();
    mail.setEmailId(emailId);
    mail.setTenantId(FILE.tenantId());
    mail.setPiiRedacted(true);
    mail.setLanguage("en");
    mail.setBodyText(text);
    mail.setSegments(List.of(new Segment("authored", 0, text.length(), null)));
    return mail;
  }

  private static ReadResult tooDeep(MimeMail mail, Instant now) {
    return new ReadResult.Rejected(
        DeadLetterBuilder.of(
                new Artifact("reader", "1"), Stage.PARSE, FailureKind.TOO_DEEP, "too deep")
            .limit("maxDepth", 20, 21)
            .about(mail)
            .build(now));
  }

  private static Row letter(BiFunction<MimeMail, Instant, ReadResult> reader, byte[] packed) {
    List<Row> rows =
        new FileRescorer(
                List.of(reader), new NothingIsScored(), tenant -> AttachmentUse.CLOSED, STARTED)
            .rescore("file:/landing/" + FILE.ref(), packed);
    assertThat(rows).hasSize(1);
    return rows.get(0).getStruct(2);
  }

  private static Object value(Row letter, String column) {
    return letter.get(WarehouseTables.RESCORE_DEAD_LETTERS.indexOf(column));
  }

  private static byte[] gzip(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static final class NothingIsScored implements Scorer {

    private final List<String> asked = new ArrayList<>();

    @Override
    public List<Score> score(List<Text> texts) {
      texts.forEach(text -> asked.add(text.text().toString()));
      throw new IllegalStateException("no mail of this test gets that far");
    }

    @Override
    public String modelVersion() {
      return "fake@2";
    }

    @Override
    public void close() {}
  }
}
