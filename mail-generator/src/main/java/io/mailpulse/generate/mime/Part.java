package io.mailpulse.generate.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A part of a mail, with its own header fields. */
public sealed interface Part {

  /** Writes the fields that describe the content, and the blank line. */
  void writeFields(ByteArrayOutputStream out);

  /** Writes the content. */
  void writeContent(ByteArrayOutputStream out);

  /** A whole mail. */
  static byte[] mail(FieldLines fields, Part content) {
    var out = new ByteArrayOutputStream(4096);
    out.writeBytes(fields.bytes());
    out.writeBytes(Bytes.ascii("MIME-Version: 1.0\r\n"));
    content.writeFields(out);
    content.writeContent(out);
    return out.toByteArray();
  }

  /**
   * Content of one type.
   *
   * @param type Content-Type with its parameters
   * @param disposition Content-Disposition with its parameters; empty for none
   * @param encoding transfer encoding
   * @param content as it is before it is encoded
   */
  record Leaf(String type, String disposition, TransferEncoding encoding, byte[] content)
      implements Part {

    /** Text of a subtype; lines end with a line feed. */
    public static Leaf text(
        String subtype, String text, Charset charset, TransferEncoding encoding) {
      return new Leaf(
          "text/" + subtype + "; charset=" + charset.name(),
          "",
          encoding,
          text.replace("\n", "\r\n").getBytes(charset));
    }

    /** A file. */
    public static Leaf file(String type, String name, byte[] content) {
      return new Leaf(
          type,
          "attachment;\r\n " + EncodedWord.parameter("filename", name),
          TransferEncoding.BASE64,
          content);
    }

    /** A mail, or the report of one. */
    public static Leaf message(String type, byte[] content) {
      return new Leaf(type, "", TransferEncoding.EIGHT_BIT, content);
    }

    @Override
    public void writeFields(ByteArrayOutputStream out) {
      String fields =
          "Content-Type: "
              + type
              + (disposition.isEmpty() ? "" : "\r\nContent-Disposition: " + disposition)
              + "\r\nContent-Transfer-Encoding: "
              + encoding.wireName()
              + "\r\n\r\n";
      out.writeBytes(fields.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void writeContent(ByteArrayOutputStream out) {
      encoding.write(content, out);
    }
  }

  /**
   * Parts together.
   *
   * @param subtype mixed, alternative or report, with parameters
   * @param boundary what stands between the parts
   * @param parts at least one
   */
  record Multi(String subtype, String boundary, List<Part> parts) implements Part {

    @Override
    public void writeFields(ByteArrayOutputStream out) {
      out.writeBytes(
          Bytes.ascii(
              "Content-Type: multipart/"
                  + subtype
                  + ";\r\n boundary=\""
                  + boundary
                  + "\"\r\n\r\n"));
    }

    @Override
    public void writeContent(ByteArrayOutputStream out) {
      for (Part part : parts) {
        out.writeBytes(Bytes.ascii("--" + boundary + "\r\n"));
        part.writeFields(out);
        part.writeContent(out);
      }
      out.writeBytes(Bytes.ascii("--" + boundary + "--\r\n"));
    }
  }
}
