/**
 * The lines of a text: where they stand, how deep they are quoted, what the markup said of them.
 * Lines that a mail program wrapped are mended here.
 */
package io.mailpulse.mail.segment.line;
