/**
 * Which addresses of the net name a person? E-mail addresses, links and network addresses, found
 * from the characters that every one of them has.
 */
package io.mailpulse.mail.redact.net;
