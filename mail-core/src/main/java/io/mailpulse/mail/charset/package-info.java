/**
 * Which characters do these bytes stand for? Undoes transfer encodings and decodes charsets, those
 * that the JDK lacks included; guesses where nothing is declared or the declaration is wrong.
 */
package io.mailpulse.mail.charset;
