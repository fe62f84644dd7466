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

  List<Attachment> records(String tenantId, List<AttachedFile> files, MailTexts.OfMail texts) {
    Optional<AttachmentSettings> opening = settings.attachments(tenantId);
    var records = new ArrayList<Attachment>(files.size());
    for (AttachedFile file : files) {
      String name = file.filename().map(text -> texts.text(text).text()).orElse(null);
      String text = null;
      if (opening.isPresent()
          && records.size() < opening.get().maxFilesPerMail()
          && file.content().isPresent()) {
        text = read(tenantId, opening.get(), file, texts);
      }
      records.add(new Attachment(name, file.contentType(), file.size(), text));
    }
    return records;
  }

  private String read(
      String tenantId, AttachmentSettings opening, AttachedFile file, MailTexts.OfMail texts) {
    AttachmentTextReader reader =
        readers.computeIfAbsent(tenantId, tenant -> new AttachmentTextReader(opening));
    String text =
        reader
            .read(file.filename().orElse(""), file.contentType(), file.content().orElseThrow())
            .text();
    return text.isEmpty() ? null : texts.text(text).text();
  }

  @Override
  public void close() {
    readers.values().forEach(AttachmentTextReader::close);
    readers.clear();
  }
}
