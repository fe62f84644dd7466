/**
 * Which words tell what stands beside them? Names, titles and cue words as compact tables, and the
 * words of one text looked up in them once.
 */
package io.mailpulse.mail.redact.word;
