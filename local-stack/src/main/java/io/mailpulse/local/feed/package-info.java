/**
 * Mailboxes to {@code mail.mime.v1}: the file adapter. Mails too large for a record are put into
 * the raw landing first and travel as a reference.
 */
package io.mailpulse.local.feed;
