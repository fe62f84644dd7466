package io.mailpulse.mail;

import io.mailpulse.mail.attachment.AttachedFile;
import io.mailpulse.mail.attachment.AttachmentSettings;
import io.mailpulse.mail.attachment.AttachmentTextReader;
import io.mailpulse.schema.Attachment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What records say of attachments, and their text for tenants that ask for it. */
final class OpenedAttachments implements AutoCloseable {

  private final MailSettings settings;
  private final Map<String, AttachmentTextReader> readers = new HashMap<>();

  OpenedAttachments(MailSettings settings) {
    this.settings = settings;
  }

  List<Attachment> records(String tenantId, List<AttachedFile> files, MailRedaction.Run redaction) {
    Optional<AttachmentSettings> opening = settings.attachments(tenantId);
    var records = new ArrayList<Attachment>(files.size());
    for (AttachedFile file : files) {
      String name = file.filename().map(text -> redacted(text, redaction)).orElse(null);
      String text = null;
      if (opening.isPresent()
          && records.size() < opening.get().maxFilesPerMail()
          && file.content().isPresent()) {
        text = read(tenantId, opening.get(), file, redaction);
      }
      records.add(new Attachment(name, file.contentType(), file.size(), text));
    }
    return records;
  }

  private String read(
      String tenantId, AttachmentSettings opening, AttachedFile file, MailRedaction.Run redaction) {
    AttachmentTextReader reader =
        readers.computeIfAbsent(tenantId, tenant -> new AttachmentTextReader(opening));
    String text =
        reader
            .read(file.filename().orElse(""), file.contentType(), file.content().orElseThrow())
            .text();
    return text.isEmpty() ? null : redacted(text, redaction);
  }

  private static String redacted(String text, MailRedaction.Run redaction) {
    return redaction.text(text).text().toString();
  }

  @Override
  public void close() {
    readers.values().forEach(AttachmentTextReader::close);
    readers.clear();
  }
}
