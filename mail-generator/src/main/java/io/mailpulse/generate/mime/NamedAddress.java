package io.mailpulse.generate.mime;

import java.nio.charset.Charset;

/**
 * A name and an address.
 *
 * @param name display name; empty for none
 * @param address the bare address
 */
public record NamedAddress(String name, String address) {

  /** As it stands in a header field. */
  String field(Charset charset) {
    if (name.isEmpty()) {
      return address;
    }
    String plain = Bytes.isAscii(name) ? '"' + name + '"' : EncodedWord.of(name, charset) + "\r\n ";
    return plain + (plain.endsWith(" ") ? "" : " ") + '<' + address + '>';
  }

  /** As people read it. */
  public String display() {
    return name.isEmpty() ? address : name + " <" + address + '>';
  }
}
