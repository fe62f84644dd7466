/**
 * Bytes to parts: MIME structure, charsets, headers and the best body, under named limits. Each
 * breach of a limit is a typed failure; what is malformed is recovered as far as it goes.
 */
package io.mailpulse.mail.mime;
