/**
 * Bytes to records and back: readable JSON, bare Avro and the Confluent wire format. Codecs are
 * thread-safe and know one record type each.
 */
package io.mailpulse.schema.codec;
