/**
 * Personal data to tokens: type and keyed pseudonym. Triggers are scanned once, then checked;
 * linear in the length of the text.
 */
package io.mailpulse.mail.redact;
