/** Mails with their expected result beside them, and whether a run met it, in every store alike. */
package io.mailpulse.local.samples;
