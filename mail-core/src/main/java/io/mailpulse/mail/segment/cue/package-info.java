/**
 * What does a line sound like? Phrases of all languages, dates, separators and the shape of a line,
 * each found in one pass.
 */
package io.mailpulse.mail.segment.cue;
