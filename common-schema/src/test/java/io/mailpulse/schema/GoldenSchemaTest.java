package io.mailpulse.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The compatibility gate: what reads today's schema must read every version that was ever released
 * (BACKWARD_TRANSITIVE). Released versions are kept under {@code golden/v<n>} and never edited.
 */
class GoldenSchemaTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final SchemaValidator BACKWARD_TRANSITIVE =
      new SchemaValidatorBuilder().canReadStrategy().validateAll();

  static Stream<Schema> contracts() {
    return Stream.of(
            MimeMail.class,
            EmailRaw.class,
            EmailSentiment.class,
            EmailAlert.class,
            MoodAggregate.class,
            ThreadSnapshot.class,
            DeadLetter.class,
            PendingMail.class,
            SearchDocument.class,
            Replay.class)
        .map(SpecificData.get()::getSchema);
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void everyReleasedVersionCanStillBeRead(Schema contract) throws IOException {
    List<Schema> released = released(contract.getName());

    assertThat(released).as("released versions of %s", contract.getName()).isNotEmpty();
    assertThatCode(() -> BACKWARD_TRANSITIVE.validate(contract, released))
        .doesNotThrowAnyException();
  }

  @Test
  void everyContractFileIsGuarded() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/avro"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              contracts().map(schema -> schema.getName() + ".avsc").toList());
    }
  }

  @Test
  void aContractWithinAnotherIsTheSame() {
    assertThat(PendingMail.getClassSchema().getField("mail").schema())
        .as("generated code of PendingMail is older than EmailRaw.avsc: mvn clean mends it")
        .isEqualTo(EmailRaw.getClassSchema());
  }

  @Test
  void aNewFieldWithoutDefaultIsRefused() throws IOException {
    Schema released = released("EmailAlert").get(0);
    Schema changed = withField(released, SchemaBuilder.builder().stringType(), null);

    assertThatThrownBy(() -> BACKWARD_TRANSITIVE.validate(changed, List.of(released)))
        .isInstanceOf(SchemaValidationException.class);
  }

  @Test
  void aNewFieldWithDefaultIsAccepted() throws IOException {
    Schema released = released("EmailAlert").get(0);
    Schema changed = withField(released, SchemaBuilder.builder().stringType(), "");

    assertThatCode(() -> BACKWARD_TRANSITIVE.validate(changed, List.of(released)))
        .doesNotThrowAnyException();
  }

  @Test
  void everyFieldOfEveryContractIsDocumented() {
    assertThat(contracts().flatMap(contract -> undocumented(contract, contract.getName())))
        .isEmpty();
  }

  private static Stream<String> undocumented(Schema schema, String path) {
    return switch (schema.getType()) {
      case RECORD ->
          schema.getFields().stream()
              .flatMap(
                  field ->
                      Stream.concat(
                          field.doc() == null ? Stream.of(path + "." + field.name()) : Stream.of(),
                          undocumented(field.schema(), path + "." + field.name())));
      case ARRAY -> undocumented(schema.getElementType(), path);
      case UNION -> schema.getTypes().stream().flatMap(branch -> undocumented(branch, path));
      default -> Stream.of();
    };
  }

  private static Schema withField(Schema schema, Schema type, Object defaultValue) {
    var fields = new ArrayList<Schema.Field>();
    schema.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    fields.add(new Schema.Field("added", type, "Added.", defaultValue));
    return Schema.createRecord(
        schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
  }

  private static List<Schema> released(String name) throws IOException {
    try (Stream<Path> versions = Files.list(GOLDEN)) {
      var schemas = new ArrayList<Schema>();
      for (Path version : versions.sorted().toList()) {
        Path file = version.resolve(name + ".avsc");
        if (Files.exists(file)) {
          schemas.add(new Schema.Parser().parse(file.toFile()));
        }
      }
      return schemas;
    }
  }
}
