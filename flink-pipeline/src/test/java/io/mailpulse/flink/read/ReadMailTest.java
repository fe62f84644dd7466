package io.mailpulse.flink.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.connectors.landing.LandedMail;
import io.mailpulse.mail.ReadResult;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.codec.CodecException;
import io.mailpulse.schema.failure.FailureKind;
import io.mailpulse.schema.id.Ids;
import io.mailpulse.schema.landing.LandingPath;
import io.mailpulse.testkit.SampleMails;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadMailTest {

  private static final byte[] MIME = "Subject: x\n\ntext".getBytes(StandardCharsets.UTF_8);

  private static final String LARGE = "incoming/tenant_id=acme/large.eml.gz";
  private static final String NOWHERE = "incoming/tenant_id=acme/nowhere.eml.gz";
  private static final AtomicInteger CLOSED = new AtomicInteger();

  @TempDir Path landing;

  @Test
  void aLargeMailIsFetchedFromTheLanding() throws Exception {
    land(LARGE, zipped(MIME));
    try (var operator = operator(ReadMailTest::oneMail)) {
      operator.processElement(mail(null, LARGE), 0);

      assertThat(operator.extractOutputValues()).hasSize(1);
      assertThat(landed(operator).mime()).isEqualTo(MIME);
    }
  }

  @Test
  void aMissingReferenceIsADeadLetter() throws Exception {
    try (var operator = operator(ReadMailTest::oneMail)) {
      operator.processElement(mail(null, NOWHERE), 0);

      DeadLetter letter = letter(operator);
      assertThat(letter.getKind()).isEqualTo(FailureKind.PAYLOAD_MISSING.wireName());
      assertThat(letter.getPayloadRef()).isEqualTo(NOWHERE);
    }
  }

  /** Of mails that share a place each has a file beside it; one that has it alone has none. */
  @Test
  void aMailIsOpenedByItsDigestWhetherItSharesItsPlaceOrNot() throws Exception {
    byte[] other = "another mail".getBytes(StandardCharsets.UTF_8);
    String place = LandingPath.of(SampleMails.raw("a").setTenantId("acme").build()).ref();
    String beside = LandingPath.beside(place, Ids.sha256(other));
    land(place, zipped(MIME));
    try (var operator = operator(ReadMailTest::oneMail)) {
      operator.processElement(mail(null, beside), 0);
      assertThat(landed(operator).mime()).isEqualTo(MIME);
    }
    land(beside, zipped(other));
    try (var operator = operator(ReadMailTest::oneMail)) {
      operator.processElement(mail(null, beside), 0);
      assertThat(landed(operator).mime()).isEqualTo(other);
    }
  }

  @Test
  void aDigestInAReferenceLeadsToNoOtherTenant() throws Exception {
    String foreign = LandingPath.of(SampleMails.raw("a").setTenantId("other").build()).ref();
    land(foreign, zipped(MIME));
    try (var operator = operator(ReadMailTest::oneMail)) {
      operator.processElement(
          mail(null, "raw/tenant_id=acme/" + LandingPath.beside(foreign, Ids.sha256(MIME))), 0);

      assertThat(letter(operator).getKind()).isEqualTo(FailureKind.PAYLOAD_MISSING.wireName());
    }
  }

  @Test
  void aReferenceMayBeWrittenInFull() throws Exception {
    land(LARGE, zipped(MIME));
    try (var operator = operator(ReadMailTest::oneMail)) {
      operator.processElement(mail(null, landing.toUri() + LARGE), 0);

      assertThat(landed(operator).mime()).isEqualTo(MIME);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.eml",
        "incoming/tenant_id=acme/../tenant_id=other/a.eml",
        "incoming/tenant_id=acme/%2e%2e/tenant_id=other/a.eml",
        "incoming/tenant_id=acme/..%2ftenant_id=other/a.eml",
        "incoming/tenant_id=acme\\..\\tenant_id=other\\a.eml",
        "incoming/tenant_id=acme//a.eml",
        "incoming/tenant_id=acme/./a.eml",
        "incoming/tenant_id=acme/",
        "incoming/tenant_id=acme",
        "incoming/tenant_id=other/a.eml",
        "incoming/tenant_id=acme2/a.eml",
        "/etc/passwd",
        "file:///etc/passwd",
        "file:/etc/passwd",
        "s3://other-bucket/incoming/tenant_id=acme/a.eml",
        "http://169.254.169.254/incoming/tenant_id=acme/a.eml",
        "checkpoints/tenant_id=acme/a.eml",
        "incoming/tenant_id=acme/a\u0000.eml",
        "incoming/tenant_id=acme/\uff0e\uff0e/a.eml",
        ""
      })
  void aReferenceThatIsNotTheTenantsOwnIsNotOpened(String reference) throws Exception {
    land("incoming/tenant_id=other/a.eml", MIME);
    land("incoming/tenant_id=acme/a.eml", MIME);
    try (var operator = operator(ReadMailTest::oneMail)) {
      operator.processElement(mail(null, reference), 0);

      assertThat(operator.extractOutputValues()).isEmpty();
      assertThat(letter(operator).getKind()).isEqualTo(FailureKind.BAD_REFERENCE.wireName());
      assertThat(letter(operator).getPayloadRef()).as("what a replay opens").isNull();
    }
  }

  @Test
  void aReferenceLongerThanAFilesNameCanBeIsNoFailureOfTheStorage() throws Exception {
    try (var operator = operator(ReadMailTest::oneMail)) {
      operator.processElement(mail(null, "incoming/tenant_id=acme/" + "a".repeat(256)), 0);
      operator.processElement(mail(null, "incoming/tenant_id=acme/" + "a/".repeat(9_999) + "a"), 0);

      assertThat(letters(operator))
          .extracting(DeadLetter::getKind)
          .containsOnly(FailureKind.BAD_REFERENCE.wireName());
    }
  }

  @Test
  void aLinkThatLeadsToAnotherTenantIsNotFollowed() throws Exception {
    land("incoming/tenant_id=other/a.eml", MIME);
    land("incoming/tenant_id=acme/own.eml", MIME);
    Path own = landing.resolve("incoming/tenant_id=acme");
    Files.createSymbolicLink(
        own.resolve("file.eml"), landing.resolve("incoming/tenant_id=other/a.eml"));
    Files.createSymbolicLink(own.resolve("folder"), landing.resolve("incoming/tenant_id=other"));
    Files.createSymbolicLink(own.resolve("inside.eml"), own.resolve("own.eml"));
    try (var operator = operator(ReadMailTest::oneMail)) {
      operator.processElement(mail(null, "incoming/tenant_id=acme/file.eml"), 0);
      operator.processElement(mail(null, "incoming/tenant_id=acme/folder/a.eml"), 0);
      assertThat(operator.extractOutputValues()).isEmpty();
      assertThat(letters(operator))
          .extracting(DeadLetter::getKind)
          .containsExactly("bad-reference", "bad-reference");

      operator.processElement(mail(null, "incoming/tenant_id=acme/inside.eml"), 0);
      assertThat(operator.extractOutputValues()).hasSize(1);
    }
  }

  @Test
  void whatIsNoFileIsMissing() throws Exception {
    Files.createDirectories(landing.resolve("incoming/tenant_id=acme/folder"));
    land("incoming/tenant_id=acme/file.eml", MIME);
    try (var operator = operator(ReadMailTest::oneMail)) {
      operator.processElement(mail(null, "incoming/tenant_id=acme/folder"), 0);
      operator.processElement(mail(null, "incoming/tenant_id=acme/file.eml/a.eml"), 0);

      assertThat(letters(operator))
          .extracting(DeadLetter::getKind)
          .containsExactly("payload-missing", "payload-missing");
    }
  }

  @Test
  void bytesOfARecordWinOverItsReference() throws Exception {
    MailReading broken =
        () ->
            (mail, now) -> {
              throw new IllegalStateException();
            };
    try (var operator = operator(broken)) {
      operator.processElement(mail(MIME, "../secret.eml"), 0);

      assertThat(letter(operator).getPayloadRef()).startsWith("rejected/tenant_id=acme/");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 5, 12, 17, 40})
  void aDamagedFileIsADeadLetter(int length) throws Exception {
    byte[] whole = zipped("Subject: x\n\ntext".repeat(1_000).getBytes(StandardCharsets.UTF_8));
    land(LARGE, length < 0 ? MIME : Arrays.copyOf(whole, length));
    try (var operator = operator(ReadMailTest::oneMail)) {
      operator.processElement(mail(null, LARGE), 0);

      assertThat(operator.extractOutputValues()).isEmpty();
      assertThat(letter(operator).getKind()).isEqualTo(FailureKind.PAYLOAD_DAMAGED.wireName());
      assertThat(letter(operator).getPayloadRef()).isEqualTo(LARGE);
    }
  }

  @Test
  void aFileWithOneWrongBitIsADeadLetter() throws Exception {
    byte[] whole = zipped(MIME);
    whole[whole.length - 6] ^= 1; // in the checksum
    land(LARGE, whole);
    try (var operator = operator(ReadMailTest::oneMail)) {
      operator.processElement(mail(null, LARGE), 0);

      assertThat(letter(operator).getKind()).isEqualTo(FailureKind.PAYLOAD_DAMAGED.wireName());
    }
  }

  @Test
  void aSmallFileThatUnfoldsToGigabytesIsTooLarge() throws Exception {
    var bomb = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bomb)) {
      for (int i = 0; i < 65; i++) {
        out.write(new byte[1 << 20]);
      }
    }
    land(LARGE, bomb.toByteArray());
    try (var operator = operator(ReadMailTest::oneMail)) {
      operator.processElement(mail(null, LARGE), 0);

      assertThat(letter(operator).getKind()).isEqualTo(FailureKind.TOO_LARGE.wireName());
    }
  }

  @Test
  void attachedMailsFollowTheirMailAndShareItsPlace() throws Exception {
    MailReading two =
        () ->
            (mail, now) ->
                ReadResult.Read.of(
                    List.of(SampleMails.raw("outer").build(), SampleMails.raw("inner").build()));
    try (var operator = operator(two)) {
      operator.processElement(mail(MIME, null), 0);

      assertThat(operator.extractOutputValues())
          .extracting(EmailRaw::getMessageId)
          .containsExactly("outer@example.org", "inner@example.org");
      assertThat(operator.extractOutputValues())
          .extracting(EmailRaw::getRawRef)
          .containsOnly(landed(operator).ref());
    }
  }

  @Test
  void aBugInTheReaderCostsOneMailAndTellsNoText() throws Exception {
    MailReading broken =
        () ->
            (mail, now) -> {
              throw new IllegalStateException("secret text");
            };
    try (var operator = operator(broken)) {
      operator.processElement(mail(MIME, null), 0);

      assertThat(letter(operator).getKind()).isEqualTo(FailureKind.READER_FAILED.wireName());
      assertThat(letter(operator).toString()).doesNotContain("secret text");
      assertThat(landed(operator).ref()).isEqualTo(letter(operator).getPayloadRef());
    }
  }

  @Test
  void closesWhatItReadsWith() throws Exception {
    CLOSED.set(0);
    try (var operator = operator(ClosingReader::new)) {
      operator.processElement(mail(MIME, null), 0);

      assertThat(CLOSED).hasValue(0);
    }

    assertThat(CLOSED).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../other", "", "ac\u001fme"})
  void aTenantThatCouldLeaveItsFolderIsRefused(String tenant) throws Exception {
    try (var operator = operator(ReadMailTest::oneMail)) {
      MimeMail mail = mail(MIME, null);
      mail.setTenantId(tenant);
      operator.processElement(mail, 0);

      assertThat(operator.extractOutputValues()).isEmpty();
      assertThat(letter(operator).getKind()).isEqualTo(FailureKind.BAD_TENANT.wireName());
      assertThat(letter(operator).getPayloadRef())
          .isEqualTo("rejected/tenant_id=~/" + Ids.sha256(MIME) + ".eml.gz")
          .isEqualTo(landed(operator).ref());
      assertThat(landed(operator).mime()).isEqualTo(MIME);
    }
  }

  @Test
  void theBytesOfARecordThatIsNoMailAreLanded() throws Exception {
    byte[] bytes = "no mail record".getBytes(StandardCharsets.UTF_8);
    try (var operator = operator(ReadMailTest::oneMail)) {
      operator.processElement(
          new UnreadableMail()
              .standIn(
                  new ConsumerRecord<>("mail.mime.v1", 3, 7, new byte[0], bytes),
                  new CodecException("no JSON")),
          0);

      assertThat(operator.extractOutputValues()).isEmpty();
      assertThat(letter(operator).getKind()).isEqualTo(FailureKind.PAYLOAD_MISSING.wireName());
      assertThat(letter(operator).getSource()).isEqualTo("mail.mime.v1/3@7");
      assertThat(letter(operator).getPayloadRef()).isEqualTo(landed(operator).ref());
      assertThat(landed(operator).mime()).isEqualTo(bytes);
    }
  }

  private OneInputStreamOperatorTestHarness<MimeMail, EmailRaw> operator(MailReading reading)
      throws Exception {
    return ProcessFunctionTestHarnesses.forProcessFunction(new ReadMail(reading, landing.toUri()));
  }

  private static MailReading.Reader oneMail() {
    return (mail, now) -> ReadResult.Read.of(List.of(SampleMails.raw("a").build()));
  }

  private static MimeMail mail(byte[] mime, String ref) {
    return MimeMail.newBuilder()
        .setTenantId("acme")
        .setSource("a.eml")
        .setMime(mime == null ? null : ByteBuffer.wrap(mime))
        .setMimeRef(ref)
        .setSizeBytes(MIME.length)
        .build();
  }

  private void land(String place, byte[] bytes) throws IOException {
    Path file = landing.resolve(place);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    var zipped = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }

  private static List<DeadLetter> letters(
      OneInputStreamOperatorTestHarness<MimeMail, EmailRaw> operator) {
    return operator.getSideOutput(ReadMail.DEAD_LETTERS).stream()
        .map(StreamRecord::getValue)
        .toList();
  }

  private static DeadLetter letter(OneInputStreamOperatorTestHarness<MimeMail, EmailRaw> operator) {
    return operator.getSideOutput(ReadMail.DEAD_LETTERS).peek().getValue();
  }

  private static LandedMail landed(OneInputStreamOperatorTestHarness<MimeMail, EmailRaw> operator) {
    return operator.getSideOutput(ReadMail.LANDED).peek().getValue();
  }

  /** Counts how often it is closed. */
  private static final class ClosingReader implements MailReading.Reader {

    @Override
    public ReadResult read(MimeMail mail, Instant now) {
      return oneMail().read(mail, now);
    }

    @Override
    public void close() {
      CLOSED.incrementAndGet();
    }
  }
}
