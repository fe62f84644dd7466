package io.mailpulse.mail.mime;

import io.mailpulse.mail.attachment.AttachedFile;
import io.mailpulse.mail.fault.Defect;
import io.mailpulse.mail.header.MailHeaders;
import io.mailpulse.schema.MailKind;
import java.util.List;

/**
 * One mail, decoded but not yet judged: nothing is redacted, nothing is split into segments.
 *
 * @param headers decoded header fields
 * @param body the best body
 * @param attachments everything that is not the body, in the order of the mail
 * @param nested mails inside this one that are mails of their own (message/rfc822)
 * @param kind who or what wrote it
 * @param sizeBytes raw bytes; for a nested mail those of its headers and bodies
 * @param defects what was malformed and how it was recovered: fixed codes, no text of the mail
 */
public record ParsedMail(
    MailHeaders headers,
    MailBody body,
    List<AttachedFile> attachments,
    List<ParsedMail> nested,
    MailKind kind,
    long sizeBytes,
    List<Defect> defects) {}
