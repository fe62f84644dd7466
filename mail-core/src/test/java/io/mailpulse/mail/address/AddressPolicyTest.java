package io.mailpulse.mail.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.mailpulse.mail.redact.Pseudonyms;
import io.mailpulse.mail.redact.RedactorSettings;
import org.junit.jupiter.api.Test;

class AddressPolicyTest {

  private final Pseudonyms pseudonyms = RedactorSettings.development().pseudonyms();

  @Test
  void hidesTheLocalPartAndTheNameAndKeepsTheDomain() {
    assertThat(pseudonym("Jo Lane", "jo.lane@Shop.Example"))
        .matches("u[0-9a-f]{10}@shop\\.example");
  }

  @Test
  void givesOneAddressOnePseudonymWhateverItsNameAndCase() {
    assertThat(pseudonym("Jo", "Jo@shop.example"))
        .isEqualTo(pseudonym("", "jo@SHOP.example"))
        .isNotEqualTo(pseudonym("", "jo@shop.test"));
  }

  @Test
  void hidesANameThatHasNoAddress() {
    assertThat(pseudonym("Undisclosed", "")).matches("u[0-9a-f]{10}");
  }

  @Test
  void keepsTheAddressWhereTheTenantSaysSo() {
    assertThat(
            AddressPolicy.KEEP.apply(
                new HeaderAddress("Jo Lane", "jo@shop.example"), "acme", pseudonyms))
        .isEqualTo("Jo Lane <jo@shop.example>");
  }

  private String pseudonym(String name, String address) {
    return AddressPolicy.PSEUDONYM.apply(new HeaderAddress(name, address), "acme", pseudonyms);
  }
}
