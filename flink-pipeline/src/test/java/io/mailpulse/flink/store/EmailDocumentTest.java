package io.mailpulse.flink.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailpulse.flink.record.ScoredMail;
import io.mailpulse.schema.Aspect;
import io.mailpulse.schema.Attachment;
import io.mailpulse.schema.elasticsearch.IndexLayout;
import io.mailpulse.schema.elasticsearch.IndexTemplate;
import io.mailpulse.testkit.SampleMails;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EmailDocumentTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final EmailDocument documents = new EmailDocument(IndexLayout.PER_TENANT);

  @Test
  void everyFieldIsOneThatTheTemplateMaps() throws IOException {
    var mail =
        SampleMails.raw("m1")
            .setSentAt(SampleMails.MORNING)
            .setRawRef("raw/x.eml.gz")
            .setTo(List.of("a@example.org"))
            .setAttachments(
                List.of(new Attachment("a.pdf", "application/pdf", 3L, null, null, null)))
            .build();
    var score =
        SampleMails.sentiment("m1")
            .setAspects(List.of(new Aspect("delivery", "negative", -0.9)))
            .setUnknownReason("too-short")
            .setTextSha256("ab")
            .setThreadNegRate24h(0.5)
            .build();

    JsonNode document = json(new ScoredMail(mail, score));

    var mapped = new TreeSet<String>();
    new ObjectMapper()
        .readTree(IndexTemplate.json())
        .at("/template/mappings/properties")
        .fieldNames()
        .forEachRemaining(mapped::add);
    var written = new TreeSet<String>();
    document.fieldNames().forEachRemaining(written::add);
    assertThat(written).isEqualTo(mapped);
    assertThat(document.get("timestamp").asText()).isEqualTo("2026-03-01T08:00:00.000Z");
    assertThat(document.get("label").asText()).isEqualTo("negative");
    assertThat(document.at("/aspects/0/aspect").asText()).isEqualTo("delivery");
  }

  @Test
  void aLaterScoreOfTheSameMailReplacesAnEarlierOne() {
    var mail = SampleMails.raw("m1").build();
    var first = new ScoredMail(mail, SampleMails.sentiment("m1").build());
    var later =
        new ScoredMail(
            mail,
            SampleMails.sentiment("m1").setProcessedAt(SampleMails.MORNING.plusSeconds(9)).build());

    assertThat(documents.apply(later, null).id()).isEqualTo(documents.apply(first, null).id());
    assertThat(documents.apply(later, null).version())
        .isGreaterThan(documents.apply(first, null).version());
  }

  @Test
  void aHugeBodyIsCutBetweenCharactersAndSaysSo() throws IOException {
    String body = "x".repeat(EmailDocument.MAX_BODY - 1) + "\ud83d\ude42".repeat(10);
    var mail =
        SampleMails.raw("m1")
            .setBodyText(body)
            .setTo(Collections.nCopies(EmailDocument.MAX_ADDRESSES + 1, "a@example.org"))
            .build();

    JsonNode document = json(new ScoredMail(mail, SampleMails.sentiment("m1").build()));

    assertThat(document.get("body_truncated").asBoolean()).isTrue();
    assertThat(document.get("body_text").asText()).hasSize(EmailDocument.MAX_BODY - 1);
    assertThat(document.get("to")).hasSize(EmailDocument.MAX_ADDRESSES);
  }

  @Test
  void noTextMakesADocumentThatTheIndexCannotTake() throws IOException {
    String megabyte = "\ud83d" + "\u0001".repeat(1 << 20);
    var mail =
        SampleMails.raw("m")
            .setMessageId(megabyte)
            .setFrom(megabyte)
            .setFromDomain(megabyte)
            .setSubject(megabyte)
            .setTo(Collections.nCopies(5, megabyte))
            .setAttachments(
                Collections.nCopies(
                    40,
                    Attachment.newBuilder()
                        .setFilename(megabyte)
                        .setContentType("application/pdf")
                        .setSize(1L)
                        .build()))
            .setDefects(List.of("body-cut"))
            .build();

    JsonNode document = json(new ScoredMail(mail, SampleMails.sentiment("m").build()));

    assertThat(document.toString().length()).isLessThan(2 << 20);
    assertThat(document.get("subject").asText()).hasSize(EmailDocument.MAX_TEXT);
    assertThat(document.get("body_truncated").asBoolean()).isTrue();
  }

  private JsonNode json(ScoredMail mail) throws IOException {
    return MAPPER.readTree(documents.apply(mail, null).json());
  }
}
