/**
 * What came out against what is true of the mail that went in: every mail once, threads as meant,
 * no personal value anywhere.
 */
package io.mailpulse.local.check;
