package io.mailpulse.mail;

import io.mailpulse.mail.attachment.AttachedFile;
import io.mailpulse.mail.attachment.AttachmentText;
import io.mailpulse.mail.attachment.AttachmentTextReader;
import io.mailpulse.mail.language.DetectedLanguage;
import io.mailpulse.mail.language.LanguageIdentifier;
import io.mailpulse.schema.Attachment;
import io.mailpulse.schema.Segment;
import io.mailpulse.schema.SegmentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What records say of attachments, and for tenants that ask for it their text, redacted, as
 * segments below the body. One process reads the files of all tenants, one after the other.
 */
final class OpenedAttachments implements AutoCloseable {

  private final MailSettings settings;
  private final Optional<AttachmentTextReader> reader;

  OpenedAttachments(MailSettings settings) {
    this.settings = settings;
    this.reader =
        settings.opensAttachments()
            ? Optional.of(new AttachmentTextReader(settings.attachmentBounds()))
            : Optional.empty();
  }

  /**
   * Starts what reads files, if any tenant asks for it.
   *
   * @throws IllegalStateException if it does not start
   */
  void open() {
    reader.ifPresent(AttachmentTextReader::open);
  }

  /** Whether a tenant's files are opened. */
  boolean opens(String tenantId) {
    return settings.attachments(tenantId).opens();
  }

  /**
   * A body with the text of files below it.
   *
   * @param text the redacted body, then the redacted text of each file that was read
   * @param segments those of the body, then one for each of these texts
   * @param files what is known of each file, in the order of the mail
   */
  record Below(String text, List<Segment> segments, List<Attachment> files) {}

  Below below(
      String tenantId,
      List<AttachedFile> files,
      String bodyText,
      List<Segment> bodySegments,
      MailTexts.OfMail texts,
      DetectedLanguage mail,
      LanguageIdentifier languages) {
    List<AttachmentText> read =
        opens(tenantId) && !files.isEmpty() ? reader.orElseThrow().read(files) : List.of();
    var text = new StringBuilder(bodyText);
    var segments = new ArrayList<Segment>(bodySegments);
    var records = new ArrayList<Attachment>(files.size());
    for (int i = 0; i < files.size(); i++) {
      AttachedFile file = files.get(i);
      String name = file.filename().map(given -> texts.text(given).text()).orElse(null);
      String outcome = read.isEmpty() ? null : read.get(i).outcome().wireName();
      String own = read.isEmpty() ? "" : read.get(i).text();
      String redacted = own.isEmpty() ? "" : texts.text(own).text();
      Integer segment = null;
      if (!redacted.isEmpty()) {
        endLine(text, segments);
        String language = SegmentRecords.languageOf(SegmentKind.ATTACHMENT, own, mail, languages);
        int start = text.length();
        text.append(redacted);
        segment = segments.size();
        segments.add(
            new Segment(SegmentKind.ATTACHMENT.wireName(), start, text.length(), language));
      }
      records.add(new Attachment(name, file.contentType(), file.size(), null, outcome, segment));
    }
    return new Below(text.toString(), segments, records);
  }

  /** Texts stand on lines of their own; the line end belongs to what stands above. */
  private static void endLine(StringBuilder text, List<Segment> segments) {
    if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n' && !segments.isEmpty()) {
      text.append('\n');
      segments.get(segments.size() - 1).setEnd(text.length());
    }
  }

  @Override
  public void close() {
    reader.ifPresent(AttachmentTextReader::close);
  }
}
