package io.mailpulse.schema.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Plain JSON under the schema's field names: no union wrappers, timestamps in ISO-8601 UTC with
 * milliseconds, bytes in Base64, absent optional fields as null. Unknown fields are ignored and
 * missing ones take their default, as Avro's resolution does.
 */
public final class JsonCodec<T extends SpecificRecord> implements RecordCodec<T> {

  private static final ObjectMapper MAPPER =
      new ObjectMapper(JsonFactory.builder().build())
          .configure(JsonParser.Feature.STRICT_DUPLICATE_DETECTION, true);

  private final Class<T> type;
  private final Schema schema;

  /** Codec of a generated class under its own schema. */
  public JsonCodec(Class<T> type) {
    this.type = type;
    this.schema = SpecificData.get().getSchema(type);
  }

  @Override
  public byte[] encode(T value) {
    var out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = MAPPER.getFactory().createGenerator(out)) {
      write(schema, value, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Writes a record as one object into an open document. */
  public void write(T value, JsonGenerator json) throws IOException {
    write(schema, value, json);
  }

  @Override
  public T decode(byte[] bytes) {
    JsonNode node;
    try {
      node = MAPPER.readTree(bytes);
    } catch (IOException e) {
      // Not as the cause: its message and location quote the record.
      throw new CodecException(type.getSimpleName() + ": not JSON");
    }
    return type.cast(read(schema, node, type.getSimpleName()));
  }

  private static void write(Schema schema, Object value, JsonGenerator json) throws IOException {
    switch (schema.getType()) {
      case UNION -> {
        if (value == null) {
          json.writeNull();
        } else {
          write(present(schema), value, json);
        }
      }
      case RECORD -> {
        var record = (SpecificRecord) value;
        json.writeStartObject();
        for (Schema.Field field : schema.getFields()) {
          json.writeFieldName(field.name());
          write(field.schema(), record.get(field.pos()), json);
        }
        json.writeEndObject();
      }
      case ARRAY -> {
        json.writeStartArray();
        for (Object item : (Collection<?>) value) {
          write(schema.getElementType(), item, json);
        }
        json.writeEndArray();
      }
      case MAP -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
          json.writeFieldName(UnicodeText.wellFormed(entry.getKey().toString()));
          write(schema.getValueType(), entry.getValue(), json);
        }
        json.writeEndObject();
      }
      case STRING -> json.writeString(UnicodeText.wellFormed(value.toString()));
      case BYTES -> {
        ByteBuffer bytes = ((ByteBuffer) value).duplicate();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        json.writeString(Base64.getEncoder().encodeToString(copy));
      }
      case LONG -> {
        if (value instanceof Instant instant) {
          json.writeString(Timestamps.format(instant));
        } else {
          json.writeNumber((Long) value);
        }
      }
      case INT -> json.writeNumber((Integer) value);
      case DOUBLE -> json.writeNumber((Double) value);
      case BOOLEAN -> json.writeBoolean((Boolean) value);
      default -> throw new IllegalStateException("no contract uses Avro type " + schema.getType());
    }
  }

  private static Object read(Schema schema, JsonNode node, String path) {
    return switch (schema.getType()) {
      case UNION -> node.isNull() ? null : read(present(schema), node, path);
      case RECORD -> record(schema, require(node.isObject(), node, "an object", path), path);
      case ARRAY -> {
        var items = new ArrayList<Object>(node.size());
        for (JsonNode item : require(node.isArray(), node, "an array", path)) {
          items.add(read(schema.getElementType(), item, path + "[]"));
        }
        yield items;
      }
      case MAP -> {
        var map = new HashMap<String, Object>();
        for (Map.Entry<String, JsonNode> entry :
            require(node.isObject(), node, "an object", path).properties()) {
          map.put(entry.getKey(), read(schema.getValueType(), entry.getValue(), path + "{}"));
        }
        yield map;
      }
      case STRING ->
          UnicodeText.wellFormed(require(node.isTextual(), node, "a string", path).textValue());
      case BYTES -> ByteBuffer.wrap(base64(node, path));
      case LONG ->
          schema.getLogicalType() == null
              ? (Object)
                  require(
                          node.isIntegralNumber() && node.canConvertToLong(),
                          node,
                          "an integer of 64 bits",
                          path)
                      .longValue()
              : instant(require(node.isTextual(), node, "an ISO-8601 time", path), path);
      case INT -> require(node.isInt(), node, "an integer", path).intValue();
      case DOUBLE -> require(node.isNumber(), node, "a number", path).doubleValue();
      case BOOLEAN -> require(node.isBoolean(), node, "true or false", path).booleanValue();
      default -> throw new IllegalStateException("no contract uses Avro type " + schema.getType());
    };
  }

  private static Object record(Schema schema, JsonNode node, String path) {
    var record =
        (SpecificRecord)
            SpecificData.get().newRecord(null, schema); // the generated class of this schema
    for (Schema.Field field : schema.getFields()) {
      JsonNode child = node.get(field.name());
      String childPath = path + '.' + field.name();
      if (child != null) {
        record.put(field.pos(), read(field.schema(), child, childPath));
      } else if (field.hasDefaultValue()) {
        record.put(field.pos(), SpecificData.get().getDefaultValue(field));
      } else {
        throw new CodecException(childPath + ": missing, and has no default");
      }
    }
    return record;
  }

  private static JsonNode require(boolean matches, JsonNode node, String expected, String path) {
    if (!matches) {
      throw new CodecException(
          path + ": expected " + expected + ", found " + node.getNodeType().name().toLowerCase());
    }
    return node;
  }

  private static byte[] base64(JsonNode node, String path) {
    try {
      return Base64.getDecoder()
          .decode(require(node.isTextual(), node, "Base64", path).textValue());
    } catch (IllegalArgumentException e) {
      throw new CodecException(path + ": not Base64");
    }
  }

  private static Instant instant(JsonNode node, String path) {
    try {
      Instant time = Instant.parse(node.textValue());
      time.toEpochMilli(); // what every other form of the record holds
      return time;
    } catch (DateTimeException | ArithmeticException e) {
      throw new CodecException(path + ": expected an ISO-8601 time");
    }
  }

  private static Schema present(Schema union) {
    for (Schema branch : union.getTypes()) {
      if (branch.getType() != Schema.Type.NULL) {
        return branch;
      }
    }
    throw new IllegalStateException("a union of nothing but null");
  }
}
