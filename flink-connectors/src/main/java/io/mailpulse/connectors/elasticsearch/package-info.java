/**
 * Writes documents to Elasticsearch, effectively once: under their own ids and external versions,
 * with bounded memory. What is busy is tried again, what can never be accepted is a dead letter.
 */
package io.mailpulse.connectors.elasticsearch;
