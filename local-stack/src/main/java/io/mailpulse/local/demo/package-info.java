/**
 * The demo: the whole pipeline over a mailbox on one machine, from the file adapter to a report,
 * and the proof that nothing was lost and that all stores agree.
 */
package io.mailpulse.local.demo;
