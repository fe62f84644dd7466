package io.mailpulse.schema.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IndexLayoutTest {

  @Test
  void indexNamesAreLowerCaseAndKeepTenantsApart() {
    Instant march = Instant.parse("2026-03-01T08:00:00Z");

    assertThat(IndexLayout.PER_TENANT.indexOf("acme", march)).isEqualTo("emails-acme");
    assertThat(IndexLayout.PER_TENANT_AND_MONTH.indexOf("acme", march))
        .isEqualTo("emails-acme-2026.03");
    assertThat(IndexLayout.PER_TENANT.indexOf("Acme", march))
        .startsWith("emails-acme_")
        .isNotEqualTo(IndexLayout.PER_TENANT.indexOf("ACME", march));
  }

  @Test
  void theTemplateMapsEveryFieldAndNoOther() throws IOException {
    var mapped = new ArrayList<String>();
    new ObjectMapper()
        .readTree(IndexTemplate.json())
        .at("/template/mappings/properties")
        .fieldNames()
        .forEachRemaining(mapped::add);

    assertThat(mapped)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(MailField.values()).map(MailField::wireName).toList());
  }
}
