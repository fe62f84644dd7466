/** What is true of mail that was made, and its file: one JSON line per arrival and per thread. */
package io.mailpulse.generate.truth;
