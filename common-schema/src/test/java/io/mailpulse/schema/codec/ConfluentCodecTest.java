package io.mailpulse.schema.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mailpulse.schema.MoodAggregate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire format against a small registry on loopback that speaks the real one's protocol. */
class ConfluentCodecTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SUBJECT = "emails.aggregates.v1-value";

  private final List<String> schemas = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private final List<String> authorizations = new ArrayList<>();
  private int failuresLeft;
  private int refusal;
  private boolean stalls;
  private HttpServer server;
  private URI url;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
    url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aRecordCarriesItsSchemasId() {
    byte[] bytes = codec().encode(window());

    assertThat(bytes[0]).isZero();
    assertThat(ByteBuffer.wrap(bytes, 1, 4).getInt()).isEqualTo(1);
    assertThat(codec().decode(bytes)).isEqualTo(window());
    assertThat(requests)
        .containsExactly("POST /subjects/" + SUBJECT + "/versions", "GET /schemas/ids/1");
  }

  @Test
  void aRegistryIsToldWhoAsks() {
    var registry = new SchemaRegistry(url, "mail:swordfish");

    new ConfluentCodec<>(MoodAggregate.class, registry, SUBJECT).encode(window());
    codec().encode(window());

    String basic =
        Base64.getEncoder().encodeToString("mail:swordfish".getBytes(StandardCharsets.UTF_8));
    assertThat(authorizations).containsExactly("Basic " + basic, "null");
  }

  @Test
  void asksOncePerSchema() {
    RecordCodec<MoodAggregate> codec = codec();
    for (int i = 0; i < 10; i++) {
      codec.decode(codec.encode(window()));
    }

    assertThat(requests).hasSize(2);
  }

  @Test
  void readsWhatAnOlderWriterWrote() throws IOException {
    String current = MoodAggregate.getClassSchema().toString();
    var older = (ObjectNode) JSON.readTree(current);
    var fields = (ArrayNode) older.get("fields");
    for (int i = fields.size() - 1; i >= 0; i--) {
      if (fields.get(i).get("name").textValue().equals("emotion")) {
        fields.remove(i);
      }
    }
    schemas.add(older.toString());
    Schema writer = new Schema.Parser().parse(older.toString());
    var record = new GenericData.Record(writer);
    MoodAggregate window = window();
    for (Schema.Field field : writer.getFields()) {
      Object value = window.get(MoodAggregate.getClassSchema().getField(field.name()).pos());
      record.put(field.pos(), value instanceof Instant at ? (Object) at.toEpochMilli() : value);
    }
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0, 0, 0, 0, 1});
    var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<>(writer).write(record, encoder);

    MoodAggregate read = codec().decode(out.toByteArray());

    assertThat(read.getVolume()).isEqualTo(3);
    assertThat(read.getEmotion()).isEmpty();
  }

  @Test
  void aRegistryThatRecoversIsAskedAgain() {
    failuresLeft = 2;

    assertThat(codec().encode(window())).hasSizeGreaterThan(5);
  }

  @Test
  void aRegistryThatStaysDownIsToldFromABadRecord() {
    failuresLeft = Integer.MAX_VALUE;

    assertThatThrownBy(() -> codec().encode(window()))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageContaining("did not answer in 3 attempts");
    assertThat(failuresLeft).isEqualTo(Integer.MAX_VALUE - 3);
  }

  @Test
  void foreignBytesAreACodecException() {
    assertThatThrownBy(() -> codec().decode("{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("Confluent wire format");
    assertThatThrownBy(() -> codec().decode(new byte[] {0, 0, 0, 0, 9, 1}))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("no schema of id 9");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 302, 429})
  void aRegistryThatDoesNotLetUsInSaysNothingOfTheRecord(int status) {
    refusal = status;
    assertThatThrownBy(() -> codec().decode(new byte[] {0, 0, 0, 0, 1, 1}))
        .isInstanceOf(SchemaRegistryException.class)
        .hasStackTraceContaining(String.valueOf(status));
  }

  @Test
  void aRegistryThatFallsSilentInItsAnswerIsAFailureAfterTheTimeout() {
    stalls = true;
    var registry = new SchemaRegistry(url, Duration.ofMillis(100));
    assertThatThrownBy(() -> registry.schemaOf(1))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageContaining("did not answer in 3 attempts");
  }

  private RecordCodec<MoodAggregate> codec() {
    return new ConfluentCodec<>(MoodAggregate.class, new SchemaRegistry(url), SUBJECT);
  }

  private static MoodAggregate window() {
    Instant start = Instant.parse("2026-03-01T08:00:00Z");
    return MoodAggregate.newBuilder()
        .setAggregateId("id")
        .setTenantId("acme")
        .setLanguage("en")
        .setModelVersion("m@1")
        .setWindowStart(start)
        .setWindowEnd(start.plusSeconds(60))
        .setVolume(3)
        .setScored(2)
        .setNegative(1)
        .setNeutral(0)
        .setPositive(1)
        .setUnknown(1)
        .setAvgPolarity(0.1)
        .setNegRate(0.5)
        .setEmotion(Map.of("joy", 0.5))
        .build();
  }

  private void handle(HttpExchange exchange) throws IOException {
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    requests.add(exchange.getRequestMethod() + ' ' + exchange.getRequestURI().getPath());
    if (stalls) {
      exchange.sendResponseHeaders(200, 100);
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush(); // and never another byte
    } else if (refusal > 0) {
      answer(exchange, refusal, "{}");
    } else if (failuresLeft > 0) {
      failuresLeft--;
      answer(exchange, 503, "{}");
    } else if (exchange.getRequestMethod().equals("POST")) {
      JsonNode body = JSON.readTree(exchange.getRequestBody());
      schemas.add(body.get("schema").textValue());
      answer(exchange, 200, "{\"id\":" + schemas.size() + "}");
    } else {
      String path = exchange.getRequestURI().getPath();
      int id = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
      if (id > schemas.size()) {
        answer(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
      } else {
        String schema = JSON.createObjectNode().put("schema", schemas.get(id - 1)).toString();
        answer(exchange, 200, schema);
      }
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
