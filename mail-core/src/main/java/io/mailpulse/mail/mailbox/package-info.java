/** Files to mails: mbox, maildir, .eml and folders of them, read one mail at a time. */
package io.mailpulse.mail.mailbox;
