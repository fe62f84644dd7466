/**
 * What do the fields of a header say? Encoded words, parameters, dates and message ids, read as
 * they are written in the wild rather than as the RFCs would have them.
 */
package io.mailpulse.mail.header;
