package io.mailpulse.mail.mime;

import io.mailpulse.mail.attachment.AttachedFile;
import io.mailpulse.mail.fault.Defect;
import io.mailpulse.mail.fault.MailParseException;
import io.mailpulse.mail.header.FieldNames;
import io.mailpulse.mail.header.HeaderField;
import io.mailpulse.mail.header.HeaderFields;
import io.mailpulse.mail.header.HeaderParameters;
import io.mailpulse.mail.header.MailHeaders;
import io.mailpulse.mail.kind.DeclaredPart;
import io.mailpulse.mail.kind.KindSignals;
import io.mailpulse.schema.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A mail while its tokens come in: the tree of its parts, its header fields, its nested mails. */
final class MailAssembly {

  final Set<Defect> defects = EnumSet.noneOf(Defect.class);

  private final HeaderFields fields = new HeaderFields(defects);
  private final KindSignals signals = new KindSignals();
  private final Deque<MailPart> path = new ArrayDeque<>();
  private final MailPart root = new MailPart();
  private final List<ParsedMail> nested = new ArrayList<>();
  private int fieldCount;
  private int headerFields;
  private int headerBytes;
  private long sizeBytes;

  MailAssembly() {
    path.push(root);
  }

  boolean hasFields() {
    return fieldCount > 0;
  }

  void startHeader() {
    headerFields = 0;
    headerBytes = 0;
  }

  void field(HeaderField field, ParseLimits limits) throws MailParseException {
    headerBytes += field.length();
    sizeBytes += field.length();
    if (++headerFields > limits.maxHeaderCount()) {
      throw MailParseException.breach(
          FailureKind.TOO_MANY_HEADERS, "maxHeaderCount", limits.maxHeaderCount(), headerFields);
    }
    if (headerBytes > limits.maxHeaderBytes()) {
      throw MailParseException.breach(
          FailureKind.HEADER_TOO_LARGE, "maxHeaderBytes", limits.maxHeaderBytes(), headerBytes);
    }
    String name = field.name();
    if (name.startsWith("content-")) {
      contentField(name, field);
    }
    if (path.size() == 1) {
      fieldCount += FieldNames.isUsual(name) ? 1 : 0;
      fields.add(field);
      if (FieldNames.tellsKind(name)) {
        signals.header(name, field.body(defects));
      }
    }
  }

  private void contentField(String name, HeaderField field) {
    MailPart part = path.element();
    switch (name) {
      case "content-type" -> {
        if (part.contentType == HeaderParameters.NONE) {
          part.contentType = field.parameters(defects);
        }
      }
      case "content-disposition" -> {
        if (part.disposition == HeaderParameters.NONE) {
          part.disposition = field.parameters(defects);
        }
      }
      case "content-transfer-encoding" -> {
        if (part.transferEncoding.isEmpty()) {
          part.transferEncoding = field.parameters(defects).value();
        }
      }
      default -> {
        // Other content fields do not change how a part is read.
      }
    }
  }

  void startMultipart(String mediaType) {
    MailPart part = path.element();
    part.multipart = true;
    part.mediaType = mediaType;
    signals.part(declared(part));
  }

  void endMultipart(PartReader reader) throws MailParseException {
    MailPart part = path.element();
    if (part.children.isEmpty()) {
      defects.add(Defect.MULTIPART_WITHOUT_PARTS);
      part.multipart = false;
      part.mediaType = "text/plain";
      part.likelyLanguages = fields.likelyLanguages();
      reader.readText(part, part.preamble, defects);
    }
    part.preamble = null;
  }

  void startPart() {
    var part = new MailPart();
    part.index = path.element().children.size();
    path.element().children.add(part);
    path.push(part);
  }

  void endPart() {
    path.pop();
  }

  void preamble(byte[] bytes) {
    path.element().preamble = bytes;
    sizeBytes += bytes.length;
  }

  void body(PartReader reader, InputStream in, String impliedType)
      throws MailParseException, IOException {
    MailPart part = path.element();
    part.mediaType = PartReader.mediaType(part.contentType.value(), impliedType);
    boolean isRoot = path.size() == 1;
    part.likelyLanguages = fields.likelyLanguages();
    sizeBytes += reader.read(part, in, isRoot, defects);
    signals.part(declared(part));
  }

  void nested(MailAssembly mail) {
    MailPart part = path.element();
    part.mediaType = PartReader.mediaType(part.contentType.value(), "message/rfc822");
    part.size = mail.sizeBytes;
    part.isMail = true;
    signals.part(declared(part));
    sizeBytes += mail.sizeBytes;
    if (mail.fields.isMail()) {
      nested.add(mail.finish(mail.sizeBytes));
    } else {
      defects.add(Defect.NESTED_NOT_MAIL);
    }
  }

  /**
   * Tells whether the end of the bytes cut the mail off: its outermost multipart is never closed. A
   * text broken off is not shown beside the whole texts before it, so that no half sentence joins
   * them.
   */
  void markCutOff(byte[] mime) {
    String boundary = root.contentType.parameter("boundary").orElse("");
    if (!root.multipart || boundary.isEmpty() || ClosingDelimiter.isIn(mime, boundary)) {
      return;
    }
    defects.add(Defect.TRUNCATED);
    MailPart last = root.lastLeaf();
    boolean wholeTextBefore =
        last.text != null && !last.text.isBlank() && root.hasTextOtherThan(last);
    if (wholeTextBefore) {
      last.text = null;
      last.textAsSent = null;
    }
  }

  ParsedMail finish(long size) {
    BodySelection selection = BodySelection.of(root);
    MailHeaders headers = fields.toHeaders();
    List<AttachedFile> attachments = new ArrayList<>(selection.attachments());
    root.collectEmbedded(attachments);
    return new ParsedMail(
        headers,
        selection.body(),
        List.copyOf(attachments),
        List.copyOf(nested),
        signals.kind(headers),
        size,
        List.copyOf(defects));
  }

  /** The part on top of the path, as it declares itself. */
  private DeclaredPart declared(MailPart part) {
    return new DeclaredPart(
        path.size() == 1 ? DeclaredPart.Place.ROOT : DeclaredPart.Place.WITHIN,
        part.mediaType,
        part.contentType,
        part.disposition,
        part.calendarMethod);
  }
}
