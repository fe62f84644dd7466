package io.mailpulse.mail.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.mail.redact.finding.Findings;
import io.mailpulse.mail.redact.finding.Findings.Finding;
import io.mailpulse.mail.redact.finding.PiiType;
import io.mailpulse.schema.entity.EntityFinder;
import io.mailpulse.schema.entity.EntityKind;
import io.mailpulse.schema.entity.FoundEntity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntityScanTest {

  @Test
  void namesWhatTheModelFindsByItsWords() {
    EntityFinder finder =
        text ->
            List.of(
                new FoundEntity(0, 9, EntityKind.PERSON),
                new FoundEntity(14, 24, EntityKind.POSTAL_ADDRESS));
    var findings = new Findings();
    new EntityScan(finder).scan("Ada  \nBo, of\n Elm\tStreet", findings);
    assertThat(findings.resolve())
        .containsExactly(
            new Finding(0, 9, PiiType.PERSON, "ada bo,"),
            new Finding(14, 24, PiiType.POSTAL_ADDRESS, "elm street"));
  }

  @Test
  void theModelNeverSeesTokensOfAnEarlierRedaction() {
    List<String> asked = new ArrayList<>();
    EntityFinder finder =
        text -> {
          asked.add(text);
          return List.of();
        };
    new EntityScan(finder).scan("Hi <PERSON_7f3a12bc>, a <b> <NATIONAL_ID_00ff> c", new Findings());
    assertThat(asked).containsExactly("Hi                  , a <b>                    c");
    String plain = "if a < b_1> c <EMAIL_> <_ab> <x";
    assertThat(EntityScan.withoutTokens(plain)).isSameAs(plain);
  }

  @Test
  void aBundleThatNothingCanRunIsRefusedWhereTheRedactorIsMade() {
    RedactorSettings settings = RedactorSettings.development().withEntities("somewhere");
    assertThatThrownBy(() -> Redactor.create(settings))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("somewhere", "model-onnx");
  }
}
