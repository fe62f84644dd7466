/**
 * Failure records: who gave up, on what, with which payload. They never hold text or addresses of a
 * mail.
 */
package io.mailpulse.connectors.deadletter;
