package io.mailpulse.schema.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

  /** Computed with another implementation of RFC 9562. */
  private static final String EMAIL_OF_ACME = "00ba5dd2-456f-5198-8428-9d92aafc9fdc";

  @Test
  void nameBasedIdsFollowTheStandard() {
    UUID dnsNamespace = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    assertThat(Ids.uuid5(dnsNamespace, "www.example.com"))
        .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
  }

  @Test
  void idsAreTheSameOnEveryMachineAndForEver() {
    assertThat(Ids.email("acme", "mid:1@example.com"))
        .isEqualTo(Ids.email("acme", "mid:1@example.com"))
        .isEqualTo(EMAIL_OF_ACME);
    assertThat(UUID.fromString(EMAIL_OF_ACME).version()).isEqualTo(5);
  }

  @Test
  void kindsOfRecordsNeverShareAnId() {
    assertThat(
            Set.of(
                Ids.email("t", "k"),
                Ids.thread("t", "k"),
                Ids.alert("t", "k", "m"),
                Ids.aggregate("t", "k", Instant.EPOCH, "m"),
                Ids.deadLetter("t", "s", "k", "e", "h", "p")))
        .hasSize(5);
  }

  @Test
  void movingALetterFromOnePartToTheNextGivesAnotherId() {
    assertThat(Ids.email("ab", "c")).isNotEqualTo(Ids.email("a", "bc"));
    assertThatThrownBy(() -> Ids.email("a\u001fb", "c"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anIdIsToldByItsForm() {
    assertThat(Ids.isId(Ids.email("acme", "key"))).isTrue();
    assertThat(Ids.isId(Ids.email("acme", "key").toUpperCase(Locale.ROOT))).isFalse();
    assertThat(Ids.isId(Ids.email("acme", "key") + "\n")).isFalse();
    assertThat(Ids.isId("")).isFalse();
  }

  @Test
  void sha256IsOverUtf8() {
    assertThat(Ids.sha256("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Ids.sha256("ü")).isEqualTo(Ids.sha256(new byte[] {(byte) 0xc3, (byte) 0xbc}));
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme", "Acme-2.eu_west", "a"})
  void plainTenantIdsAreAccepted(String tenant) {
    assertThat(TenantId.require(tenant)).isEqualTo(tenant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a|b", "ä", "a b", "a=b"})
  void otherTenantIdsAreRefused(String tenant) {
    assertThatThrownBy(() -> TenantId.require(tenant)).isInstanceOf(IllegalArgumentException.class);
  }
}
