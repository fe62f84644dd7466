/** Bytes of a mail as mail programs write them: header fields, charsets, encodings, parts. */
package io.mailpulse.generate.mime;
