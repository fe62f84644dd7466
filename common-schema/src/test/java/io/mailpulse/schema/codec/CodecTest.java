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
import io.mailpulse.schema.ThreadSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
        DeadLetter.class
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
}
