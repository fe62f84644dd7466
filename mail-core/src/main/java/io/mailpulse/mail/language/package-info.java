/**
 * Which language did the sender write? Answers with a reason instead of a guess when it cannot
 * know.
 */
package io.mailpulse.mail.language;
