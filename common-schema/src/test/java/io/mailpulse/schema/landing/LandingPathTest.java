package io.mailpulse.schema.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailpulse.schema.EmailRaw;
import io.mailpulse.schema.id.Ids;
import io.mailpulse.schema.id.TenantId;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LandingPathTest {

  private static final String ID = "0d6f4f0e-8f5c-5a55-9c0e-3a1f0b1d2c3e";
  private static final LandingPath PLACE = new LandingPath("acme", LocalDate.of(2026, 3, 1), ID);

  @Test
  void whatIsWrittenIsParsed() {
    assertThat(PLACE.ref())
        .isEqualTo("raw/tenant_id=acme/ingest_date=2026/03/01/" + ID + ".eml.gz");
    assertThat(LandingPath.parse(PLACE.ref())).contains(PLACE);
    assertThat(LandingPath.parse("s3a://bucket/landing/" + PLACE.ref())).contains(PLACE);
  }

  @Test
  void thePlaceBesideAnotherLeadsBackToItInTheSameFolder() {
    String beside = LandingPath.beside(PLACE.ref(), Ids.sha256("bytes"));

    assertThat(LandingPath.alone(beside)).contains(PLACE.ref());
    assertThat(LandingPath.alone("raw/tenant_id=x/" + beside))
        .contains("raw/tenant_id=x/" + PLACE.ref());
    assertThat(LandingPath.alone(PLACE.ref())).isEmpty();
    assertThat(LandingPath.alone("incoming/tenant_id=acme/a.eml.gz")).isEmpty();
  }

  @Test
  void theSameMailAlwaysLandsInTheSamePlace() {
    var mail = new EmailRaw();
    mail.setTenantId("acme");
    mail.setEmailId(ID);
    mail.setTimestamp(Instant.parse("2026-03-01T23:59:59.999Z"));

    assertThat(LandingPath.of(mail)).isEqualTo(PLACE);
  }

  @Test
  void foldersTellTheirTenantAndDay() {
    assertThat(LandingPath.tenantFolder("acme")).isEqualTo("raw/tenant_id=acme");
    assertThat(LandingPath.tenantOf("tenant_id=acme")).contains("acme");
    assertThat(LandingPath.tenantOf("_temporary")).isEmpty();
    assertThat(LandingPath.dayOf("file:/x/raw/tenant_id=acme/ingest_date=2026/03/01"))
        .contains(LocalDate.of(2026, 3, 1));
    assertThat(LandingPath.dayOf("file:/x/raw/tenant_id=acme/ingest_date=2026/03")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "raw/tenant_id=acme/ingest_date=2026/02/30/" + ID + ".eml.gz",
        "raw/tenant_id=acme/ingest_date=2026/03/01/" + ID + ".eml",
        "raw/tenant_id=ac me/ingest_date=2026/03/01/" + ID + ".eml.gz",
        "raw/tenant_id=acme/ingest_date=2026/03/01/short.eml.gz",
        "rejected/tenant_id=acme/" + ID + ".eml.gz",
        ""
      })
  void whatIsNoPlaceOfAMailIsNotTakenForOne(String path) {
    assertThat(LandingPath.parse(path)).isEmpty();
  }

  @Test
  void whatHasNoIdYetLiesUnderItsDigest() {
    assertThat(LandingPath.incoming("acme", "ab12"))
        .isEqualTo("incoming/tenant_id=acme/ab12.eml.gz");
  }

  @Test
  void aMailBesideAnotherHasItsDigestInItsName() {
    String digest = Ids.sha256("second");
    String beside = LandingPath.beside(PLACE.ref(), digest);

    assertThat(beside).isEqualTo(PLACE.ref().replace(".eml.gz", "." + digest + ".eml.gz"));
    assertThat(LandingPath.parse("s3a://bucket/" + beside))
        .hasValueSatisfying(place -> assertThat(place.emailId()).isEqualTo(PLACE.emailId()))
        .hasValueSatisfying(place -> assertThat(place.ref()).isEqualTo(beside));
  }

  @Test
  void bytesOfNoTenantLieWhereNoRecordMayReach() {
    String place = LandingPath.rejectedOfNoTenant("ab12");

    assertThat(place).isEqualTo("rejected/tenant_id=~/ab12.eml.gz");
    assertThat(LandingReference.of(URI.create("file:/x"), "acme", place)).isEmpty();
    assertThatThrownBy(() -> TenantId.require("~")).isInstanceOf(IllegalArgumentException.class);
  }
}
