/**
 * The job's topics: sources and sinks of every record type under one configuration of format, keys
 * and delivery guarantee.
 */
package io.mailpulse.connectors.kafka;
