/**
 * Who or what wrote this mail: a person, a list, a machine? Told by header fields, structure and
 * subject; where they say nothing, by the formulas that short automatic mail speaks in.
 */
package io.mailpulse.mail.kind;
