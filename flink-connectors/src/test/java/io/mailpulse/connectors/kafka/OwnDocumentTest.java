package io.mailpulse.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.schema.SearchDocument;
import io.mailpulse.schema.codec.AvroCodec;
import io.mailpulse.schema.codec.CodecException;
import io.mailpulse.schema.codec.JsonCodec;
import io.mailpulse.schema.codec.RecordCodec;
import io.mailpulse.schema.elasticsearch.IndexLayout;
import io.mailpulse.testkit.SampleMails;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OwnDocumentTest {

  private static final int DAMAGED = 5_000;

  @ParameterizedTest
  @EnumSource
  void whatAJobWroteGoesOn(IndexLayout layout) {
    SearchDocument document = document();
    document.setIndex(layout.indexOf("acme", SampleMails.MORNING));

    assertThat(OwnDocument.require(document)).isSameAs(document);
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void whatNoJobWritesDoesNot(Consumer<SearchDocument> change) {
    SearchDocument document = document();
    change.accept(document);

    assertThatThrownBy(() -> OwnDocument.require(document)).isInstanceOf(CodecException.class);
  }

  static Stream<Consumer<SearchDocument>> foreign() {
    return Stream.of(
        document -> document.setDocument("{}\n{\"delete\":{\"_index\":\"emails-other\"}}\n{}"),
        document -> document.setDocument(""),
        document -> document.setDocument("[]"),
        document -> document.setIndex(""),
        document -> document.setIndex("_all"),
        document -> document.setIndex("emails-other"),
        document -> document.setTenantId("../other"),
        document -> document.setDocumentId(""),
        document -> document.setDocumentId("x".repeat(513)),
        document -> document.setDocumentId("a\nb"),
        document -> document.setVersion(-1),
        document -> document.setAttempts(-1),
        document -> document.setTimestamp(Instant.ofEpochMilli(Long.MAX_VALUE)),
        document -> document.setTimestamp(Instant.ofEpochMilli(Long.MIN_VALUE)),
        document -> document.setSource("x".repeat(1_000_000)),
        document -> document.setRawRef("x".repeat(1_000_000)));
  }

  @Test
  void damagedRecordsAreNoDocumentsOrDocumentsOfTheirTenant() {
    var random = new Random(20261128);
    for (RecordCodec<SearchDocument> codec :
        List.<RecordCodec<SearchDocument>>of(
            new JsonCodec<>(SearchDocument.class), new AvroCodec<>(SearchDocument.class))) {
      int foreign = 0;
      for (int i = 0; i < DAMAGED; i++) {
        foreign += isForeign(codec, damaged(codec.encode(document()), random)) ? 1 : 0;
      }
      assertThat(foreign).isBetween(1, DAMAGED - 1);
    }
  }

  /** As the overflow takes it: whatever else is thrown would keep the topic from being read. */
  private static boolean isForeign(RecordCodec<SearchDocument> codec, byte[] bytes) {
    try {
      SearchDocument document = OwnDocument.require(codec.decode(bytes));
      assertThat(document.getIndex()).startsWith("emails-");
      assertThat(document.getDocument()).doesNotContain("\n");
      return false;
    } catch (CodecException | NullPointerException e) {
      return true;
    }
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    if (random.nextInt(4) == 0) {
      return Arrays.copyOf(bytes, at);
    }
    byte[] damaged = bytes.clone();
    damaged[at] = (byte) random.nextInt();
    return damaged;
  }

  private static SearchDocument document() {
    return SearchDocument.newBuilder()
        .setIndex("emails-acme")
        .setDocumentId(SampleMails.raw("a").getEmailId())
        .setVersion(1)
        .setDocument("{\"subject\":\"a \\\\n b\"}")
        .setTenantId("acme")
        .setSource("inbox")
        .setRawRef("raw/tenant_id=acme/ingest_date=2026/03/01/a.eml.gz")
        .setTimestamp(SampleMails.MORNING)
        .setAttempts(0)
        .build();
  }
}
