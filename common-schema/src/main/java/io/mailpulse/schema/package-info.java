/**
 * Contracts: what a mail, a score, an alert and a failure look like outside a process. The record
 * classes are generated from {@code src/main/avro}, which is their only source of truth.
 */
package io.mailpulse.schema;
