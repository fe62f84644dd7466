package io.mailpulse.mail.mime;

import io.mailpulse.mail.attachment.AttachedFile;
import io.mailpulse.mail.header.HeaderParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One node of a mail's MIME tree while it is read: headers, then children or content. */
final class MailPart {

  HeaderParameters contentType = HeaderParameters.NONE;
  HeaderParameters disposition = HeaderParameters.NONE;
  String transferEncoding = "";

  /** Media type in lower case; what the header declares or what its place in the tree implies. */
  String mediaType = "text/plain";

  final List<MailPart> children = new ArrayList<>();
  boolean multipart;

  /** Decoded text with LF line ends; null if the part is no text or was not read as one. */
  String text;

  /** The text as sent, before flowed lines are joined. */
  String textAsSent;

  long size;
  byte[] content;

  /** A mail of its own (message/rfc822). */
  boolean isMail;

  /** ISO 639-1 codes of languages that the header of its mail speaks for. */
  Set<String> likelyLanguages = Set.of();

  /** Place among its siblings. */
  int index;

  /** Bytes before the first part of a multipart; null once they are known to be of no use. */
  byte[] preamble = new byte[0];

  /** Method of a calendar part in lower case; empty if it has none. */
  String calendarMethod = "";

  /** Files that were written into the text, or that Outlook packed together. */
  List<AttachedFile> embedded = List.of();

  Optional<String> name() {
    return disposition
        .parameter("filename")
        .or(() -> contentType.parameter("name"))
        .filter(name -> !name.isBlank());
  }

  boolean isText(String subtype) {
    return text != null && mediaType.equals("text/" + subtype);
  }

  /** Media that mail programs show inside the text. */
  boolean isInlineMedia() {
    return mediaType.startsWith("image/")
        || mediaType.startsWith("audio/")
        || mediaType.startsWith("video/");
  }

  /** The last part in the order of the mail that has no parts of its own. */
  MailPart lastLeaf() {
    MailPart part = this;
    while (!part.children.isEmpty()) {
      part = part.children.get(part.children.size() - 1);
    }
    return part;
  }

  boolean hasTextOtherThan(MailPart other) {
    return this != other && text != null && !text.isBlank()
        || children.stream().anyMatch(child -> child.hasTextOtherThan(other));
  }

  /** Adds the files that the texts of this tree hold, in the order of the mail. */
  void collectEmbedded(List<AttachedFile> target) {
    target.addAll(embedded);
    for (MailPart child : children) {
      child.collectEmbedded(target);
    }
  }

  AttachedFile toAttachment() {
    return new AttachedFile(name(), mediaType, size, Optional.ofNullable(content));
  }
}
