/**
 * Whose words are these? Splits a body into authored, quoted, signature, disclaimer and forwarded
 * runs by weighing cues per line; linear in the length of the text.
 */
package io.mailpulse.mail.segment;
