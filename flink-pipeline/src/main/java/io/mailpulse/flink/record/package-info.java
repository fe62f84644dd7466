/**
 * What crosses the edges between the job's operators, beside the Avro records? Each has a
 * serializer of its own and says by which key it is sent on.
 */
package io.mailpulse.flink.record;
