/**
 * Raw MIME to records: fetches the payload, lets {@code mail-core} parse, redact and thread it, and
 * turns whatever cannot be read into a dead letter. One mail never stops the stream.
 */
package io.mailpulse.flink.read;
