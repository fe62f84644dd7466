/**
 * What stands below the words that somebody wrote? Signatures, contact blocks, lines of telephones
 * and footers, found from the end upwards.
 */
package io.mailpulse.mail.segment.tail;
