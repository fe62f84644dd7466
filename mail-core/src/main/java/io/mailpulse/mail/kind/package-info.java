/**
 * Who or what wrote this mail: a person, a list, a machine? Told by header fields, structure and
 * the subject alone; the words of the text are not looked at.
 */
package io.mailpulse.mail.kind;
