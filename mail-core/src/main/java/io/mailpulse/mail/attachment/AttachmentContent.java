package io.mailpulse.mail.attachment;

/** What becomes of the bytes of attachments while a mail is read. */
public enum AttachmentContent {
  SIZE_ONLY,
  KEEP
}
