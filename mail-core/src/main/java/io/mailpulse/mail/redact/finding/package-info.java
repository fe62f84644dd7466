/**
 * Values that were found in one text, each with its type. Those that overlap become one, so that no
 * part of any is left.
 */
package io.mailpulse.mail.redact.finding;
