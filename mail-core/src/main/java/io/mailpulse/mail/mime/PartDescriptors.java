package io.mailpulse.mail.mime;

import io.mailpulse.mail.header.HeaderField;
import io.mailpulse.mail.header.HeaderParameters;
import java.util.Locale;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.BodyDescriptorBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.RawField;

/**
 * Tells mime4j how each entity is structured, from parameters as we read them: its own reading of
 * continued parameters takes quadratic time on a hostile field.
 */
final class PartDescriptors implements BodyDescriptorBuilder {

  private static final String PLAIN = "text/plain";
  private static final String MAIL = "message/rfc822";

  private final HeaderField current;
  private final String implied;
  private HeaderParameters contentType = HeaderParameters.NONE;
  private String transferEncoding = "";

  /**
   * Makes the descriptors of a mail.
   *
   * @param current the field that was read last
   */
  PartDescriptors(HeaderField current) {
    this(current, PLAIN);
  }

  private PartDescriptors(HeaderField current, String implied) {
    this.current = current;
    this.implied = implied;
  }

  @Override
  public void reset() {
    contentType = HeaderParameters.NONE;
    transferEncoding = "";
  }

  @Override
  public Field addField(RawField field) {
    String name = field.getNameLowerCase();
    if (name.equals("content-type") && contentType == HeaderParameters.NONE) {
      contentType = current.parameters();
    } else if (name.equals("content-transfer-encoding") && transferEncoding.isEmpty()) {
      transferEncoding = current.parameters().value();
    }
    return field;
  }

  @Override
  public BodyDescriptorBuilder newChild() {
    boolean digest = contentType.value().equals("multipart/digest");
    return new PartDescriptors(current, digest ? MAIL : PLAIN);
  }

  @Override
  public BodyDescriptor build() {
    String boundary = contentType.parameter("boundary").orElse(null);
    String declared = PartReader.mediaType(contentType.value(), implied);
    boolean noParts = declared.startsWith("multipart/") && boundary == null;
    return new Descriptor(
        noParts ? PLAIN : declared,
        boundary,
        contentType.parameter("charset").orElse(null),
        transferEncoding.isEmpty() ? "7bit" : transferEncoding);
  }

  private record Descriptor(
      String mimeType, String boundary, String charset, String transferEncoding)
      implements BodyDescriptor {

    @Override
    public String getMimeType() {
      return mimeType;
    }

    @Override
    public String getBoundary() {
      return boundary;
    }

    @Override
    public String getMediaType() {
      return mimeType.substring(0, mimeType.indexOf('/'));
    }

    @Override
    public String getSubType() {
      return mimeType.substring(mimeType.indexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    @Override
    public String getCharset() {
      return charset;
    }

    @Override
    public String getTransferEncoding() {
      return transferEncoding;
    }

    @Override
    public long getContentLength() {
      return -1;
    }
  }
}
