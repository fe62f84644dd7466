/**
 * Which dead letters are fed again, and which were? The letters and the ledger of replays are
 * topics; a mail comes again as it came, through the topic of raw mail.
 */
package io.mailpulse.local.replay;
