package io.mailpulse.model.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.schema.entity.EntityKind;
import io.mailpulse.schema.entity.FoundEntity;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntityJoiningTest {

  @Test
  void aPieceStandsForItsWholeWord() {
    assertThat(found("Ask Adeyemi now", piece("eye", EntityPart.PERSON)))
        .containsExactly("PERSON Adeyemi");
  }

  @Test
  void wordsOfANameAreOneName() {
    assertThat(
            found(
                "From Ada M. Lovelace-King, and Bo.",
                piece("Ada", EntityPart.PERSON),
                piece("M", EntityPart.PERSON),
                piece("Lovelace", EntityPart.PERSON),
                piece("King", EntityPart.PERSON),
                piece("Bo", EntityPart.PERSON)))
        .containsExactly("PERSON Ada M. Lovelace-King", "PERSON Bo");
  }

  @Test
  void aWordInSmallLettersIsNoNameUnlessTheScriptHasNoOthers() {
    assertThat(found("the json file", piece("json", EntityPart.PERSON))).isEmpty();
    assertThat(found("여기 김철수 입니다", piece("김철수", EntityPart.PERSON))).containsExactly("PERSON 김철수");
  }

  @Test
  void partsOfAnAddressAreOneAddressOverCommasAndLines() {
    assertThat(
            found(
                "to 14 Elm Street,\nSpringfield 62704 by noon",
                piece("14", EntityPart.DETAIL),
                piece("Elm", EntityPart.STREET),
                piece("Street", EntityPart.STREET),
                piece("Springfield", EntityPart.TOWN),
                piece("62704", EntityPart.POSTCODE)))
        .containsExactly("POSTAL_ADDRESS 14 Elm Street,\nSpringfield 62704");
  }

  @Test
  void aTownOrANumberAloneIsNoAddress() {
    assertThat(found("we met in Paris", piece("Paris", EntityPart.TOWN))).isEmpty();
    assertThat(found("error 62704 again", piece("62704", EntityPart.POSTCODE))).isEmpty();
    assertThat(
            found(
                "75005 Paris",
                piece("75005", EntityPart.POSTCODE),
                piece("Paris", EntityPart.TOWN)))
        .containsExactly("POSTAL_ADDRESS 75005 Paris");
  }

  @Test
  void aNameEndsWhereAnAddressBegins() {
    assertThat(
            found(
                "Ada 14 Elm Street",
                piece("Ada", EntityPart.PERSON),
                piece("14", EntityPart.DETAIL),
                piece("Elm", EntityPart.STREET)))
        .containsExactly("PERSON Ada", "POSTAL_ADDRESS 14 Elm");
  }

  @Test
  void labelsOfCommonSchemesAreKnown() {
    assertThat(List.of("B-PER", "I-PERSON", "GIVEN_NAME", "b-surname"))
        .extracting(EntityPart::of)
        .containsOnly(EntityPart.PERSON);
    assertThat(List.of("B-STREET_NAME", "I-CITY", "B-ZIP_CODE", "B-BUILDING_NUMBER"))
        .extracting(EntityPart::of)
        .containsExactly(
            EntityPart.STREET, EntityPart.TOWN, EntityPart.POSTCODE, EntityPart.DETAIL);
    assertThat(List.of("O", "B-ORG", "B-EMAIL", ""))
        .extracting(EntityPart::of)
        .containsOnly(EntityPart.NONE);
  }

  private record Piece(String word, EntityPart part) {}

  private static Piece piece(String word, EntityPart part) {
    return new Piece(word, part);
  }

  private static List<String> found(String text, Piece... pieces) {
    var joining = new EntityJoining(text);
    int at = 0;
    for (Piece piece : pieces) {
      int start = text.indexOf(piece.word, at);
      at = start + piece.word.length();
      joining.add(start, at, piece.part);
    }
    return joining.entities().stream().map(entity -> describe(text, entity)).toList();
  }

  private static String describe(String text, FoundEntity entity) {
    EntityKind kind = entity.kind();
    return kind + " " + text.substring(entity.start(), entity.end());
  }
}
