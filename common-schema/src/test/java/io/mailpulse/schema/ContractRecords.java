package io.mailpulse.schema;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Records of every contract with every field set, made from the schema itself. */
public final class ContractRecords {

  private ContractRecords() {}

  /** A record whose optional fields are present and whose collections hold one item. */
  public static <T extends SpecificRecord> T full(Class<T> type) {
    return type.cast(value(SpecificData.get().getSchema(type), "value"));
  }

  /** A record whose optional fields are null and whose collections are empty. */
  public static <T extends SpecificRecord> T sparse(Class<T> type) {
    T record = full(type);
    for (Schema.Field field : record.getSchema().getFields()) {
      switch (field.schema().getType()) {
        case UNION -> record.put(field.pos(), null);
        case ARRAY -> record.put(field.pos(), List.of());
        case MAP -> record.put(field.pos(), Map.of());
        default -> {}
      }
    }
    return record;
  }

  private static Object value(Schema schema, String name) {
    return switch (schema.getType()) {
      case RECORD -> {
        var record = (SpecificRecord) SpecificData.get().newRecord(null, schema);
        for (Schema.Field field : schema.getFields()) {
          record.put(field.pos(), value(field.schema(), field.name()));
        }
        yield record;
      }
      case UNION ->
          schema.getTypes().stream()
              .filter(branch -> branch.getType() != Schema.Type.NULL)
              .map(branch -> value(branch, name))
              .findFirst()
              .orElseThrow();
      case ARRAY -> new ArrayList<>(List.of(value(schema.getElementType(), name)));
      case MAP -> new HashMap<>(Map.of("Schlüssel", value(schema.getValueType(), name)));
      case STRING -> name + " \"q\" \\ \n \u0000 Grüße 你好 \ud83d\ude42";
      case BYTES -> ByteBuffer.wrap(new byte[] {0, -1, 13, 10, 127});
      case LONG ->
          schema.getLogicalType() == null
              ? (Object) (Long.MAX_VALUE - 1)
              : Instant.parse("2026-03-01T08:15:30.042Z");
      case INT -> 42;
      case DOUBLE -> -0.123456789012345;
      case BOOLEAN -> true;
      default -> throw new IllegalArgumentException("no contract uses " + schema.getType());
    };
  }
}
