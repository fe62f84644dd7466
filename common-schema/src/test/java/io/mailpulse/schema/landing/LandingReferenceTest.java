package io.mailpulse.schema.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LandingReferenceTest {

  private static final URI ROOT = URI.create("s3://bucket/landing");
  private static final String PLACE = LandingPath.incoming("acme", "0a1b");

  @Test
  void whatTheLandingWritesMayBeNamed() {
    assertThat(LandingReference.of(ROOT, "acme", PLACE)).contains(PLACE);
    assertThat(LandingReference.of(ROOT, "acme", "s3://bucket/landing/" + PLACE)).contains(PLACE);
    assertThat(LandingReference.of(URI.create("s3://bucket/landing//"), "acme", PLACE))
        .contains(PLACE);
    assertThat(LandingReference.tenantFolder(PLACE)).isEqualTo("incoming/tenant_id=acme");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://bucket/landing-of-others/incoming/tenant_id=acme/a.eml",
        "s3://bucket2/landing/incoming/tenant_id=acme/a.eml",
        "s3a://bucket/landing/incoming/tenant_id=acme/a.eml",
        "s3://bucket/landing/../incoming/tenant_id=acme/a.eml",
        "S3://bucket/landing/incoming/tenant_id=acme/a.eml",
        "incoming/tenant_id=ACME/a.eml",
        "incoming/tenant_id=acme/a b.eml",
        "incoming/tenant_id=acme/a.eml?versionId=1",
        "incoming/tenant_id=acme/a.eml#x",
        "incoming/tenant_id=acme/\n.eml",
        " incoming/tenant_id=acme/a.eml"
      })
  void nothingElseMay(String reference) {
    assertThat(LandingReference.of(ROOT, "acme", reference)).isEmpty();
  }
}
