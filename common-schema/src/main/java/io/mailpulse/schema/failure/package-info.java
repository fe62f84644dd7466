/**
 * What can go wrong with a mail or a write, at which stage, and what mends it? Every dead letter is
 * made here, so that all of them say who gave up, why, and with which payload.
 */
package io.mailpulse.schema.failure;
