package io.mailpulse.schema.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mailpulse.schema.ContractRecords;
import io.mailpulse.schema.DeadLetter;
import io.mailpulse.schema.EmailAlert;
import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.EmailSentiment;
import io.mailpulse.schema.MimeMail;
import io.mailpulse.schema.MoodAggregate;
import io.mailpulse.schema.PendingMail;
import io.mailpulse.schema.Replay;
import io.mailpulse.schema.SearchDocument;
import io.mailpulse.schema.ThreadSnapshot;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      classes = {
        MimeMail.class,
        EmailRaw.class,
        EmailSentiment.class,
        EmailAlert.class,
        MoodAggregate.class,
        ThreadSnapshot.class,
        DeadLetter.class,
        PendingMail.class,
        SearchDocument.class,
        Replay.class
      })
  <T extends SpecificRecord> void everyRecordComesBackFromBothCodecs(Class<T> type) {
    for (RecordCodec<T> codec : Arrays.asList(new AvroCodec<>(type), new JsonCodec<>(type))) {
      for (T record : Arrays.asList(ContractRecords.full(type), ContractRecords.sparse(type))) {
        assertThat(codec.decode(codec.encode(record))).isEqualTo(record);
      }
    }
  }

  @Test
  void jsonIsPlain() throws Exception {
    byte[] bytes =
        new JsonCodec<>(EmailSentiment.class).encode(ContractRecords.full(EmailSentiment.class));

    JsonNode json = MAPPER.readTree(bytes);
    assertThat(json.get("created_at").textValue()).isEqualTo("2026-03-01T08:15:30.042Z");
    assertThat(json.get("thread_neg_rate_24h").isDouble()).isTrue();
    assertThat(json.get("aspects").get(0).get("score").isDouble()).isTrue();
  }

  @Test
  void jsonOfASparserWriterTakesDefaultsAndIgnoresWhatItDoesNotKnow() throws Exception {
    var codec = new JsonCodec<>(EmailSentiment.class);
    var json =
        (com.fasterxml.jackson.databind.node.ObjectNode)
            MAPPER.readTree(codec.encode(ContractRecords.full(EmailSentiment.class)));
    json.remove("heads");
    json.put("added_later", "unknown to this version");

    EmailSentiment read = codec.decode(MAPPER.writeValueAsBytes(json));

    assertThat(read.getHeads()).isEmpty();
  }

  @Test
  void jsonWithoutARequiredFieldIsRefusedByItsPath() throws Exception {
    var codec = new JsonCodec<>(EmailRaw.class);
    var json =
        (com.fasterxml.jackson.databind.node.ObjectNode)
            MAPPER.readTree(codec.encode(ContractRecords.full(EmailRaw.class)));
    json.remove("email_id");

    assertThatThrownBy(() -> codec.decode(MAPPER.writeValueAsBytes(json)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("EmailRaw.email_id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "\"text\"", "{\"a\":1,\"a\":2}", "nan"})
  void whatIsNotTheRecordsJsonIsRefusedWithoutQuotingIt(String text) {
    var codec = new JsonCodec<>(EmailAlert.class);

    assertThatThrownBy(() -> codec.decode(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(CodecException.class)
        .hasMessageStartingWith("EmailAlert");
  }

  @Test
  void damagedAvroIsRefused() {
    var codec = new AvroCodec<>(EmailAlert.class);
    byte[] bytes = codec.encode(ContractRecords.full(EmailAlert.class));

    assertThatThrownBy(() -> codec.decode(Arrays.copyOf(bytes, bytes.length - 1)))
        .isInstanceOf(CodecException.class);
    assertThatThrownBy(() -> codec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(CodecException.class);
    assertThatThrownBy(() -> codec.decode(new byte[] {-1, -1, -1, -1, -1, -1, -1}))
        .isInstanceOf(CodecException.class);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        -1,
        -2,
        1_000,
        1_000_000_000,
        Integer.MAX_VALUE - 9L,
        Integer.MAX_VALUE - 8L,
        Integer.MAX_VALUE,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE
      })
  void aLengthThatTheBytesDoNotHaveIsRefusedBeforeItIsAllocated(long length) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(varint(length)); // of tenant_id
    out.writeBytes(new byte[50]);

    assertThatThrownBy(() -> new AvroCodec<>(MimeMail.class).decode(out.toByteArray()))
        .isInstanceOf(CodecException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, -1})
  void aCountOfItemsThatTheBytesDoNotHaveIsRefused(long count) {
    Schema.Type[] kinds = {Schema.Type.STRING, Schema.Type.NULL, Schema.Type.INT};
    for (Schema.Type kind : kinds) {
      Schema items = Schema.createArray(Schema.create(kind));
      Schema entries = Schema.createMap(Schema.create(kind));
      for (Schema schema : List.of(items, entries)) {
        byte[] bytes = varint(count);

        assertThatThrownBy(() -> AvroWalk.requireRecord(schema, bytes, 0))
            .isInstanceOf(CodecException.class);
      }
    }
  }

  @Test
  void aSchemaThatNamesItselfEndsAtADepth() {
    Schema chain =
        new Schema.Parser()
            .parse(
                "{\"type\":\"record\",\"name\":\"Chain\",\"fields\":[{\"name\":\"next\","
                    + "\"type\":[\"null\",\"Chain\"]}]}");
    byte[] links = new byte[100_000];
    Arrays.fill(links, (byte) 2); // the second branch, for ever
    byte[] few = {2, 2, 0};

    assertThatThrownBy(() -> AvroWalk.requireRecord(chain, links, 0))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("deeper");
    AvroWalk.requireRecord(chain, few, 0);
  }

  @Test
  void symbolsAndBranchesThatAreNotThereAreRefused() {
    Schema symbols = Schema.createEnum("E", null, null, List.of("A", "B"));
    Schema branches =
        Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.INT));
    for (Schema schema : List.of(symbols, branches)) {
      for (long index : new long[] {2, -1, 1L << 33}) {
        byte[] bytes = varint(index);
        assertThatThrownBy(() -> AvroWalk.requireRecord(schema, bytes, 0))
            .isInstanceOf(CodecException.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tenant_id\":\"a\",\"source\":\"s\",\"size_bytes\":1e999999999}",
        "{\"tenant_id\":\"a\",\"source\":\"s\",\"size_bytes\":99999999999999999999}",
        "{\"tenant_id\":\"a\",\"source\":\"s\",\"size_bytes\":1,"
            + "\"received_at\":\"+1000000000-12-31T23:59:59Z\"}",
        "{\"tenant_id\":\"a\",\"source\":\"s\",\"size_bytes\":1,\"mime\":\"no base 64!\"}"
      })
  void valuesThatNoOtherFormOfTheRecordHoldsAreRefused(String text) {
    assertThatThrownBy(
            () -> new JsonCodec<>(MimeMail.class).decode(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(CodecException.class);
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    var codec = new JsonCodec<>(MimeMail.class);
    byte[] deep = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    byte[] badUtf8 = {'"', (byte) 0xC3, 0x28, '"'};
    byte[] badUtf32 = {0, 0, 0, '{', (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff};
    for (byte[] bytes : List.of(deep, badUtf8, badUtf32)) {
      assertThatThrownBy(() -> codec.decode(bytes)).isInstanceOf(CodecException.class);
    }
  }

  @Test
  void halfACharacterIsReplacedOnTheWayInAndOut() {
    var codec = new JsonCodec<>(MimeMail.class);
    MimeMail mail =
        codec.decode(
            "{\"tenant_id\":\"a\",\"source\":\"x\\ud83d\",\"size_bytes\":1}"
                .getBytes(StandardCharsets.UTF_8));
    assertThat(mail.getSource()).isEqualTo("x\ufffd");

    mail.setSource("\ude00 \ud83d\ude00 \ud83d");
    assertThat(codec.decode(codec.encode(mail)).getSource())
        .isEqualTo("\ufffd \ud83d\ude00 \ufffd");
  }

  private static byte[] varint(long value) {
    long zigzag = (value << 1) ^ (value >> 63);
    var out = new ByteArrayOutputStream();
    while ((zigzag & ~0x7FL) != 0) {
      out.write((int) ((zigzag & 0x7f) | 0x80));
      zigzag >>>= 7;
    }
    out.write((int) zigzag);
    return out.toByteArray();
  }
}
